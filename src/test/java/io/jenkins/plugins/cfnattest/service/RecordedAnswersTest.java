package io.jenkins.plugins.cfnattest.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.jenkins.plugins.cfnattest.inspect.Rule;
import io.jenkins.plugins.cfnattest.inspect.rules.Catalogue;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Measures against recorded answers of the 2020 service, where a folder with them is given ({@code -Dcfnattest.shared=FOLDER}). */
class RecordedAnswersTest {
    private static final Path SAMPLES = Path.of(System.getProperty("cfnattest.shared", "../shared"), "service-samples");
    private static final Set<String> KNOWN =
            Catalogue.all().rules().stream().map(Rule::id).collect(Collectors.toSet());
    private static final ObjectMapper JSON = new ObjectMapper();

    private static Path sample(String name) {
        Path file = SAMPLES.resolve(name);
        assumeTrue(Files.isRegularFile(file), "Skipped: no recorded answers in " + SAMPLES);
        return file;
    }

    /** Everything but the wording; of the other tool only the rules that are built in here. */
    private static List<String> findings(JsonNode results) {
        return IntStream.range(0, results.path("violations").size())
                .mapToObj(results.path("violations")::path)
                .filter(violation -> KNOWN.contains(violation.path("id").asText())
                        || violation.path("id").asText().equals("FATAL"))
                .map(violation -> violation.path("id").asText() + " "
                        + violation.path("name").asText() + " "
                        + violation.path("type").asText() + " " + violation.path("logical_resource_ids")
                        + violation.path("line_numbers") + violation.path("element_types"))
                .toList();
    }

    @Test
    void saysThatItIsUpInTheSameWords() throws Exception {
        String recorded = Files.readString(sample("status.json")).strip();
        try (TestService service = TestService.open()) {
            assertThat(service.get("/cfn_nag/v1/status").text()).isEqualTo(recorded);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4})
    void findsTheSame(int number) throws Exception {
        byte[] request = Files.readAllBytes(sample("sample" + number + ".request.body"));
        JsonNode recorded =
                JSON.readTree(sample("sample" + number + ".scan.response.json").toFile());
        try (TestService service = TestService.open()) {
            JsonNode answer = service.post("/cfn_nag/v1/scan", request).json();

            assertThat(findings(answer.path("results"))).isEqualTo(findings(recorded.path("results")));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4})
    void signsInTheSameForm(int number) throws Exception {
        byte[] request = Files.readAllBytes(sample("sample" + number + ".request.body"));
        JsonNode recorded = JSON.readTree(
                sample("sample" + number + ".signed_scan.response.json").toFile());
        try (TestService service = TestService.open()) {
            JsonNode answer = service.post("/cfn_nag/v1/signed_scan", request).json();

            assertThat(Scanning2020Test.verifies(answer, TestService.KEY_2020)).isTrue();
            JsonNode signed = Scanning2020Test.decoded(answer);
            JsonNode theirs = Scanning2020Test.decoded(recorded);
            assertThat(names(answer)).isEqualTo(names(recorded));
            assertThat(names(signed)).isEqualTo(names(theirs));
            assertThat(signed.path("template")).isEqualTo(theirs.path("template"));
            assertThat(signed.path("template").asText()).isEqualTo(new String(request, StandardCharsets.UTF_8));
            assertThat(rules(signed)).isEqualTo(rules(theirs));
        }
    }

    /** Id, name and type of the rules that both know, in their order. */
    private static List<String> rules(JsonNode signed) {
        return IntStream.range(0, signed.path("rules").size())
                .mapToObj(index -> signed.path("rules").path(index).asText().split(" ", 4))
                .filter(words -> KNOWN.contains(words[0]))
                .map(words -> words[0] + " " + words[1] + " " + words[2])
                .toList();
    }

    private static List<String> names(JsonNode object) {
        List<String> names = new ArrayList<>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }
}
