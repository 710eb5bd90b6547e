package io.jenkins.plugins.cfnattest.gate;

import io.jenkins.plugins.cfnattest.envelope.InspectionPredicate.SuppressedRef;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Check 11: the template's own metadata suppressed no rule but those the policy lets it. Developers cannot excuse themselves. */
final class SuppressionCheck implements Check {
    @Override
    public int number() {
        return 11;
    }

    @Override
    public String name() {
        return "suppressions";
    }

    @Override
    public List<Refusal> examine(Case facts) {
        Policy policy = facts.policy();
        List<SuppressedRef> forbidden = facts.predicate().result().suppressed().stream()
                .filter(suppressed -> !policy.suppressions().contains(suppressed.ruleId()))
                .toList();
        if (forbidden.isEmpty()) {
            return List.of();
        }
        Set<String> rules = forbidden.stream()
                .map(suppressed -> OneLine.of(suppressed.ruleId(), OneLine.VALUE))
                .collect(Collectors.toCollection(TreeSet::new));
        return List.of(new Refusal(
                ReasonCode.SUPPRESSION_FORBIDDEN,
                "The template suppresses rules in its own metadata, and the policy '" + policy.name()
                        + "' lets it suppress "
                        + (policy.suppressions().isEmpty() ? "none" : new TreeSet<>(policy.suppressions()) + " only")
                        + ": "
                        + Excerpt.of(forbidden.stream()
                                .map(SuppressionCheck::describe)
                                .toList())
                        + ". Correct the resources, take the suppressions out and attest again.",
                Map.of("rules", Excerpt.of(rules))));
    }

    private static String describe(SuppressedRef suppressed) {
        String reason = suppressed.reason().isBlank() ? "" : " (" + suppressed.reason() + ")";
        return OneLine.of(suppressed.ruleId() + " at " + suppressed.logicalResourceId() + reason, 2 * OneLine.VALUE);
    }
}
