package io.jenkins.plugins.cfnattest.inspect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.StringWriter;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ExternalViolationsTest {
    private static final Violation BUILT_IN = new Violation("W1", "Rule", RuleType.WARN, "m", List.of());
    private static final Violation EXTERNAL =
            new Violation("lint:FATAL", "system", RuleType.FAIL, "m", List.of(), Optional.of("lint"));
    private static final Inspection.Suppressed HIDDEN = new Inspection.Suppressed("lint:F2", "A", "known");

    @Test
    void makesAnInspectionWorseOnly() {
        Inspection inspection = new Inspection(List.of(BUILT_IN), List.of(), List.of(), List.of());

        Inspection both = inspection.with(List.of(EXTERNAL), List.of(HIDDEN));

        assertThat(both.violations()).containsExactly(BUILT_IN, EXTERNAL);
        assertThat(both.suppressed()).containsExactly(HIDDEN);
        assertThat(both.verdict()).isEqualTo(Verdict.FAIL);
        assertThat(both.failureCount()).isEqualTo(1);
        assertThat(both.warningCount()).isEqualTo(1);
    }

    @Test
    void staysInAScanThatIgnoresTemplatesThatCannotBeInspected() {
        ScanResult result = new ScanResult(List.of(Violation.fatal("no template")), List.of(), List.of());

        ScanResult both = result.with(List.of(EXTERNAL), List.of(HIDDEN));

        assertThat(both.failureCount()).isEqualTo(2);
        assertThat(both.withoutFatal().violations()).containsExactly(EXTERNAL);
        assertThat(both.suppressionLines()).containsExactly("Suppressing lint:F2 on A for reason: known");
    }

    @Test
    void namesItsInspectorInJson() throws Exception {
        String text = written(Map.of("a.yaml", new ScanResult(List.of(BUILT_IN, EXTERNAL), List.of(), List.of())));

        JsonNode violations =
                new ObjectMapper().readTree(text).get(0).get("file_results").get("violations");
        assertThat(violations.get(0).has("inspector")).isFalse();
        assertThat(violations.get(1).get("inspector").asText()).isEqualTo("lint");
    }

    @Test
    void cannotHaveTheIdOfABuiltInRule() {
        for (String id : List.of("F1", "FATAL", "lint", "other:F1")) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> new Violation(id, "n", RuleType.FAIL, "m", List.of(), Optional.of("lint")))
                    .withMessageContaining("lint");
        }
    }

    private static String written(Map<String, ScanResult> results) throws IOException {
        StringWriter out = new StringWriter();
        JsonReport.write(out, results);
        return out.toString();
    }
}
