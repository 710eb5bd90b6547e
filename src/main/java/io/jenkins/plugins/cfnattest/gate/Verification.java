package io.jenkins.plugins.cfnattest.gate;

import io.jenkins.plugins.cfnattest.signing.VerifiedStatement;
import java.util.List;
import java.util.Optional;

/**
 * The answer of checks 1 to 4.
 *
 * @param checks what each said
 * @param verified the statement, if its signature verified (even when a later check of these refuses)
 * @param refusals every reason; empty means verified
 */
public record Verification(List<CheckResult> checks, Optional<VerifiedStatement> verified, List<Refusal> refusals) {
    public Verification {
        checks = List.copyOf(checks);
        refusals = List.copyOf(refusals);
        if (refusals.isEmpty() && verified.isEmpty()) {
            throw new IllegalArgumentException("Without a verified statement there is a reason.");
        }
    }

    /** Whether all four checks passed. */
    public boolean passed() {
        return refusals.isEmpty();
    }
}
