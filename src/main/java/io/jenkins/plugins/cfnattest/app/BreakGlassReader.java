package io.jenkins.plugins.cfnattest.app;

import io.jenkins.plugins.cfnattest.envelope.Approval;
import io.jenkins.plugins.cfnattest.envelope.Bytes;
import io.jenkins.plugins.cfnattest.envelope.DecisionStatement;
import io.jenkins.plugins.cfnattest.gate.BreakGlass;
import io.jenkins.plugins.cfnattest.signing.Purpose;
import io.jenkins.plugins.cfnattest.signing.TrustedKey;
import io.jenkins.plugins.cfnattest.signing.TrustedKeys;
import io.jenkins.plugins.cfnattest.signing.VerificationException;
import io.jenkins.plugins.cfnattest.signing.Verified;
import io.jenkins.plugins.cfnattest.signing.Verifier;
import java.util.List;

/** Reads what belongs to an approval: the refusal and the approval, both signed by the gate's own key. Whether it holds now is for the gate to say. */
public final class BreakGlassReader {
    private final Verifier verifier;

    /**
     * For decisions of one gate.
     *
     * @param gate the gate's own public key
     * @throws IllegalArgumentException when it is trusted for something else than decisions, or was revoked
     */
    public BreakGlassReader(TrustedKey gate) {
        if (gate.purpose() != Purpose.DECISION || gate.revokedAt().isPresent()) {
            throw new IllegalArgumentException("Approvals are verified with a key that is trusted for '"
                    + Purpose.DECISION.word() + "' and not revoked, but '" + gate.name() + "' is trusted for '"
                    + gate.purpose().word() + "'"
                    + gate.revokedAt()
                            .map(since -> " and was revoked at " + since)
                            .orElse("") + ".");
        }
        this.verifier = new Verifier(new TrustedKeys(List.of(gate)));
    }

    /** Both envelopes, verified, and the one for the other. */
    public BreakGlass read(Bytes refused, Bytes approval) throws BreakGlassException {
        Verified<DecisionStatement> decision = refusal(refused);
        Verified<Approval> approved;
        try {
            approved = verifier.approval(approval);
        } catch (VerificationException e) {
            throw new BreakGlassException(
                    "The approval is none that this gate signed: " + e.getMessage()
                            + " Have the refusal approved again.",
                    e);
        }
        if (!approved.statement().decision().equals(decision.digest())) {
            throw new BreakGlassException("Expected an approval of the decision " + decision.digest()
                    + ", but this approves " + approved.statement().decision()
                    + ". Have this very refusal approved.");
        }
        return new BreakGlass(decision, approved);
    }

    /** A refusal that this gate signed. */
    Verified<DecisionStatement> refusal(Bytes envelope) throws BreakGlassException {
        Verified<DecisionStatement> decision;
        try {
            decision = verifier.decision(envelope);
        } catch (VerificationException e) {
            throw new BreakGlassException(
                    "The refusal is none that this gate signed: " + e.getMessage() + " Ask the gate again.", e);
        }
        if (decision.statement().allowed()) {
            throw new BreakGlassException(
                    "Expected a refusal, but the decision " + decision.digest() + " allows. It needs no approval.");
        }
        return decision;
    }
}
