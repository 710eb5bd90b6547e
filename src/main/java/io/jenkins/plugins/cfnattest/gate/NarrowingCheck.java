package io.jenkins.plugins.cfnattest.gate;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Check 16: a narrowing beside the target's own rules lets it pass too. Its name says which, and under which policy by digest, so that the decision does. */
final class NarrowingCheck implements Check {
    static final int NUMBER = 16;

    private final Narrowing narrowing;
    private final DeploymentRequest request;
    private final Function<Policy, Decision> asked;

    /** {@code asked}: what a gate with another policy decides about the same. */
    NarrowingCheck(Narrowing narrowing, DeploymentRequest request, Function<Policy, Decision> asked) {
        this.narrowing = narrowing;
        this.request = request;
        this.asked = asked;
    }

    @Override
    public int number() {
        return NUMBER;
    }

    @Override
    public String name() {
        return narrowing.where() + narrowing.policy().map(NarrowingCheck::named).orElse("");
    }

    private static String named(Policy policy) {
        return ", policy " + OneLine.quoted(policy.name()) + " sha256:"
                + policy.digest().hex();
    }

    @Override
    public List<Refusal> examine(Case facts) {
        List<Refusal> refusals = new ArrayList<>();
        if (!narrowing.targets().isEmpty()
                && !narrowing.targets().contains(request.target().name())) {
            refusals.add(Refusal.of(
                    ReasonCode.TARGET_FORBIDDEN,
                    "The " + narrowing.where() + " lets its jobs deploy to the targets " + narrowing.targets()
                            + ", not to " + OneLine.quoted(request.target().name())
                            + ". Use one of those, or ask whoever configures it."));
        }
        if (!narrowing.stacks().isEmpty()
                && narrowing.stacks().stream()
                        .noneMatch(pattern -> new GlobPattern(pattern).matches(request.stack()))) {
            refusals.add(Refusal.of(
                    ReasonCode.STACK_FORBIDDEN,
                    "The " + narrowing.where() + " lets its jobs deploy the stacks " + narrowing.stacks() + ", not "
                            + OneLine.quoted(request.stack()) + ". Use one of those, or ask whoever configures it."));
        }
        narrowing.policy().ifPresent(policy -> refusals.addAll(under(policy)));
        return refusals;
    }

    /** Whatever that policy refuses refuses: the target's enforcement is the target's, and speaks of the target's policy. */
    private List<Refusal> under(Policy policy) {
        String who = "The policy " + OneLine.quoted(policy.name()) + " of the " + narrowing.where() + ": ";
        Decision decision = asked.apply(policy);
        List<Refusal> refusals = decision.checks().stream()
                .flatMap(check -> check.refusals().stream())
                .map(refusal -> new Refusal(refusal.code(), who + refusal.message(), refusal.details()))
                .toList();
        if (refusals.isEmpty() && !decision.passed()) {
            return List.of(Refusal.of(ReasonCode.CHECK_ERROR, who + "it does not allow this, and says no reason."));
        }
        return refusals;
    }
}
