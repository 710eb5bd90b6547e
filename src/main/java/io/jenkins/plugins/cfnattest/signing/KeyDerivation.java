package io.jenkins.plugins.cfnattest.signing;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.Enumeration;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.pkcs.KeyDerivationFunc;
import org.bouncycastle.asn1.pkcs.PBKDF2Params;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.crypto.Digest;
import org.bouncycastle.crypto.PBEParametersGenerator;
import org.bouncycastle.crypto.digests.SHA1Digest;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.digests.SHA384Digest;
import org.bouncycastle.crypto.digests.SHA512Digest;
import org.bouncycastle.crypto.generators.PKCS5S2ParametersGenerator;
import org.bouncycastle.crypto.generators.SCrypt;
import org.bouncycastle.crypto.params.KeyParameter;

/** A key from a passphrase: PBKDF2 (RFC 8018, section 5.2) and scrypt (RFC 7914), the costs bounded so that a key file cannot stop the machine. */
final class KeyDerivation {
    private static final ASN1ObjectIdentifier SCRYPT = new ASN1ObjectIdentifier("1.3.6.1.4.1.11591.4.11");
    private static final int BITS = 8;
    private static final int BLOCK_UNIT = 128;

    private static final int MOST_ITERATIONS = 10_000_000;
    private static final long MOST_MEMORY = 128L * 1024 * 1024;
    private static final int MOST_LANES = 64;

    // Five lanes of 16 MiB: as hard as the usual advice of one lane of 128 MiB, and within OpenSSL's 32 MiB.
    private static final int WRITTEN_N = 1 << 14;
    private static final int WRITTEN_R = 8;
    private static final int WRITTEN_P = 5;

    private KeyDerivation() {}

    static KeyDerivationFunc scrypt(byte[] salt) {
        ASN1Encodable[] parameters = {
            new DEROctetString(salt), new ASN1Integer(WRITTEN_N), new ASN1Integer(WRITTEN_R), new ASN1Integer(WRITTEN_P)
        };
        return new KeyDerivationFunc(SCRYPT, new DERSequence(parameters));
    }

    /**
     * The key.
     *
     * @param size in bytes
     * @throws KeyException when the function is neither, or costs too much
     */
    static byte[] derive(KeyDerivationFunc function, char[] passphrase, int size) throws KeyException {
        byte[] secret = PBEParametersGenerator.PKCS5PasswordToUTF8Bytes(passphrase);
        try {
            if (function.getAlgorithm().equals(SCRYPT)) {
                return scrypt(ASN1Sequence.getInstance(function.getParameters()), secret, size);
            }
            if (function.getAlgorithm().equals(PKCSObjectIdentifiers.id_PBKDF2)) {
                return pbkdf2(PBKDF2Params.getInstance(function.getParameters()), secret, size);
            }
        } finally {
            Arrays.fill(secret, (byte) 0);
        }
        throw Pbes2.unsupported("key derivation", function.getAlgorithm());
    }

    private static byte[] scrypt(ASN1Sequence parameters, byte[] secret, int size) throws KeyException {
        Enumeration<?> values = parameters.getObjects();
        byte[] salt = ASN1OctetString.getInstance(values.nextElement()).getOctets();
        int n = bounded(values.nextElement(), MOST_MEMORY);
        int r = bounded(values.nextElement(), MOST_MEMORY);
        int p = bounded(values.nextElement(), MOST_LANES);
        if (BigInteger.valueOf(n).multiply(BigInteger.valueOf(r)).longValueExact() > MOST_MEMORY / BLOCK_UNIT) {
            throw tooCostly();
        }
        return SCrypt.generate(secret, salt, n, r, p, size);
    }

    private static byte[] pbkdf2(PBKDF2Params parameters, byte[] secret, int size) throws KeyException {
        PKCS5S2ParametersGenerator generator =
                new PKCS5S2ParametersGenerator(digest(parameters.getPrf().getAlgorithm()));
        int iterations = bounded(new ASN1Integer(parameters.getIterationCount()), MOST_ITERATIONS);
        generator.init(secret, parameters.getSalt(), iterations);
        return ((KeyParameter) generator.generateDerivedMacParameters(size * BITS)).getKey();
    }

    private static Digest digest(ASN1ObjectIdentifier mac) throws KeyException {
        if (mac.equals(PKCSObjectIdentifiers.id_hmacWithSHA1)) {
            return new SHA1Digest();
        }
        if (mac.equals(PKCSObjectIdentifiers.id_hmacWithSHA256)) {
            return new SHA256Digest();
        }
        if (mac.equals(PKCSObjectIdentifiers.id_hmacWithSHA384)) {
            return new SHA384Digest();
        }
        if (mac.equals(PKCSObjectIdentifiers.id_hmacWithSHA512)) {
            return new SHA512Digest();
        }
        throw Pbes2.unsupported("key derivation", mac);
    }

    private static int bounded(Object number, long most) throws KeyException {
        BigInteger value = ASN1Integer.getInstance(number).getValue();
        if (value.signum() <= 0 || value.compareTo(BigInteger.valueOf(most)) > 0) {
            throw tooCostly();
        }
        return value.intValueExact();
    }

    private static KeyException tooCostly() {
        return new KeyException("Expected a private key whose passphrase takes at most " + MOST_ITERATIONS
                + " rounds of PBKDF2 or " + MOST_MEMORY
                + " bytes of scrypt to try, but this one demands another cost. Encrypt it again.");
    }
}
