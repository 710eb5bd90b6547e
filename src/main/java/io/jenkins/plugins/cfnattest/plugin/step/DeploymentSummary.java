package io.jenkins.plugins.cfnattest.plugin.step;

import io.jenkins.plugins.cfnattest.app.DeployGated;
import io.jenkins.plugins.cfnattest.deploy.Outcome;
import io.jenkins.plugins.cfnattest.deploy.Plan;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** What came of an allowed deployment, for pipelines. */
final class DeploymentSummary {
    private DeploymentSummary() {}

    /** The same of what was watched again after a restart. */
    static Map<String, Object> result(Outcome outcome, String decision) {
        return result(Optional.of(outcome), Optional.empty(), decision);
    }

    /**
     * The step's result: plain maps, lists, strings and booleans. Every key is always there.
     *
     * @param decision path of the signed decision among the artifacts; empty when none was signed
     */
    static Map<String, Object> result(DeployGated.Result result, String decision) {
        return result(result.outcome(), result.plan(), decision);
    }

    private static Map<String, Object> result(Optional<Outcome> outcome, Optional<Plan> plan, String decision) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("allowed", true);
        map.put("changed", outcome.map(Outcome::changed).orElse(false));
        map.put(
                "stackId",
                outcome.map(Outcome::stackId).or(() -> plan.map(Plan::stackId)).orElse(""));
        map.put(
                "changeSetId",
                outcome.flatMap(Outcome::changeSetId)
                        .or(() -> plan.flatMap(Plan::changeSetId))
                        .orElse(""));
        map.put("outputs", new LinkedHashMap<>(outcome.map(Outcome::outputs).orElse(Map.of())));
        map.put("decisionArtifact", decision);
        map.put("refusals", new ArrayList<>());
        return map;
    }
}
