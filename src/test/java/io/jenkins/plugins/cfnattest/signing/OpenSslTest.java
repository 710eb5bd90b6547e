package io.jenkins.plugins.cfnattest.signing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.jenkins.plugins.cfnattest.envelope.Bytes;
import io.jenkins.plugins.cfnattest.envelope.Digest;
import io.jenkins.plugins.cfnattest.envelope.Envelope;
import io.jenkins.plugins.cfnattest.envelope.EnvelopeJson;
import io.jenkins.plugins.cfnattest.envelope.SampleStatement;
import io.jenkins.plugins.cfnattest.envelope.StatementJson;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** A program of others agrees: it reads our keys, we read its keys, it verifies our signatures, we verify its. */
class OpenSslTest {
    private static final String PASSPHRASE = "open sesame";

    @TempDir
    private Path folder;

    private OpenSsl openssl;

    @BeforeEach
    void needsTheProgram() throws Exception {
        assumeTrue(OpenSsl.isPresent(folder), "Skipped: no program 'openssl' of version 3 or later on the path");
        openssl = new OpenSsl(folder);
    }

    @ParameterizedTest
    @EnumSource(Algorithm.class)
    void verifiesOurEnvelopes(Algorithm algorithm) throws Exception {
        SigningKey key = SigningKey.generate(algorithm, new SecureRandom());
        write("public.pem", key.verificationKey().toPem());
        // Taken apart by another parser, put together with the words of the specification.
        JsonNode envelope = new ObjectMapper()
                .readTree(EnvelopeJson.write(key.seal(Envelope.IN_TOTO, StatementJson.write(SampleStatement.full())))
                        .toArray());
        byte[] payload = Base64.getDecoder().decode(envelope.get("payload").textValue());
        String type = envelope.get("payloadType").textValue();
        String head = "DSSEv1 " + type.length() + " " + type + " " + payload.length + " ";
        Bytes message = Bytes.of(concat(head.getBytes(StandardCharsets.UTF_8), payload));
        String sig = envelope.get("signatures").get(0).get("sig").textValue();
        Files.write(folder.resolve("signature"), Base64.getDecoder().decode(sig));

        Files.write(folder.resolve("message"), message.toArray());
        assertThat(verify(algorithm).output()).contains(success(algorithm));

        payload[payload.length / 2] ^= 1;
        Files.write(folder.resolve("message"), concat(head.getBytes(StandardCharsets.UTF_8), payload));
        assertThat(verify(algorithm).exit()).isNotZero();
    }

    @ParameterizedTest
    @EnumSource(Algorithm.class)
    void signsWhatWeVerify(Algorithm algorithm) throws Exception {
        SigningKey key = SigningKey.generate(algorithm, new SecureRandom());
        write("private.pem", key.toPem(Optional.empty()));
        write("message", "a message");
        if (algorithm == Algorithm.ED25519) {
            openssl.good("pkeyutl", "-sign", "-inkey", "private.pem", "-rawin", "-in", "message", "-out", "signature");
        } else {
            openssl.good("dgst", hash(algorithm), "-sign", "private.pem", "-out", "signature", "message");
        }

        Bytes signature = Bytes.of(Files.readAllBytes(folder.resolve("signature")));
        assertThat(key.verificationKey().verifies(Bytes.utf8("a message"), signature))
                .isTrue();
        assertThat(key.verificationKey().verifies(Bytes.utf8("a massage"), signature))
                .isFalse();
    }

    @ParameterizedTest
    @EnumSource(Algorithm.class)
    void readsOurKeys(Algorithm algorithm) throws Exception {
        SigningKey key = SigningKey.generate(algorithm, new SecureRandom());
        write("private.pem", key.toPem(Optional.empty()));
        write("encrypted.pem", key.toPem(Optional.of(PASSPHRASE.toCharArray())));
        write("public.pem", key.verificationKey().toPem());

        assertThat(openssl.good("pkey", "-in", "private.pem", "-pubout"))
                .isEqualTo(key.verificationKey().toPem());
        assertThat(openssl.good("pkey", "-in", "encrypted.pem", "-passin", "pass:" + PASSPHRASE, "-pubout"))
                .isEqualTo(key.verificationKey().toPem());
        assertThat(openssl.run("pkey", "-in", "encrypted.pem", "-passin", "pass:wrong", "-pubout")
                        .exit())
                .isNotZero();
        openssl.good("pkey", "-pubin", "-in", "public.pem", "-outform", "DER", "-out", "public.der");
        assertThat(Digest.of(Bytes.of(Files.readAllBytes(folder.resolve("public.der")))))
                .as("the key id that others compute")
                .isEqualTo(key.verificationKey().keyId());
    }

    @ParameterizedTest
    @CsvSource({"ED25519, ed25519, ", "ECDSA_P256, EC, P-256", "ECDSA_P384, EC, P-384"})
    void makesKeysThatWeRead(Algorithm algorithm, String name, String curve) throws Exception {
        if (curve == null) {
            openssl.good("genpkey", "-algorithm", name, "-out", "private.pem");
        } else {
            openssl.good(
                    "genpkey", "-algorithm", name, "-pkeyopt", "ec_paramgen_curve:" + curve, "-out", "private.pem");
        }
        String publicHalf = openssl.good("pkey", "-in", "private.pem", "-pubout");
        openssl.good("pkcs8", "-topk8", "-in", "private.pem", "-passout", "pass:" + PASSPHRASE, "-out", "pbkdf2.pem");
        openssl.good(
                "pkcs8",
                "-topk8",
                "-scrypt",
                "-in",
                "private.pem",
                "-passout",
                "pass:" + PASSPHRASE,
                "-out",
                "scrypt.pem");
        Optional<char[]> passphrase = Optional.of(PASSPHRASE.toCharArray());

        VerificationKey expected = VerificationKey.parse(publicHalf);
        assertThat(expected.algorithm()).isEqualTo(algorithm);
        assertThat(SigningKey.parse(read("private.pem"), Optional.empty()).verificationKey())
                .isEqualTo(expected);
        assertThat(SigningKey.parse(read("pbkdf2.pem"), passphrase).verificationKey())
                .isEqualTo(expected);
        assertThat(SigningKey.parse(read("scrypt.pem"), passphrase).verificationKey())
                .isEqualTo(expected);
    }

    @Test
    void makesKeysThatWeRefuse() throws Exception {
        openssl.good("genpkey", "-algorithm", "ed448", "-out", "ed448.pem");

        assertThatExceptionOfType(KeyException.class)
                .isThrownBy(() -> SigningKey.parse(read("ed448.pem"), Optional.empty()))
                .withMessageContaining("1.3.101.113");
    }

    private OpenSsl.Run verify(Algorithm algorithm) throws Exception {
        return algorithm == Algorithm.ED25519
                ? openssl.run(
                        "pkeyutl",
                        "-verify",
                        "-pubin",
                        "-inkey",
                        "public.pem",
                        "-rawin",
                        "-in",
                        "message",
                        "-sigfile",
                        "signature")
                : openssl.run("dgst", hash(algorithm), "-verify", "public.pem", "-signature", "signature", "message");
    }

    private static String success(Algorithm algorithm) {
        return algorithm == Algorithm.ED25519 ? "Signature Verified Successfully" : "Verified OK";
    }

    private static String hash(Algorithm algorithm) {
        return algorithm == Algorithm.ECDSA_P384 ? "-sha384" : "-sha256";
    }

    private void write(String file, String text) throws IOException {
        Files.writeString(folder.resolve(file), text);
    }

    private String read(String file) throws IOException {
        return Files.readString(folder.resolve(file));
    }

    private static byte[] concat(byte[] first, byte[] second) {
        byte[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }
}
