package io.jenkins.plugins.cfnattest.signing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.jenkins.plugins.cfnattest.envelope.Bytes;
import io.jenkins.plugins.cfnattest.envelope.ServiceScan;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Real answers of the 2020 service, where a folder with some is given. */
class ServiceSamplesTest {
    private static final Path FOLDER = Path.of(System.getProperty("cfnattest.shared", "../shared"), "service-samples");
    /** Within the long base64 text, one place in so many is changed. */
    private static final int STRIDE = 11;

    @BeforeAll
    static void needsTheFolder() {
        assumeTrue(
                Files.isDirectory(FOLDER),
                "Skipped: no answers of the real 2020 service in " + FOLDER
                        + " (say where with -Dcfnattest.shared=DIR)");
    }

    @Test
    void verify() throws Exception {
        for (Path sample : samples()) {
            Path request = FOLDER.resolve(
                    sample.getFileName().toString().replace("signed_scan.response.json", "request.body"));
            Path unsigned = FOLDER.resolve(sample.getFileName().toString().replace("signed_scan", "scan"));

            ServiceScan scan = Service2020.verify(bytes(sample), pinned());

            assertThat(Bytes.utf8(scan.template())).as("%s", sample).isEqualTo(bytes(request));
            assertThat(scan.results().write()).as("%s", sample).isEqualTo(bytes(unsigned));
            assertThat(scan.rules()).as("%s", sample).isNotEmpty();
        }
    }

    @Test
    void areWrittenByUsByteForByte() throws Exception {
        SigningKey key = SigningKey.ofEd25519Seed(base64("signing_seed_TEST_ONLY.b64"));

        assertThat(key.verificationKey()).isEqualTo(pinned());
        for (Path sample : samples()) {
            ServiceScan scan = Service2020.verify(bytes(sample), pinned());
            assertThat(Service2020.seal(scan, key).write()).as("%s", sample).isEqualTo(bytes(sample));
        }
    }

    @Test
    void doNotVerifyWithOneCharacterChanged() throws Exception {
        VerificationKey pinned = pinned();
        List<String> unnoticed = new ArrayList<>();
        for (Path sample : samples()) {
            String answer = bytes(sample).toUtf8();
            int longStart = answer.indexOf("\"results_encoded\":\"") + "\"results_encoded\":\"".length();
            int longEnd = answer.indexOf('"', longStart);
            for (int i = 0; i < answer.length(); i += i >= longStart && i + STRIDE < longEnd ? STRIDE : 1) {
                char other = answer.charAt(i) == 'A' ? 'B' : 'A';
                if (verifies(answer.substring(0, i) + other + answer.substring(i + 1), pinned)) {
                    unnoticed.add(sample.getFileName() + " at " + i);
                }
            }
        }
        assertThat(unnoticed).isEmpty();
    }

    private static boolean verifies(String answer, VerificationKey pinned) {
        try {
            return Service2020.verify(Bytes.utf8(answer), pinned) != null;
        } catch (VerificationException e) {
            return false;
        }
    }

    private static List<Path> samples() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            List<Path> samples = files.filter(file -> file.toString().endsWith(".signed_scan.response.json"))
                    .sorted()
                    .toList();
            assertThat(samples).isNotEmpty();
            return samples;
        }
    }

    private static VerificationKey pinned() throws Exception {
        return VerificationKey.ofRawEd25519(base64("verify_key.b64"));
    }

    private static Bytes base64(String file) throws IOException {
        return Bytes.of(Base64.getDecoder()
                .decode(Files.readString(FOLDER.resolve(file), StandardCharsets.US_ASCII)
                        .strip()));
    }

    private static Bytes bytes(Path file) throws IOException {
        return Bytes.of(Files.readAllBytes(file));
    }
}
