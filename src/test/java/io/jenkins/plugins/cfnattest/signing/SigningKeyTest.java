package io.jenkins.plugins.cfnattest.signing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.jenkins.plugins.cfnattest.envelope.Bytes;
import java.io.ByteArrayOutputStream;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSequence;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class SigningKeyTest {
    private static final Bytes MESSAGE = Bytes.utf8("a message");
    private static final Optional<char[]> NONE = Optional.empty();

    @ParameterizedTest
    @EnumSource(Algorithm.class)
    void signsWhatItsPublicHalfVerifies(Algorithm algorithm) {
        SigningKey key = SigningKey.generate(algorithm, new SecureRandom());
        Bytes signature = key.sign(MESSAGE);

        assertThat(key.verificationKey().algorithm()).isEqualTo(algorithm);
        assertThat(key.verificationKey().verifies(MESSAGE, signature)).isTrue();
        assertThat(key.verificationKey().verifies(Bytes.utf8("another"), signature))
                .isFalse();
        assertThat(SigningKey.generate(algorithm, new SecureRandom()).verificationKey())
                .isNotEqualTo(key.verificationKey());
    }

    @ParameterizedTest
    @EnumSource(Algorithm.class)
    void comesBackFromItsPem(Algorithm algorithm) throws Exception {
        SigningKey key = SampleKeys.of(algorithm, 5);
        String plain = key.toPem(NONE);
        String encrypted = key.toPem(Optional.of("Käse 🧀".toCharArray()));

        assertThat(plain).startsWith("-----BEGIN PRIVATE KEY-----\n").endsWith("\n-----END PRIVATE KEY-----\n");
        assertThat(encrypted).startsWith("-----BEGIN ENCRYPTED PRIVATE KEY-----\n");
        assertThat(SigningKey.parse(plain, NONE).sign(MESSAGE)).isEqualTo(key.sign(MESSAGE));
        assertThat(SigningKey.parse(encrypted, Optional.of("Käse 🧀".toCharArray()))
                        .sign(MESSAGE))
                .isEqualTo(key.sign(MESSAGE));
        assertThat(key.toPem(Optional.of("Käse 🧀".toCharArray())))
                .as("salt and initialisation vector are new each time")
                .isNotEqualTo(encrypted);
    }

    @ParameterizedTest
    @CsvSource({
        "ed25519.pem, ED25519, ed25519.pub.pem, ",
        "p256.pem, ECDSA_P256, p256.pub.pem, ",
        "p384.pem, ECDSA_P384, p384.pub.pem, ",
        "ed25519.pbkdf2.pem, ED25519, ed25519.pub.pem, open sesame",
        "p256.scrypt.pem, ECDSA_P256, p256.pub.pem, open sesame",
        "p256.pbkdf2-sha512.pem, ECDSA_P256, p256.pub.pem, open sesame",
        "p384.pbkdf2-sha1.pem, ECDSA_P384, p384.pub.pem, Käse",
    })
    void readsKeysOfOpenSsl(String file, Algorithm algorithm, String publicFile, String passphrase) throws Exception {
        SigningKey key = SigningKey.parse(
                SampleFiles.read(file), Optional.ofNullable(passphrase).map(String::toCharArray));

        assertThat(key.verificationKey().algorithm()).isEqualTo(algorithm);
        assertThat(key.verificationKey()).isEqualTo(VerificationKey.parse(SampleFiles.read(publicFile)));
        assertThat(key.verificationKey().toPem()).isEqualTo(SampleFiles.read(publicFile));
    }

    @ParameterizedTest
    @CsvSource({
        "ed25519.pub.pem, , this is a PUBLIC KEY",
        "certificate.pem, , 'found a PEM block ''CERTIFICATE'''",
        "two-keys.pem, , 'found 2: ''PRIVATE KEY'', ''PRIVATE KEY'''",
        "cut-short.pem, , the key is cut short",
        "cut-inside.pem, , cut short",
        "p256.older-form.pem, , openssl pkcs8 -topk8",
        "rsa.pem, , an RSA key",
        "other-curve.pem, , the curve 1.3.132.0.10",
        "unnamed-curve.pem, , a curve without a name",
        "ed25519.pbkdf2.pem, , but none is given",
        "ed25519.pbkdf2.pem, open barley, The passphrase does not open the private key",
        "p256.scrypt.pem, open barley, The passphrase does not open the private key",
        "ed25519.pem, open sesame, but the key is not encrypted",
        "ed25519.des3.pem, open sesame, the cipher 1.2.840.113549.3.7",
        "ed25519.pbes1.pem, open sesame, the encryption 1.2.840.113549.1.12.1.3",
    })
    void saysWhatIsWrongWithAKey(String file, String passphrase, String complaint) {
        Optional<char[]> given = Optional.ofNullable(passphrase).map(String::toCharArray);

        assertThatExceptionOfType(KeyException.class)
                .isThrownBy(() -> SigningKey.parse(SampleFiles.read(file), given))
                .withMessageContaining(complaint)
                .satisfies(
                        e -> SecretsAssert.assertKeepsSecrets(e, SampleFiles.read(file), "open barley", "open sesame"));
    }

    @Test
    void saysThatItIsNoPem() {
        assertThatExceptionOfType(KeyException.class)
                .isThrownBy(() -> SigningKey.parse(" \n", NONE))
                .withMessageContaining("it is empty.");
        assertThatExceptionOfType(KeyException.class)
                .isThrownBy(() -> SigningKey.parse("MC4CAQAwBQYDK2Vw", NONE))
                .withMessageContaining("found no line '-----BEGIN ...-----'");
        assertThatExceptionOfType(KeyException.class)
                .isThrownBy(() -> SigningKey.parse("x".repeat(100_000), NONE))
                .withMessageContaining("100000 characters");
    }

    @Test
    void takesAnEmptyPassphraseForNone() throws Exception {
        Optional<char[]> empty = Optional.of(new char[0]);

        assertThat(SigningKey.parse(SampleFiles.read("ed25519.pem"), empty)).isNotNull();
        assertThatExceptionOfType(KeyException.class)
                .isThrownBy(() -> SigningKey.parse(SampleFiles.read("ed25519.pbkdf2.pem"), empty))
                .withMessageContaining("none is given");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SampleKeys.ed25519(1).toPem(empty))
                .withMessageContaining("protects nothing");
    }

    @Test
    void showsItsKeyIdOnly() throws Exception {
        SigningKey key = SigningKey.parse(SampleFiles.read("ed25519.pem"), NONE);

        assertThat(key)
                .hasToString(
                        "private half of ED25519 key " + key.verificationKey().keyId());
    }

    @Test
    void isTheKeyOfItsSeed() throws Exception {
        // RFC 8032, section 7.1, TEST 1
        SigningKey key =
                SigningKey.ofEd25519Seed(hex("9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60"));

        assertThat(key.verificationKey().raw())
                .isEqualTo(hex("d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a"));
        assertThat(key.sign(Bytes.utf8("")))
                .isEqualTo(hex("e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555"
                        + "fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b"));
        assertThatExceptionOfType(KeyException.class)
                .isThrownBy(() -> SigningKey.ofEd25519Seed(Bytes.utf8("short")))
                .withMessageContaining("32 bytes, but found 5");
    }

    @ParameterizedTest
    @CsvSource({"ed25519.pem", "p256.pem", "p384.pem"})
    void complainsInItsOwnWordsWhateverByteIsChanged(String file) throws Exception {
        byte[] der = Pem.only(SampleFiles.read(file), "a key").der();
        int refused = 0;
        for (int i = 0; i < der.length; i++) {
            for (int mask : new int[] {0x01, 0x20, 0x80, 0xFF}) {
                byte[] changed = der.clone();
                changed[i] ^= (byte) mask;
                try {
                    PrivateKeyDer.read(changed);
                } catch (KeyException e) {
                    refused++; // Anything else that is thrown fails this test.
                }
            }
        }
        for (int length = 0; length < der.length; length++) {
            byte[] cut = Arrays.copyOf(der, length);
            assertThatExceptionOfType(KeyException.class).isThrownBy(() -> PrivateKeyDer.read(cut));
        }
        assertThat(refused).isPositive();
    }

    @ParameterizedTest
    @ValueSource(ints = {1_000, 10_000})
    void survivesDerThatNestsWithoutEnd(int depth) {
        assertSurvives(nested(depth, new byte[] {0x30, (byte) 0x80}));
        assertSurvives(nested(depth, new byte[] {0x30, (byte) 0x82, 0x7F, 0x00}));
        assertSurvives(nested(depth, new byte[] {0x30, 0x7F}));
        assertSurvives(nested(depth, new byte[] {0x04, (byte) 0x82, 0x7F, 0x00}));
    }

    @Test
    void survivesDerThatNestsInsideTheKey() throws Exception {
        ByteArrayOutputStream deep = new ByteArrayOutputStream();
        for (int rest = 30_000; rest > 0; rest -= 4) {
            deep.writeBytes(new byte[] {0x30, (byte) 0x82, (byte) (rest >> 8), (byte) rest});
        }
        byte[] key = new DERSequence(new ASN1Encodable[] {
                    new ASN1Integer(0), KeyType.identifier(Algorithm.ED25519), new DEROctetString(deep.toByteArray())
                })
                .getEncoded();

        assertThatExceptionOfType(KeyException.class)
                .isThrownBy(() -> SigningKey.parse(Pem.write("PRIVATE KEY", key), NONE))
                .withMessageContaining("changed or cut short");
    }

    @Test
    void refusesTheHalvesOfTwoKeys() throws Exception {
        byte[] der = Pem.only(SampleFiles.read("p256.pem"), "a key").der();
        der[40] ^= 1; // within the secret number

        assertThatExceptionOfType(KeyException.class)
                .isThrownBy(() -> PrivateKeyDer.read(der))
                .withMessageContaining("that of another key");
    }

    private static byte[] nested(int depth, byte[] step) {
        byte[] nested = new byte[depth * step.length];
        for (int i = 0; i < nested.length; i++) {
            nested[i] = step[i % step.length];
        }
        return nested;
    }

    private static void assertSurvives(byte[] nested) {
        for (String label : List.of("PRIVATE KEY", "ENCRYPTED PRIVATE KEY")) {
            assertThatExceptionOfType(KeyException.class)
                    .isThrownBy(() -> SigningKey.parse(
                            Pem.write(label, nested),
                            label.startsWith("E") ? Optional.of("open sesame".toCharArray()) : NONE))
                    .withMessageContaining("changed or cut short");
        }
        assertThatExceptionOfType(KeyException.class)
                .isThrownBy(() -> VerificationKey.parse(Pem.write("PUBLIC KEY", nested)))
                .withMessageContaining("changed or cut short");
    }

    private static Bytes hex(String digits) {
        return Bytes.of(HexFormat.of().parseHex(digits));
    }
}
