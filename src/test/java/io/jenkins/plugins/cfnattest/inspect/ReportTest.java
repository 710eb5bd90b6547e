package io.jenkins.plugins.cfnattest.inspect;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.StringWriter;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ReportTest {
    private static final Violation FAILURE = new Violation(
            "F1",
            "EbsVolumeHasSseRule",
            RuleType.FAIL,
            "Encrypt it.",
            List.of(
                    new Violation.Place("A", 3, 11, "/Properties/Encrypted", "resource"),
                    new Violation.Place("B", 9, 11, "", "resource")));
    private static final Violation WARNING = new Violation(
            "W35",
            "S3BucketAccessLoggingRule",
            RuleType.WARN,
            "Log it.",
            List.of(new Violation.Place("Ü", 1, 1, "", "resource")));
    private static final Map<String, ScanResult> RESULTS = Map.of(
            "a.yaml",
            new ScanResult(
                    List.of(FAILURE, WARNING, Violation.fatal("No\u001B[2J\u009B\u202Etemplate.")),
                    List.of(),
                    List.of()));

    private static String json(Map<String, ScanResult> results) throws IOException {
        StringWriter out = new StringWriter();
        JsonReport.write(out, results);
        return out.toString();
    }

    private static String text(boolean colour) throws IOException {
        StringWriter out = new StringWriter();
        TextReport.write(out, RESULTS, colour);
        return out.toString();
    }

    @Test
    void writesJsonAsCfnNagDoes() throws Exception {
        String text = json(RESULTS);

        JsonNode file = new ObjectMapper().readTree(text).get(0);
        assertThat(file.get("filename").asText()).isEqualTo("a.yaml");
        assertThat(file.get("file_results").get("failure_count").asInt()).isEqualTo(3);
        assertThat(file.get("file_results").get("violations").get(0)).isEqualTo(new ObjectMapper().readTree("""
                                {"id": "F1", "name": "EbsVolumeHasSseRule", "type": "FAIL", "message": "Encrypt it.",
                                 "logical_resource_ids": ["A", "B"], "line_numbers": [3, 9], "element_types": ["resource", "resource"],
                                 "columns": [11, 11], "property_paths": ["/Properties/Encrypted", ""]}
                                """));
        assertThat(file.get("file_results").get("violations").get(2).get("name").asText())
                .isEqualTo("system");
        assertThat(text).contains("\n").endsWith("\n").contains("Ü");
    }

    @Test
    void writesAnEmptyListForNoFiles() throws Exception {
        assertThat(new ObjectMapper().readTree(json(Map.of()))).isEmpty();
    }

    @Test
    void leavesOutResourcesThatNobodyNamed() throws Exception {
        Violation somewhere = new Violation(
                "tool:X1", "x", RuleType.FAIL, "Correct it.", List.of(new Violation.Place("", 6, 0, "", "resource")));
        StringWriter out = new StringWriter();

        TextReport.write(out, Map.of("a.yaml", new ScanResult(List.of(somewhere), List.of(), List.of())), false);

        assertThat(out.toString())
                .doesNotContain("Resource:")
                .contains("| Line Numbers: [6]\n|\n| line 6: Correct it.");
    }

    @Test
    void writesTextAsCfnNagDoesWithASentenceForEachPlace() throws Exception {
        String line = "-".repeat(60);

        assertThat(text(false))
                .isEqualTo(String.join(
                        "\n",
                        line,
                        "a.yaml",
                        line,
                        line,
                        "| FAIL F1",
                        "|",
                        "| Resource: [\"A\", \"B\"]",
                        "| Line Numbers: [3, 9]",
                        "|",
                        "| A (line 3), property Encrypted: Encrypt it.",
                        "| B (line 9): Encrypt it.",
                        line,
                        "| WARN W35",
                        "|",
                        "| Resource: [\"Ü\"]",
                        "| Line Numbers: [1]",
                        "|",
                        "| Ü (line 1): Log it.",
                        line,
                        "| FAIL FATAL",
                        "|",
                        "| No?[2J??template.",
                        "",
                        "Failures count: 3",
                        "Warnings count: 1",
                        ""));
    }

    @Test
    void coloursFailuresRedAndWarningsYellow() throws Exception {
        assertThat(text(true).lines().filter(text -> text.contains("| FAIL F1")))
                .containsExactly("\u001B[0;31;49m| FAIL F1\u001B[0m");
        assertThat(text(true)).contains("\u001B[0;33;49m| WARN W35");
    }
}
