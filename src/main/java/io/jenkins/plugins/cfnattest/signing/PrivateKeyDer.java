package io.jenkins.plugins.cfnattest.signing;

import io.jenkins.plugins.cfnattest.envelope.Bytes;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.bouncycastle.asn1.ASN1BitString;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.DERBitString;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.sec.ECPrivateKey;
import org.bouncycastle.crypto.params.AsymmetricKeyParameter;
import org.bouncycastle.crypto.params.ECNamedDomainParameters;
import org.bouncycastle.crypto.params.ECPrivateKeyParameters;
import org.bouncycastle.crypto.params.ECPublicKeyParameters;
import org.bouncycastle.crypto.params.Ed25519PrivateKeyParameters;
import org.bouncycastle.math.ec.FixedPointCombMultiplier;

/** Private keys to and from PKCS#8 (RFC 5958, version 1: the public half is always computed, never read). */
final class PrivateKeyDer {
    private PrivateKeyDer() {}

    /** The causes of its complaints are left out: they could speak of the secret. */
    static SigningKey read(byte[] der) throws KeyException {
        try {
            PrivateKeyInfo info = PrivateKeyInfo.getInstance(Der.parse(der));
            Algorithm algorithm = KeyType.of(info.getPrivateKeyAlgorithm());
            ASN1Primitive secret = Der.parse(info.getPrivateKey().getOctets());
            return algorithm == Algorithm.ED25519
                    ? ed25519(ASN1OctetString.getInstance(secret).getOctets())
                    : ecdsa(algorithm, ECPrivateKey.getInstance(secret));
        } catch (IOException
                | IllegalArgumentException
                | IllegalStateException
                | ClassCastException
                | IndexOutOfBoundsException e) {
            throw new KeyException("Expected a private key (PKCS#8) inside the PEM block, but found something else:"
                    + " it is changed or cut short. Give the whole key as it was made.");
        }
    }

    static SigningKey ed25519(byte[] seed) throws KeyException {
        if (seed.length != Ed25519PrivateKeyParameters.KEY_SIZE) {
            throw new KeyException("Expected an Ed25519 private key of " + Ed25519PrivateKeyParameters.KEY_SIZE
                    + " bytes, but found " + seed.length + ".");
        }
        Ed25519PrivateKeyParameters secret = new Ed25519PrivateKeyParameters(seed);
        return new SigningKey(secret, new VerificationKey(Algorithm.ED25519, secret.generatePublicKey()));
    }

    /** Where the file repeats the public half it must be the right one: a cheap test that nobody changed the secret. */
    private static SigningKey ecdsa(Algorithm algorithm, ECPrivateKey read) throws KeyException {
        SigningKey key = ecdsa(algorithm, new ECPrivateKeyParameters(read.getKey(), KeyType.curve(algorithm)));
        ASN1BitString repeated = read.getPublicKey();
        if (repeated != null) {
            byte[] point = KeyType.curve(algorithm)
                    .getCurve()
                    .decodePoint(repeated.getOctets())
                    .getEncoded(false);
            if (!key.verificationKey().raw().equals(Bytes.of(point))) {
                throw new KeyException("Expected a private key with its own public half, but found that of another key:"
                        + " the key is changed. Give the whole key as it was made.");
            }
        }
        return key;
    }

    static SigningKey ecdsa(Algorithm algorithm, ECPrivateKeyParameters secret) {
        ECNamedDomainParameters curve = KeyType.curve(algorithm);
        var point = new FixedPointCombMultiplier()
                .multiply(curve.getG(), secret.getD())
                .normalize();
        return new SigningKey(secret, new VerificationKey(algorithm, new ECPublicKeyParameters(point, curve)));
    }

    static byte[] write(AsymmetricKeyParameter secret, VerificationKey half) {
        ASN1Encodable encoded = secret instanceof ECPrivateKeyParameters ec
                ? new ECPrivateKey(
                        ec.getParameters().getN().bitLength(),
                        ec.getD(),
                        new DERBitString(half.raw().toArray()),
                        null)
                : new DEROctetString(((Ed25519PrivateKeyParameters) secret).getEncoded());
        try {
            return new PrivateKeyInfo(KeyType.identifier(half.algorithm()), encoded).getEncoded("DER");
        } catch (IOException e) {
            throw new UncheckedIOException("Writing to memory failed.", e);
        }
    }
}
