package io.jenkins.plugins.cfnattest.gate;

import io.jenkins.plugins.cfnattest.envelope.InspectionPredicate.NotEvaluatedRef;
import io.jenkins.plugins.cfnattest.envelope.InspectionPredicate.Result;
import io.jenkins.plugins.cfnattest.envelope.InspectionPredicate.ViolationRef;
import io.jenkins.plugins.cfnattest.inspect.RuleType;
import io.jenkins.plugins.cfnattest.inspect.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Check 9: no violation at or above the policy's threshold, and nothing left unevaluated. The violations are counted again: a statement whose
 * verdict or counts do not follow from its own lists says nothing that can be believed.
 */
final class ResultCheck implements Check {
    private static final int SHOWN = 20;

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
        return refusals(facts.predicate().result(), facts.policy());
    }

    static List<Refusal> refusals(Result result, Policy policy) {
        List<Refusal> refusals = new ArrayList<>();
        long failures = count(result, RuleType.FAIL);
        long warnings = count(result, RuleType.WARN);
        contradiction(result, failures, warnings).ifPresent(refusals::add);
        boolean warningsRefuse = policy.threshold() == RuleType.WARN;
        List<ViolationRef> refused = result.violations().stream()
                .filter(violation -> warningsRefuse || !violation.type().equals(RuleType.WARN.name()))
                .toList();
        if (!refused.isEmpty()) {
            refusals.add(new Refusal(
                    ReasonCode.VIOLATIONS,
                    "The inspection found " + found(failures, warnings) + ", and the policy '" + policy.name()
                            + "' lets no "
                            + (warningsRefuse ? "violation" : "failing violation") + " pass: "
                            + list(refused, ResultCheck::describe) + ". Correct the template and attest again.",
                    Map.of("failureCount", Long.toString(failures), "warningCount", Long.toString(warnings))));
        }
        if (!result.notEvaluated().isEmpty()) {
            refusals.add(Refusal.of(
                    ReasonCode.NOT_EVALUATED,
                    "The inspection could not decide every rule, and the policy '" + policy.name()
                            + "' lets none stay undecided: " + list(result.notEvaluated(), ResultCheck::describe)
                            + ". Give the values these rules need, or write them in the template, and attest again."));
        }
        return refusals;
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

    private static String describe(ViolationRef violation) {
        String resources = violation.logicalResourceIds().isEmpty()
                ? "the whole template"
                : String.join(", ", violation.logicalResourceIds());
        return OneLine.of(violation.type() + " " + violation.id() + " at " + resources, OneLine.VALUE);
    }

    private static String describe(NotEvaluatedRef skipped) {
        return OneLine.of(
                skipped.ruleId() + " at " + skipped.logicalResourceId() + " (" + skipped.reason() + ")",
                2 * OneLine.VALUE);
    }

    private static <T> String list(List<T> items, Function<T, String> describe) {
        String shown = items.stream().limit(SHOWN).map(describe).collect(Collectors.joining("; "));
        return items.size() > SHOWN ? shown + "; and " + (items.size() - SHOWN) + " more" : shown;
    }
}
