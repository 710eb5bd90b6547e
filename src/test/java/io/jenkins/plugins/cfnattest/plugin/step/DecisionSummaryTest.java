package io.jenkins.plugins.cfnattest.plugin.step;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.cfnattest.envelope.Bytes;
import io.jenkins.plugins.cfnattest.gate.CheckResult;
import io.jenkins.plugins.cfnattest.gate.CheckResult.Outcome;
import io.jenkins.plugins.cfnattest.gate.Decision;
import io.jenkins.plugins.cfnattest.gate.ReasonCode;
import io.jenkins.plugins.cfnattest.gate.Refusal;
import io.jenkins.plugins.cfnattest.gate.TestDecisions;
import io.jenkins.plugins.cfnattest.signing.TestStatements;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DecisionSummaryTest {
    private static final Refusal REASON =
            new Refusal(ReasonCode.VIOLATIONS, "One failing violation.", Map.of("rule", "F1"));
    private static final Bytes TEMPLATE = Bytes.utf8("Resources: {}");

    private static Map<String, Object> result(Decision decision) {
        Map<String, Object> result = DecisionSummary.result(decision);
        assertThat(result.keySet()).containsExactly("allowed", "refusals");
        PlainValues.assertPlain(result);
        return result;
    }

    private static Decision refused(Outcome outcome) {
        return new Decision.Refused(
                TestDecisions.facts(new CheckResult(9, "result", outcome, List.of(REASON), List.of("By the way."))),
                Optional.empty(),
                List.of(REASON));
    }

    @Test
    void whatIsAllowedHasNoRefusals() {
        Decision allowed = TestDecisions.allowed(TEMPLATE, TestDecisions.request("web", Map.of(), Set.of(), Map.of()));
        assertThat(result(allowed)).containsEntry("allowed", true).containsEntry("refusals", List.of());
        assertThat(DecisionSummary.lines(allowed))
                .containsExactly(
                        "The gate would allow the deployment of stack 'web' to target 'staging'.",
                        "  check 1 test: PASSED");
    }

    @Test
    void aRefusalHasACodeAndASentence() {
        Decision refused = refused(Outcome.REFUSED);
        assertThat(result(refused))
                .containsEntry("allowed", false)
                .containsEntry("refusals", List.of(Map.of("code", "VIOLATIONS", "message", "One failing violation.")));
        assertThat(DecisionSummary.lines(refused))
                .containsExactly(
                        "The gate would refuse the deployment of stack 'web' to target 'staging'.",
                        "  check 9 result: REFUSED",
                        "    VIOLATIONS: One failing violation.",
                        "    By the way.");
    }

    @Test
    void whatIsOnlyLetPassIsAllowedButSaysSo() {
        Decision letPass = TestDecisions.allowed(
                TestStatements.verified(TEMPLATE),
                TestDecisions.facts(new CheckResult(9, "result", Outcome.RELAXED, List.of(REASON))));
        assertThat(result(letPass)).containsEntry("allowed", true).containsEntry("refusals", List.of());
        assertThat(DecisionSummary.lines(letPass))
                .first()
                .asString()
                .endsWith("to target 'staging', but only because the target lets refusals pass.");
        assertThat(DecisionSummary.lines(letPass)).contains("    VIOLATIONS: One failing violation.");
    }
}
