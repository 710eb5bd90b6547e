package io.jenkins.plugins.cfnattest.gate;

import java.util.List;

/**
 * Check 10: every waiver that is given is good: signed by enough keys with the purpose {@code waiver}, in its dates, for this template and this
 * stack, and for a rule that may be waived. A bad one refuses even where nothing needs it, so that a forged or forgotten one is seen; a
 * good one that nothing needs is only said.
 */
final class WaiverCheck implements Check {
    private final DeploymentRequest request;

    WaiverCheck(DeploymentRequest request) {
        this.request = request;
    }

    @Override
    public int number() {
        return 10;
    }

    @Override
    public String name() {
        return "waivers";
    }

    @Override
    public boolean applies(Case facts) {
        return !facts.evidence().waivers().isEmpty();
    }

    @Override
    public List<Refusal> examine(Case facts) {
        return facts.waivers(request).refusals();
    }

    @Override
    public List<String> notes(Case facts) {
        List<UsedWaiver> used = facts.usedWaivers();
        return facts.waivers(request).good().stream()
                .filter(waiver -> !used.contains(waiver))
                .map(waiver -> "The waiver for " + Waivers.describe(waiver.waiver())
                        + " lets nothing pass that would refuse here. It can be left out.")
                .toList();
    }
}
