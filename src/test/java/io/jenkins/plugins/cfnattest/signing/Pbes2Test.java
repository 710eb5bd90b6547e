package io.jenkins.plugins.cfnattest.signing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.EncryptedPrivateKeyInfo;
import org.bouncycastle.asn1.pkcs.EncryptionScheme;
import org.bouncycastle.asn1.pkcs.KeyDerivationFunc;
import org.bouncycastle.asn1.pkcs.PBES2Parameters;
import org.bouncycastle.asn1.pkcs.PBKDF2Params;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class Pbes2Test {
    private static final char[] PASSPHRASE = "open sesame".toCharArray();
    private static final byte[] SALT = new byte[16];

    @Test
    void refusesEveryChangedOrShortenedFileInItsOwnWords() throws Exception {
        byte[] der = Pem.only(SampleFiles.read("ed25519.pbkdf2.pem"), "a key").der();
        VerificationKey half = VerificationKey.parse(SampleFiles.read("ed25519.pub.pem"));
        List<Integer> survivors = new ArrayList<>();
        for (int i = 0; i < der.length; i++) {
            byte[] changed = der.clone();
            changed[i] ^= 0x01;
            try {
                SigningKey key = PrivateKeyDer.read(Pbes2.decrypt(changed, PASSPHRASE));
                if (key.verificationKey().equals(half)) {
                    survivors.add(i);
                } // Else the cipher made another key of it, which nobody trusts.
            } catch (KeyException e) {
                SecretsAssert.assertKeepsSecrets(e, SampleFiles.read("ed25519.pem"), "open sesame");
            }
        }
        for (int length = 0; length < der.length; length++) {
            byte[] cut = Arrays.copyOf(der, length);
            assertThatExceptionOfType(KeyException.class).isThrownBy(() -> Pbes2.decrypt(cut, PASSPHRASE));
        }
        assertThat(survivors)
                .as("the tag of a NULL, and the version inside, say nothing")
                .containsExactly(59, 80);
    }

    @ParameterizedTest
    @CsvSource({"100000000", "0", "-1", "99999999999999999999"})
    void refusesPbkdf2OfAnotherCost(String iterations) {
        KeyDerivationFunc function =
                new KeyDerivationFunc(PKCSObjectIdentifiers.id_PBKDF2, new DERSequence(new ASN1Encodable[] {
                    new DEROctetString(SALT), new ASN1Integer(new BigInteger(iterations)), sha256()
                }));

        assertTooCostly(function);
    }

    @ParameterizedTest
    @CsvSource({
        "1073741824, 8, 1",
        "16384, 1048576, 1",
        "16384, 8, 1000",
        "0, 8, 1",
        "16384, -8, 1",
        "99999999999, 1, 1"
    })
    void refusesScryptOfAnotherCost(long n, long r, long p) {
        assertTooCostly(new KeyDerivationFunc(
                new ASN1ObjectIdentifier("1.3.6.1.4.1.11591.4.11"), new DERSequence(new ASN1Encodable[] {
                    new DEROctetString(SALT), new ASN1Integer(n), new ASN1Integer(r), new ASN1Integer(p)
                })));
    }

    @Test
    void refusesScryptOfNoPowerOfTwo() {
        assertThatExceptionOfType(KeyException.class)
                .isThrownBy(() -> Pbes2.decrypt(
                        encrypted(new KeyDerivationFunc(
                                new ASN1ObjectIdentifier("1.3.6.1.4.1.11591.4.11"),
                                new DERSequence(new ASN1Encodable[] {
                                    new DEROctetString(SALT),
                                    new ASN1Integer(1000),
                                    new ASN1Integer(8),
                                    new ASN1Integer(1)
                                }))),
                        PASSPHRASE));
    }

    @Test
    void refusesAnUnknownMacAndAnUnknownFunction() {
        AlgorithmIdentifier md5 = new AlgorithmIdentifier(new ASN1ObjectIdentifier("1.2.840.113549.2.6"));
        assertThatExceptionOfType(KeyException.class)
                .isThrownBy(() -> Pbes2.decrypt(
                        encrypted(new KeyDerivationFunc(
                                PKCSObjectIdentifiers.id_PBKDF2, new PBKDF2Params(SALT, 1000, md5))),
                        PASSPHRASE))
                .withMessageContaining("1.2.840.113549.2.6");
        assertThatExceptionOfType(KeyException.class)
                .isThrownBy(() -> Pbes2.decrypt(
                        encrypted(new KeyDerivationFunc(new ASN1ObjectIdentifier("1.2.3"), new DERSequence())),
                        PASSPHRASE))
                .withMessageContaining("the key derivation 1.2.3");
    }

    private static void assertTooCostly(KeyDerivationFunc function) {
        assertThatExceptionOfType(KeyException.class)
                .isThrownBy(() -> Pbes2.decrypt(encrypted(function), PASSPHRASE))
                .withMessageContaining("demands another cost");
    }

    private static AlgorithmIdentifier sha256() {
        return new AlgorithmIdentifier(PKCSObjectIdentifiers.id_hmacWithSHA256);
    }

    private static byte[] encrypted(KeyDerivationFunc function) throws IOException {
        EncryptionScheme cipher =
                new EncryptionScheme(NISTObjectIdentifiers.id_aes256_CBC, new DEROctetString(new byte[16]));
        AlgorithmIdentifier scheme =
                new AlgorithmIdentifier(PKCSObjectIdentifiers.id_PBES2, new PBES2Parameters(function, cipher));
        return new EncryptedPrivateKeyInfo(scheme, new byte[32]).getEncoded("DER");
    }
}
