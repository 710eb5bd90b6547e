package io.jenkins.plugins.cfnattest.plugin.step;

import io.jenkins.plugins.cfnattest.gate.CheckResult;
import io.jenkins.plugins.cfnattest.gate.Decision;
import io.jenkins.plugins.cfnattest.gate.DeploymentRequest;
import io.jenkins.plugins.cfnattest.gate.Refusal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What the gate would say to a deployment, for people and for pipelines. */
final class DecisionSummary {
    private static final String INDENT = "    ";

    private DecisionSummary() {}

    /** For the console: the answer, then each check with its reasons and notes, a line each. */
    static List<String> lines(Decision decision) {
        DeploymentRequest request = decision.facts().request();
        boolean letsPass = decision instanceof Decision.Allowed && !decision.passed();
        List<String> lines = new ArrayList<>();
        lines.add("The gate would " + (decision instanceof Decision.Allowed ? "allow" : "refuse")
                + " the deployment of stack '" + request.stack() + "' to target '"
                + request.target().name() + "'"
                + (letsPass ? ", but only because the target lets refusals pass." : "."));
        for (CheckResult check : decision.checks()) {
            lines.add("  check " + Integer.toString(check.number()) + " " + check.name() + ": " + check.outcome());
            check.refusals().forEach(refusal -> lines.add(INDENT + refusal));
            check.notes().forEach(note -> lines.add(INDENT + note));
        }
        return lines;
    }

    /** The step's result: plain maps, lists, strings and booleans. {@code refusals} is empty exactly if {@code allowed} is true. */
    static Map<String, Object> result(Decision decision) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("allowed", decision instanceof Decision.Allowed);
        List<Object> refusals = new ArrayList<>();
        for (Refusal refusal : decision.refusals()) {
            Map<String, Object> reason = new LinkedHashMap<>();
            reason.put("code", refusal.code().name());
            reason.put("message", refusal.message());
            refusals.add(reason);
        }
        map.put("refusals", refusals);
        return map;
    }
}
