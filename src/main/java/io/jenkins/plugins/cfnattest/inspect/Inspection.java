package io.jenkins.plugins.cfnattest.inspect;

import java.util.List;
import java.util.stream.Stream;

/**
 * The result of inspecting one template.
 *
 * @param violations in the rules' order
 * @param suppressed what the template's metadata suppressed
 * @param notEvaluated rules that could not be decided
 * @param notInspected content that CloudFormation fetches later
 */
public record Inspection(
        List<Violation> violations,
        List<Suppressed> suppressed,
        List<NotEvaluated> notEvaluated,
        List<NotInspected> notInspected) {
    public Inspection {
        violations = List.copyOf(violations);
        suppressed = List.copyOf(suppressed);
        notEvaluated = List.copyOf(notEvaluated);
        notInspected = List.copyOf(notInspected);
    }

    /** A resource exempted from a rule by the template's own metadata. */
    public record Suppressed(String ruleId, String logicalResourceId, String reason) {}

    /** A rule that could not be decided on a resource. */
    public record NotEvaluated(String ruleId, String logicalResourceId, String reason) {}

    /** Content that CloudFormation fetches later: what kind, in which resource, at which property path. */
    public record NotInspected(String kind, String logicalResourceId, String path) {}

    /** With what external inspectors found and suppressed beside the built-in rules. */
    public Inspection with(List<Violation> found, List<Suppressed> hidden) {
        return new Inspection(joined(violations, found), joined(suppressed, hidden), notEvaluated, notInspected);
    }

    static <T> List<T> joined(List<T> first, List<T> second) {
        return Stream.concat(first.stream(), second.stream()).toList();
    }

    /** Failing violations, once per resource. */
    public int failureCount() {
        return count(RuleType.FAIL);
    }

    /** Warnings, once per resource. */
    public int warningCount() {
        return count(RuleType.WARN);
    }

    private int count(RuleType type) {
        return violations.stream()
                .filter(violation -> violation.type() == type)
                .mapToInt(Violation::count)
                .sum();
    }

    /** FAIL before INCOMPLETE before WARN before PASS. */
    public Verdict verdict() {
        if (failureCount() > 0) {
            return Verdict.FAIL;
        }
        if (!notEvaluated.isEmpty()) {
            return Verdict.INCOMPLETE;
        }
        return warningCount() > 0 ? Verdict.WARN : Verdict.PASS;
    }
}
