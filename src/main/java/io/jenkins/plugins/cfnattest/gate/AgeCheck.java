package io.jenkins.plugins.cfnattest.gate;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Check 6: not older than the signer and the policy let it be, and not from the future beyond what clocks may differ. An envelope of the 2020 service names no time, so this says nothing
 * about it: check 1 takes it only until the end that the policy sets, and its template was inspected now.
 */
final class AgeCheck implements Check {
    @Override
    public int number() {
        return 6;
    }

    @Override
    public String name() {
        return "age";
    }

    @Override
    public boolean applies(Case facts) {
        return !facts.verified().isOf2020();
    }

    @Override
    public List<Refusal> examine(Case facts) {
        List<Refusal> refusals = new ArrayList<>();
        Instant inspectedAt = facts.predicate().inspectedAt();
        Instant expiresAt = facts.predicate().expiresAt();
        Instant tooOld = inspectedAt.plus(facts.policy().maxAge());
        Instant now = facts.now();
        if (inspectedAt.isAfter(now.plus(facts.policy().clockSkew()))) {
            refusals.add(refusal(
                    ReasonCode.ATTESTATION_FROM_FUTURE,
                    "The inspection says it took place at " + inspectedAt + ", but it is " + now
                            + ", and clocks may differ by " + facts.policy().clockSkew()
                            + " only. Set the clocks of both machines, then attest again.",
                    facts));
        }
        Instant end = expiresAt.isBefore(tooOld) ? expiresAt : tooOld;
        if (now.isAfter(end)) {
            String why = end.equals(expiresAt)
                    ? "its signer lets it hold until " + expiresAt
                    : "the policy '" + facts.policy().name() + "' lets it hold for "
                            + facts.policy().maxAge() + ", until " + tooOld;
            refusals.add(refusal(
                    ReasonCode.ATTESTATION_EXPIRED,
                    "The inspection of " + inspectedAt + " is too old at " + now + ": " + why + ". Attest again.",
                    facts));
        }
        return refusals;
    }

    private static Refusal refusal(ReasonCode code, String message, Case facts) {
        return new Refusal(
                code,
                message,
                Map.of(
                        "inspectedAt", facts.predicate().inspectedAt().toString(),
                        "expiresAt", facts.predicate().expiresAt().toString(),
                        "now", facts.now().toString()));
    }
}
