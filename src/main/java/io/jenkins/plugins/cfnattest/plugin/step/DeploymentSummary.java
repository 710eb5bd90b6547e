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

    /** The step's result: plain maps, lists, strings and booleans. Every key is always there. */
    static Map<String, Object> result(DeployGated.Result result) {
        Optional<Outcome> outcome = result.outcome();
        Optional<Plan> plan = result.plan();
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
        map.put("refusals", new ArrayList<>());
        return map;
    }
}
