package io.jenkins.plugins.cfnattest.plugin.step;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.cfnattest.app.DeployGated;
import io.jenkins.plugins.cfnattest.deploy.Outcome;
import io.jenkins.plugins.cfnattest.deploy.Plan;
import io.jenkins.plugins.cfnattest.envelope.Bytes;
import io.jenkins.plugins.cfnattest.gate.Decision;
import io.jenkins.plugins.cfnattest.gate.TestDecisions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DeploymentSummaryTest {
    private static final Decision ALLOWED = TestDecisions.allowed(
            Bytes.utf8("Resources: {}"), TestDecisions.request("web", Map.of(), Set.of(), Map.of()));
    private static final Plan PLAN = new Plan(Optional.of("set"), "stack", true, List.of());

    private static Map<String, Object> result(Optional<Plan> plan, Optional<Outcome> outcome) {
        Map<String, Object> result = DeploymentSummary.result(
                new DeployGated.Result(ALLOWED, Optional.empty(), plan, outcome), "a.decision.json");
        assertThat(result.keySet())
                .containsExactly(
                        "allowed", "changed", "stackId", "changeSetId", "outputs", "decisionArtifact", "refusals");
        PlainValues.assertPlain(result);
        return result;
    }

    @Test
    void aDeploymentTellsWhatCameOfIt() {
        Outcome outcome = new Outcome(true, "stack", Optional.of("set"), "CREATE_COMPLETE", Map.of("Url", "https://x"));
        assertThat(result(Optional.of(PLAN), Optional.of(outcome)))
                .containsEntry("allowed", true)
                .containsEntry("changed", true)
                .containsEntry("changeSetId", "set")
                .containsEntry("decisionArtifact", "a.decision.json")
                .containsEntry("outputs", Map.of("Url", "https://x"));
    }

    @Test
    void aDryRunTellsItsChangeSetAndChangesNothing() {
        assertThat(result(Optional.of(PLAN), Optional.empty()))
                .containsEntry("changed", false)
                .containsEntry("stackId", "stack")
                .containsEntry("changeSetId", "set");
    }

    @Test
    void aDryRunThatCouldOnlyAskHasNoChangeSet() {
        assertThat(result(Optional.empty(), Optional.empty()))
                .containsEntry("stackId", "")
                .containsEntry("changeSetId", "");
    }

    @Test
    void whatWasWatchedAgainTellsTheSame() {
        Outcome outcome = new Outcome(true, "stack", Optional.of("set"), "CREATE_COMPLETE", Map.of("Url", "https://x"));
        assertThat(DeploymentSummary.result(outcome, "a.decision.json"))
                .isEqualTo(result(Optional.of(PLAN), Optional.of(outcome)));
    }
}
