package io.jenkins.plugins.cfnattest.plugin.step;

import io.jenkins.plugins.cfnattest.app.Attestation;
import io.jenkins.plugins.cfnattest.app.Findings;
import io.jenkins.plugins.cfnattest.envelope.InspectionPredicate.Result;
import io.jenkins.plugins.cfnattest.envelope.InspectionPredicate.ViolationRef;
import io.jenkins.plugins.cfnattest.plugin.Printable;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** An attestation for people (the console) and for pipelines (the step's result). */
final class AttestationSummary {
    private static final int MOST_IN_CONSOLE = 50;
    private static final int MOST_IN_RESULT = 100;

    private AttestationSummary() {}

    /** A few lines without colours. */
    static void print(PrintStream console, String template, Attestation attestation) {
        Result result = attestation.result();
        console.println("Inspected " + template + ": " + result.verdict() + ", "
                + count(result.failureCount(), "failing violation") + ", " + count(result.warningCount(), "warning"));
        List<String> lines = new ArrayList<>();
        result.violations()
                .forEach(it -> Findings.sentences(it)
                        .forEach(sentence -> lines.add("  " + it.type() + " " + it.id() + "  " + sentence)));
        lines.stream().limit(MOST_IN_CONSOLE).forEach(line -> console.println(Printable.of(line)));
        int more = lines.size() - MOST_IN_CONSOLE;
        if (more > 0) {
            console.println("  and " + more + " more, see the report");
        }
        result.notEvaluated().stream()
                .limit(MOST_IN_CONSOLE)
                .forEach(it -> console.println(Printable.of("  not evaluated: " + Findings.sentence(it))));
        console.println("Template digest:    " + attestation.templateDigest().hex());
        console.println("Attestation digest: " + attestation.attestationDigest().hex());
        console.println("Signed by key:      " + attestation.keyId().hex());
        console.println("Archived as:        " + Printable.of(attestation.artifactPath(template)));
        console.println("Findings as SARIF:  " + Printable.of(attestation.sarifPath(template)));
    }

    private static String count(int number, String what) {
        return number + " " + what + (number == 1 ? "" : "s");
    }

    /** The step's result: plain maps, lists, strings and numbers, because a pipeline keeps it in its state. */
    static Map<String, Object> result(String template, Attestation attestation) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("verdict", attestation.result().verdict());
        map.put("failureCount", attestation.result().failureCount());
        map.put("warningCount", attestation.result().warningCount());
        List<Map<String, Object>> violations = new ArrayList<>();
        attestation.result().violations().stream().limit(MOST_IN_RESULT).forEach(it -> violations.add(violation(it)));
        map.put("violations", violations);
        map.put("attestationDigest", attestation.attestationDigest().hex());
        map.put("templateDigest", attestation.templateDigest().hex());
        map.put("artifact", attestation.artifactPath(template));
        map.put("sarif", attestation.sarifPath(template));
        return map;
    }

    private static Map<String, Object> violation(ViolationRef violation) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("id", violation.id());
        map.put("type", violation.type());
        map.put("message", violation.message());
        map.put("logicalResourceIds", new ArrayList<>(violation.logicalResourceIds()));
        map.put("lineNumbers", new ArrayList<>(violation.lineNumbers()));
        map.put("columns", new ArrayList<>(violation.columns()));
        map.put("propertyPaths", new ArrayList<>(violation.propertyPaths()));
        return map;
    }
}
