package io.jenkins.plugins.cfnattest.gate;

import io.jenkins.plugins.cfnattest.envelope.InspectionPredicate.InspectorRef;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Check 8: every inspector, its implementation and version are ones the policy accepts, and none that it asks for is missing. */
final class InspectorsCheck implements Check {
    @Override
    public int number() {
        return 8;
    }

    @Override
    public String name() {
        return "inspectors";
    }

    @Override
    public List<Refusal> examine(Case facts) {
        Policy policy = facts.policy();
        List<InspectorRef> attested = facts.predicate().inspectors();
        List<Refusal> refusals = new ArrayList<>();
        List<String> strangers = attested.stream()
                .filter(inspector -> policy.inspectors().stream().noneMatch(accepted -> accepted.accepts(inspector)))
                .map(InspectorsCheck::describe)
                .toList();
        if (!strangers.isEmpty()) {
            refusals.add(refusal(
                    "The template was inspected by " + Excerpt.of(strangers) + ", and the policy '" + policy.name()
                            + "' accepts only " + policy.inspectors()
                            + ". Attest again with these, or have the policy accept the others.",
                    Excerpt.of(strangers)));
        }
        Set<String> missing = policy.inspectors().stream()
                .filter(accepted -> !accepted.optional())
                .map(AcceptedInspector::name)
                .collect(Collectors.toCollection(TreeSet::new));
        attested.forEach(inspector -> missing.remove(inspector.name()));
        if (!missing.isEmpty()) {
            refusals.add(refusal(
                    "The policy '" + policy.name() + "' asks that these inspect the template, but they did not: "
                            + Excerpt.of(missing) + ". Attest again with them.",
                    Excerpt.of(missing)));
        }
        return refusals;
    }

    private static String describe(InspectorRef inspector) {
        return OneLine.of(
                inspector.name() + " by " + inspector.implementation() + " " + inspector.version(), OneLine.VALUE);
    }

    private static Refusal refusal(String message, String inspectors) {
        return new Refusal(ReasonCode.INSPECTOR_UNACCEPTABLE, message, Map.of("inspectors", inspectors));
    }
}
