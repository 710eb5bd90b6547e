package io.jenkins.plugins.cfnattest.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.jenkins.plugins.cfnattest.envelope.Bytes;
import io.jenkins.plugins.cfnattest.signing.VerificationKey;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Real answers of the 2020 service, where the optional folder with them is given. */
class ServiceSamplesTest {
    private static final Path FOLDER = Path.of(System.getProperty("cfnattest.shared", ""), "service-samples");

    @BeforeEach
    void needTheFolder() {
        Assumptions.assumeTrue(
                Files.isRegularFile(FOLDER.resolve("verify_key.b64")),
                () -> "Skipped: no answers of the 2020 service in " + FOLDER + ".");
    }

    @ParameterizedTest
    @CsvSource({"1, FAIL, 1, 3", "2, FAIL, 1, 2", "3, FAIL, 1, 0", "4, PASS, 0, 0"})
    void believesRealAnswers(int number, String verdict, int failures, int warnings) throws Exception {
        Attestation attestation = Answer2020.believed(answer(number), sent(number), key());

        assertThat(attestation.result().verdict()).isEqualTo(verdict);
        assertThat(attestation.result().failureCount()).isEqualTo(failures);
        assertThat(attestation.result().warningCount()).isEqualTo(warnings);
    }

    @ParameterizedTest
    @CsvSource({"1, 2", "2, 1", "4, 3"})
    void doesNotBelieveThemAboutAnotherTemplate(int number, int other) {
        assertThatExceptionOfType(AttestException.class)
                .isThrownBy(() -> Answer2020.believed(answer(number), sent(other), key()))
                .withMessageContaining("another template");
    }

    private static Bytes answer(int number) throws Exception {
        return Bytes.of(Files.readAllBytes(FOLDER.resolve("sample" + number + ".signed_scan.response.json")));
    }

    private static Bytes sent(int number) throws Exception {
        return Bytes.of(Files.readAllBytes(FOLDER.resolve("sample" + number + ".request.body")));
    }

    private static VerificationKey key() throws Exception {
        String base64 = Files.readString(FOLDER.resolve("verify_key.b64")).strip();
        return VerificationKey.ofRawEd25519(Bytes.of(Base64.getDecoder().decode(base64)));
    }
}
