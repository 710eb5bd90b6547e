package io.jenkins.plugins.cfnattest.cli;

import io.jenkins.plugins.cfnattest.app.DeployGated;
import io.jenkins.plugins.cfnattest.deploy.Outcome;
import io.jenkins.plugins.cfnattest.deploy.Plan;
import java.util.LinkedHashMap;
import java.util.Map;

/** Shows what a deployment changes, and how it ended. */
final class DeploymentReport {
    private DeploymentReport() {}

    static void add(Map<String, Object> json, DeployGated.Result result) {
        result.plan().ifPresent(plan -> {
            plan.changeSetId().ifPresent(id -> json.put("changeSetId", id));
            json.put("stackId", plan.stackId());
            json.put(
                    "changes",
                    plan.changes().stream().map(DeploymentReport::asJson).toList());
        });
        result.outcome().ifPresent(outcome -> add(json, outcome));
    }

    static void add(Map<String, Object> json, Outcome outcome) {
        json.put("stackId", outcome.stackId());
        json.put("changed", outcome.changed());
        json.put("status", outcome.status());
        json.put("outputs", outcome.outputs());
    }

    private static Map<String, Object> asJson(Plan.Change change) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("action", change.action());
        json.put("logicalResourceId", change.logicalResourceId());
        json.put("resourceType", change.resourceType());
        json.put("replacement", change.replacement());
        return json;
    }

    static void print(Console console, Plan plan) {
        console.print("  change set   " + plan.changeSetId().orElse("none: the stack is already as attested"));
        for (Plan.Change change : plan.changes()) {
            String replacement = change.replacement().isEmpty() ? "" : "  replacement: " + change.replacement();
            console.print("    " + change.action() + "  " + change.logicalResourceId() + "  " + change.resourceType()
                    + replacement);
        }
    }

    static void print(Console console, Outcome outcome) {
        console.print("  stack        " + outcome.stackId() + "  " + outcome.status());
        outcome.outputs().forEach((name, value) -> console.print("    " + Console.plain(name + " = " + value)));
    }
}
