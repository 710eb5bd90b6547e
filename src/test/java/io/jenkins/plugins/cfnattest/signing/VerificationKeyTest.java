package io.jenkins.plugins.cfnattest.signing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.jenkins.plugins.cfnattest.envelope.Bytes;
import io.jenkins.plugins.cfnattest.envelope.Digest;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class VerificationKeyTest {
    private static final Bytes MESSAGE = Bytes.utf8("a message");

    @ParameterizedTest
    @ValueSource(strings = {"ed25519.pub.pem", "p256.pub.pem", "p384.pub.pem"})
    void isNamedByTheDigestOfItsDer(String file) throws Exception {
        String body = String.join(
                "",
                SampleFiles.read(file)
                        .lines()
                        .filter(line -> !line.startsWith("-"))
                        .toList());
        VerificationKey key = VerificationKey.parse(SampleFiles.read(file));

        assertThat(key.keyId()).isEqualTo(Digest.of(Bytes.of(Base64.getDecoder().decode(body))));
        assertThat(VerificationKey.parse(key.toPem())).isEqualTo(key).hasSameHashCodeAs(key);
        assertThat(key).hasToString(key.algorithm() + " key " + key.keyId());
    }

    @Test
    void hasOneKeyIdHoweverItsPointIsWritten() throws Exception {
        assertThat(VerificationKey.parse(SampleFiles.read("p256.compressed.pub.pem")))
                .isEqualTo(VerificationKey.parse(SampleFiles.read("p256.pub.pem")));
    }

    @Test
    void readsTheBareKeyAsThe2020ServicePublishesIt() throws Exception {
        VerificationKey key = SigningKey.ofEd25519Seed(Bytes.of(new byte[32])).verificationKey();

        assertThat(VerificationKey.parse(key.raw().toBase64() + "\n")).isEqualTo(key);
        assertThatExceptionOfType(KeyException.class)
                .isThrownBy(() -> VerificationKey.parse(Bytes.of(new byte[31]).toBase64()));
        assertThatExceptionOfType(KeyException.class)
                .isThrownBy(() -> VerificationKey.parse(Bytes.of(new byte[32]).toBase64()));
    }

    @Test
    void readsTextAroundTheBlockAndWindowsLineEnds() throws Exception {
        String pem = "the key of the build machine\n" + SampleFiles.read("p256.pub.pem") + "\n";

        assertThat(VerificationKey.parse(pem.replace("\n", "\r\n")))
                .isEqualTo(VerificationKey.parse(SampleFiles.read("p256.pub.pem")));
    }

    @ParameterizedTest
    @CsvSource({
        "ed25519.pem, this is a PRIVATE KEY",
        "ed25519.pbkdf2.pem, this is a PRIVATE KEY",
        "p256.older-form.pem, this is a PRIVATE KEY",
        "certificate.pem, this is a certificate",
        "two-keys.pem, 'but found 2'",
        "cut-short.pem, the key is cut short",
        "rsa.pub.pem, an RSA key",
        "other-curve.pub.pem, the curve 1.3.132.0.10",
        "unnamed-curve.pub.pem, a curve without a name",
    })
    void saysWhatIsWrongWithAKey(String file, String complaint) {
        assertThatExceptionOfType(KeyException.class)
                .isThrownBy(() -> VerificationKey.parse(SampleFiles.read(file)))
                .withMessageContaining(complaint)
                .satisfies(e -> SecretsAssert.assertKeepsSecrets(e, SampleFiles.read(file), "open sesame"));
    }

    @Test
    void refusesAnotherBlockAndAnotherLengthOfIt() {
        assertThatExceptionOfType(KeyException.class)
                .isThrownBy(() -> VerificationKey.parse("-----BEGIN X\u0007-----\n-----END X\u0007-----"))
                .withMessageContaining("found a PEM block 'X?'");
        assertThatExceptionOfType(KeyException.class)
                .isThrownBy(() -> VerificationKey.parse("-----BEGIN PUBLIC KEY-----\n-----END PUBLIC KEY-----"))
                .withMessageContaining("Expected base64");
        assertThatExceptionOfType(KeyException.class)
                .isThrownBy(() -> VerificationKey.parse("-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PRIVATE KEY-----"))
                .withMessageContaining("'-----END PUBLIC KEY-----'");
        assertThatExceptionOfType(KeyException.class)
                .isThrownBy(() -> VerificationKey.ofRawEd25519(Bytes.of(new byte[31])))
                .withMessageContaining("32 bytes, but found 31");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                // The points of order 1, 2, 4 and 8, and two spellings of a number that is not below the prime.
                "0100000000000000000000000000000000000000000000000000000000000000",
                "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
                "0000000000000000000000000000000000000000000000000000000000000000",
                "0000000000000000000000000000000000000000000000000000000000000080",
                "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05",
                "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a",
                "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
                "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f"
            })
    void refusesKeysUnderWhichASignatureCouldHoldForMoreThanOneMessage(String hex) {
        assertThatExceptionOfType(KeyException.class)
                .isThrownBy(() ->
                        VerificationKey.ofRawEd25519(Bytes.of(HexFormat.of().parseHex(hex))))
                .withMessageContaining("no point of its group");
    }

    @Test
    void refusesEveryOtherEd25519Signature() {
        SigningKey key = SampleKeys.ed25519(1);
        byte[] good = key.sign(MESSAGE).toArray();

        for (int i = 0; i < good.length * Byte.SIZE; i++) {
            byte[] flipped = good.clone();
            flipped[i / Byte.SIZE] ^= (byte) (1 << (i % Byte.SIZE));
            assertThat(key.verificationKey().verifies(MESSAGE, Bytes.of(flipped)))
                    .isFalse();
        }
        for (int length = 0; length < good.length + 2; length++) {
            assertThat(key.verificationKey().verifies(MESSAGE, Bytes.of(Arrays.copyOf(good, length))))
                    .isEqualTo(length == good.length);
        }
    }

    @Test
    void refusesAnEd25519SignatureWrittenInAnotherWay() {
        // S and S + L say the same number; RFC 8032, section 5.1.7, allows the smaller only.
        SigningKey key = SampleKeys.ed25519(1);
        byte[] good = key.sign(MESSAGE).toArray();
        byte[] order = HexFormat.of().parseHex("edd3f55c1a631258d69cf7a2def9de1400000000000000000000000000000010");
        int carry = 0;
        for (int i = 0; i < order.length; i++) {
            int sum = (good[order.length + i] & 0xFF) + (order[i] & 0xFF) + carry;
            good[order.length + i] = (byte) sum;
            carry = sum >> Byte.SIZE;
        }

        assertThat(key.verificationKey().verifies(MESSAGE, Bytes.of(good))).isFalse();
    }
}
