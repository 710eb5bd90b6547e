package io.jenkins.plugins.cfnattest.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Templates of other people, with what the real cfn_nag made of them: whatever it read, its dialect reads too. Skipped where the folder is absent. */
class RealTemplatesTest {
    private static final Path SHARED = Path.of(System.getProperty("cfnattest.shared", "absent"), "parity");

    @ParameterizedTest
    @ValueSource(strings = {"corpus", "extra", "probes"})
    void areReadWhereverCfnNagReadsThem(String set) throws IOException {
        assumeThat(SHARED.resolve(set + ".json"))
                .as("the folder of shared samples")
                .exists();
        List<String> offences = new ArrayList<>();
        int read = 0;
        for (JsonNode entry : new ObjectMapper()
                .readTree(SHARED.resolve(set + ".json").toFile())
                .path("entries")) {
            Path file = SHARED.resolve(set).resolve(entry.path("path").asText());
            if (!entry.path("outcome").asText().equals("ok")) {
                continue;
            }
            try {
                Template.parse(Files.readAllBytes(file), Dialect.CFN_NAG);
                read++;
            } catch (TemplateException e) {
                boolean deliberate = e.getMessage().startsWith("Expected each key once");
                if (!deliberate) {
                    offences.add(entry.path("path").asText() + ": " + e.getMessage());
                }
            }
        }
        assertThat(offences).isEmpty();
        assertThat(read).isPositive();
    }

    @ParameterizedTest
    @ValueSource(strings = {"corpus", "extra", "probes"})
    void neverGetThroughAsAnotherError(String set) throws IOException {
        assumeThat(SHARED.resolve(set)).as("the folder of shared samples").exists();
        List<Path> files;
        try (Stream<Path> all = Files.walk(SHARED.resolve(set))) {
            files = all.filter(Files::isRegularFile).toList();
        }
        int read = 0;
        for (Path file : files) {
            try {
                Template template = Template.parse(Files.readAllBytes(file));
                assertThat(template.resources()).as(file.toString()).isNotEmpty();
                read++;
            } catch (TemplateException e) {
                assertThat(e)
                        .as(file.toString())
                        .hasMessageStartingWith("Expected ")
                        .hasNoCause();
            }
        }
        assertThat(read).isGreaterThan(files.size() / 2);
    }
}
