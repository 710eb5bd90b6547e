package io.jenkins.plugins.cfnattest.app;

import io.jenkins.plugins.cfnattest.envelope.Bytes;
import io.jenkins.plugins.cfnattest.gate.CheckResult;
import io.jenkins.plugins.cfnattest.gate.Gate;
import io.jenkins.plugins.cfnattest.gate.Policy;
import io.jenkins.plugins.cfnattest.gate.Refusal;
import io.jenkins.plugins.cfnattest.gate.Verification;
import io.jenkins.plugins.cfnattest.signing.TrustedKeys;
import io.jenkins.plugins.cfnattest.signing.VerifiedStatement;
import io.jenkins.plugins.cfnattest.signing.Verifier;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/** Checks 1 to 4 over an envelope, of today's format or of the 2020 service's. */
public final class Verify {
    private final Gate gate;
    private final Verify2020 as2020;

    public Verify(Policy policy, TrustedKeys trusted, Clock clock) {
        this.gate = new Gate(policy, trusted, clock);
        this.as2020 = new Verify2020(trusted, clock);
    }

    /**
     * What came of it.
     *
     * @param checks what each check said, in order
     * @param refusals every reason against; empty means verified
     * @param statement the statement, if the envelope is of today's format and its signature verified
     * @param service the service's findings, if it is one of the 2020 service and verified
     */
    public record Answer(
            List<CheckResult> checks,
            List<Refusal> refusals,
            Optional<VerifiedStatement> statement,
            Optional<ServiceInspection> service) {
        public Answer {
            checks = List.copyOf(checks);
            refusals = List.copyOf(refusals);
            if (refusals.isEmpty() && statement.isEmpty() && service.isEmpty()) {
                throw new IllegalArgumentException("Without anything verified there is a reason.");
            }
        }

        /** Whether all four checks passed. */
        public boolean passed() {
            return refusals.isEmpty();
        }
    }

    /** Verifies. {@code namedTemplate}: a file that must equal the attested bytes. */
    public Answer verify(Bytes envelope, Optional<Bytes> namedTemplate) {
        if (Verifier.isOf2020(envelope)) {
            return as2020.verify(envelope, namedTemplate);
        }
        Verification answer = gate.verify(envelope, namedTemplate);
        return new Answer(answer.checks(), answer.refusals(), answer.verified(), Optional.empty());
    }
}
