package io.jenkins.plugins.cfnattest.gate;

import io.jenkins.plugins.cfnattest.envelope.InspectionPredicate;
import io.jenkins.plugins.cfnattest.envelope.InspectionPredicate.NotEvaluatedRef;
import io.jenkins.plugins.cfnattest.envelope.InspectionPredicate.Result;
import io.jenkins.plugins.cfnattest.envelope.InspectionPredicate.ViolationRef;
import io.jenkins.plugins.cfnattest.inspect.RuleType;
import io.jenkins.plugins.cfnattest.inspect.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * Check 9: no violation at or above the policy's threshold beyond the waived, and nothing left unevaluated but the rules it names. A waiver excuses one rule at one
 * resource: a violation at two resources of which one is waived refuses for the other. The violations are counted again: a statement whose verdict or counts do not
 * follow from its own lists says nothing that can be believed.
 */
final class ResultCheck implements Check {
    private final DeploymentRequest request;

    ResultCheck(DeploymentRequest request) {
        this.request = request;
    }

    @Override
    public int number() {
        return 9;
    }

    @Override
    public String name() {
        return "result";
    }

    @Override
    public List<Refusal> examine(Case facts) {
        Waivers waivers = facts.waivers(request);
        List<Refusal> refusals = refusals(
                facts.predicate().result(), facts.policy(), violation -> waivers.beyond(violation, facts.predicate()));
        wrongType(facts.predicate()).ifPresent(refusals::add);
        return refusals;
    }

    /** A violation of a failing rule that is called a warning would slip under the threshold. */
    private static Optional<Refusal> wrongType(InspectionPredicate predicate) {
        List<String> wrong = predicate.result().violations().stream()
                .filter(violation -> violation.inspector().isEmpty())
                .filter(violation -> predicate
                        .rule(violation.id())
                        .map(rule -> !rule.type().equals(violation.type()))
                        .orElse(false))
                .map(violation -> describe(violation, violation.logicalResourceIds()))
                .toList();
        return wrong.isEmpty()
                ? Optional.empty()
                : Optional.of(Refusal.of(
                        ReasonCode.VIOLATIONS,
                        "The attestation contradicts itself: its rules have another severity than their violations: "
                                + Excerpt.of(wrong) + ". Attest again with an inspector that works."));
    }

    /** Whether the policy refuses such a violation unless it is waived; one of unknown type it does. */
    static boolean refuses(ViolationRef violation, Policy policy) {
        return policy.threshold() == RuleType.WARN || !violation.type().equals(RuleType.WARN.name());
    }

    /** {@code beyond}: the resources of a violation for which it is not waived. */
    static List<Refusal> refusals(Result result, Policy policy, Function<ViolationRef, List<String>> beyond) {
        List<Refusal> refusals = new ArrayList<>();
        long failures = count(result, RuleType.FAIL);
        long warnings = count(result, RuleType.WARN);
        contradiction(result, failures, warnings).ifPresent(refusals::add);
        violations(result, policy, beyond, found(failures, warnings)).ifPresent(refusals::add);
        undecided(result, policy).ifPresent(refusals::add);
        return refusals;
    }

    private static Optional<Refusal> violations(
            Result result, Policy policy, Function<ViolationRef, List<String>> beyond, String found) {
        List<String> refused = new ArrayList<>();
        boolean waived = false;
        for (ViolationRef violation : result.violations()) {
            List<String> resources = refuses(violation, policy) ? beyond.apply(violation) : List.of();
            if (!resources.isEmpty()) {
                refused.add(describe(violation, resources));
            }
            waived |= refuses(violation, policy)
                    && resources.size()
                            < Math.max(1, violation.logicalResourceIds().size());
        }
        if (refused.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new Refusal(
                ReasonCode.VIOLATIONS,
                "The inspection found " + found + ", and the policy '" + policy.name() + "' lets no "
                        + (policy.threshold() == RuleType.WARN ? "violation" : "failing violation") + " pass"
                        + (waived ? " beyond the waived: " : ": ") + Excerpt.of(refused)
                        + ". Correct the template and attest again.",
                Map.of(
                        "failureCount",
                        Long.toString(count(result, RuleType.FAIL)),
                        "warningCount",
                        Long.toString(count(result, RuleType.WARN)))));
    }

    private static Optional<Refusal> undecided(Result result, Policy policy) {
        List<NotEvaluatedRef> undecided = result.notEvaluated().stream()
                .filter(skipped -> !policy.notEvaluated().contains(skipped.ruleId()))
                .toList();
        if (undecided.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(Refusal.of(
                ReasonCode.NOT_EVALUATED,
                "The inspection could not decide every rule, and the policy '" + policy.name()
                        + "' lets "
                        + (policy.notEvaluated().isEmpty() ? "none" : "only " + new TreeSet<>(policy.notEvaluated()))
                        + " stay undecided: "
                        + Excerpt.of(
                                undecided.stream().map(ResultCheck::describe).toList())
                        + ". Give the values these rules need, or write them in the template, and attest again."));
    }

    private static Optional<Refusal> contradiction(Result result, long failures, long warnings) {
        boolean typesKnown = result.violations().stream()
                .allMatch(violation -> violation.type().equals(RuleType.FAIL.name())
                        || violation.type().equals(RuleType.WARN.name()));
        String verdict = verdict(result, failures, warnings).name();
        if (typesKnown
                && result.failureCount() == failures
                && result.warningCount() == warnings
                && result.verdict().equals(verdict)) {
            return Optional.empty();
        }
        return Optional.of(Refusal.of(
                ReasonCode.VIOLATIONS,
                "The attestation contradicts itself: its lists make the verdict " + verdict + " with "
                        + found(failures, warnings)
                        + (typesKnown ? "" : ", some of unknown type") + ", but it says "
                        + OneLine.quoted(result.verdict()) + " with " + result.failureCount() + " and "
                        + result.warningCount() + ". Attest again with an inspector that works."));
    }

    private static String found(long failures, long warnings) {
        return failures
                + (failures == 1 ? " failing violation and " : " failing violations and ")
                + warnings
                + (warnings == 1 ? " warning" : " warnings");
    }

    private static Verdict verdict(Result result, long failures, long warnings) {
        if (failures > 0) {
            return Verdict.FAIL;
        }
        if (!result.notEvaluated().isEmpty()) {
            return Verdict.INCOMPLETE;
        }
        return warnings > 0 ? Verdict.WARN : Verdict.PASS;
    }

    /** Once per resource, once if there are none. */
    private static long count(Result result, RuleType type) {
        return result.violations().stream()
                .filter(violation -> violation.type().equals(type.name()))
                .mapToLong(
                        violation -> Math.max(1, violation.logicalResourceIds().size()))
                .sum();
    }

    private static String describe(ViolationRef violation, List<String> resources) {
        String where = violation.logicalResourceIds().isEmpty() ? "the whole template" : String.join(", ", resources);
        return OneLine.of(violation.type() + " " + violation.id() + " at " + where, OneLine.VALUE);
    }

    private static String describe(NotEvaluatedRef skipped) {
        return OneLine.of(
                skipped.ruleId() + " at " + skipped.logicalResourceId() + " (" + skipped.reason() + ")",
                2 * OneLine.VALUE);
    }
}
