package io.jenkins.plugins.cfnattest.gate;

import io.jenkins.plugins.cfnattest.envelope.InspectionPredicate.Inputs;
import io.jenkins.plugins.cfnattest.template.EffectiveParameters;
import io.jenkins.plugins.cfnattest.template.TemplateException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Check 5: the effective parameters of the request equal the attested ones, in both directions, but for names the policy frees. NoEcho
 * parameters are compared by name: what was withheld then is withheld now. A parameter that keeps the stack's value ({@code UsePreviousValue}) has a
 * value that nobody inspected: the policy has to free its name.
 *
 * <p>Pseudo parameters ({@code AWS::Region}, ...) may be unknown at the inspection, when no target was named. One that was not attested was
 * inspected as unknown, in every branch, so that whatever it is now was looked at. One that was attested must be equal now, and when nobody
 * knows it now (the account, when STS was not asked and the target names none) that is a refusal.
 */
final class ParametersCheck implements Check {
    private static final String PSEUDO = "AWS::";
    private static final String HIDDEN = "a hidden value (NoEcho)";
    private static final String NOTHING = "nothing";

    private final DeploymentRequest request;

    ParametersCheck(DeploymentRequest request) {
        this.request = request;
    }

    @Override
    public int number() {
        return 5;
    }

    @Override
    public String name() {
        return "parameters";
    }

    @Override
    public List<Refusal> examine(Case facts) throws TemplateException {
        facts.template(); // One that cannot be read is no fault of the request.
        EffectiveParameters requested;
        try {
            requested = facts.parameters(request);
        } catch (TemplateException e) {
            return List.of(Refusal.of(
                    ReasonCode.PARAMETERS_MISMATCH,
                    "The parameters of the request do not fit the attested template: " + e.getMessage()));
        }
        List<Refusal> refusals = new ArrayList<>();
        kept(facts.policy()).ifPresent(refusals::add);
        differing(facts, requested).ifPresent(refusals::add);
        return refusals;
    }

    /** What a stack has now was not inspected, and is not known here. */
    private Optional<Refusal> kept(Policy policy) {
        List<String> kept = request.previousValues().stream()
                .filter(name -> !policy.freeParameters().contains(name))
                .map(name -> OneLine.of(name, OneLine.VALUE))
                .toList();
        if (kept.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new Refusal(
                ReasonCode.PARAMETERS_MISMATCH,
                "The request keeps the stack's value of parameters whose value was inspected, and the policy '"
                        + policy.name() + "' frees "
                        + (policy.freeParameters().isEmpty()
                                ? "none"
                                : new TreeSet<>(policy.freeParameters()) + " only")
                        + ": " + Excerpt.of(kept) + ". Give the attested values, or have the policy free these names.",
                Map.of("previousValues", Excerpt.of(kept))));
    }

    private static Optional<Refusal> differing(Case facts, EffectiveParameters requested) {
        Map<String, String> differences = differences(facts.predicate().inputs(), requested, facts.policy());
        if (differences.isEmpty()) {
            return Optional.empty();
        }
        List<String> sentences = new ArrayList<>();
        differences.forEach((name, sides) -> sentences.add(name + ": " + sides));
        return Optional.of(new Refusal(
                ReasonCode.PARAMETERS_MISMATCH,
                "The template was inspected with other parameters than these. " + String.join("; ", sentences)
                        + ". Deploy with the attested values, or attest again with these.",
                differences));
    }

    private static Map<String, String> differences(Inputs attested, EffectiveParameters requested, Policy policy) {
        SortedSet<String> names = new TreeSet<>(attested.parameters().keySet());
        names.addAll(attested.withheld());
        names.addAll(requested.values().keySet());
        names.addAll(requested.withheld());
        names.removeAll(policy.freeParameters());
        Map<String, String> differences = new LinkedHashMap<>();
        for (String name : names) {
            Optional<String> then = Optional.ofNullable(attested.parameters().get(name));
            Optional<String> now = Optional.ofNullable(requested.values().get(name));
            boolean hiddenThen = attested.withheld().contains(name);
            boolean hiddenNow = requested.withheld().contains(name);
            boolean inspectedAsUnknown = name.startsWith(PSEUDO) && then.isEmpty() && !hiddenThen;
            if (!inspectedAsUnknown && (!then.equals(now) || hiddenThen != hiddenNow)) {
                // A hidden name shows no value, not even one that the attestation should not have had.
                boolean secret = hiddenThen || hiddenNow;
                differences.put(
                        OneLine.of(name, OneLine.VALUE),
                        "inspected with " + side(then, hiddenThen, secret) + ", requested with "
                                + side(now, hiddenNow, secret));
            }
        }
        return differences;
    }

    private static String side(Optional<String> value, boolean hidden, boolean secret) {
        if (hidden) {
            return HIDDEN;
        }
        if (value.isEmpty()) {
            return NOTHING;
        }
        return secret ? "an open value" : OneLine.quoted(value.get());
    }
}
