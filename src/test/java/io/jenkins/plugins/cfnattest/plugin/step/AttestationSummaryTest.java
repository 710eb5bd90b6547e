package io.jenkins.plugins.cfnattest.plugin.step;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.cfnattest.app.Attestation;
import io.jenkins.plugins.cfnattest.plugin.SampleAttestation;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AttestationSummaryTest {
    private static String printed(Attestation attestation) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        AttestationSummary.print(new PrintStream(out, true, StandardCharsets.UTF_8), "a.yaml", attestation);
        return out.toString(StandardCharsets.UTF_8);
    }

    @Test
    void theResultHasItsKeysAndPlainValuesOnly() {
        Map<String, Object> result = AttestationSummary.result("a.yaml", SampleAttestation.with(1));
        assertThat(result.keySet())
                .containsExactly(
                        "verdict",
                        "failureCount",
                        "warningCount",
                        "violations",
                        "attestationDigest",
                        "templateDigest",
                        "artifact",
                        "sarif");
        assertThat(result).containsEntry("verdict", "FAIL").containsEntry("failureCount", 1);
        PlainValues.assertPlain(result);
    }

    @Test
    void theResultHoldsTheFirstHundredViolations() {
        Map<String, Object> result = AttestationSummary.result("a.yaml", SampleAttestation.with(150));
        assertThat((List<?>) result.get("violations")).hasSize(100);
        assertThat(result).containsEntry("failureCount", 150);
    }

    @Test
    void theConsoleSaysHowManyMoreThereAre() {
        assertThat(printed(SampleAttestation.with(60)))
                .contains("  FAIL F0  Bucket (line 3), property Acl: Do not.")
                .doesNotContain("F50 ")
                .contains("and 10 more");
    }

    @Test
    void theConsoleTellsOneFromMany() {
        assertThat(printed(SampleAttestation.with(1))).contains("1 failing violation, 0 warnings");
    }

    @Test
    void theConsoleShowsNoColoursAndNoForgedLines() {
        assertThat(printed(SampleAttestation.withMessage("\u001b[31mred\nFinished: SUCCESS")))
                .contains("?[31mred?Finished: SUCCESS")
                .doesNotContain("\u001b")
                .doesNotContain("\nFinished");
    }
}
