package io.jenkins.plugins.cfnattest.app;

import io.jenkins.plugins.cfnattest.deploy.DeploymentException;
import io.jenkins.plugins.cfnattest.deploy.Running;
import io.jenkins.plugins.cfnattest.envelope.Approval;
import io.jenkins.plugins.cfnattest.envelope.ApprovalJson;
import io.jenkins.plugins.cfnattest.envelope.Bytes;
import io.jenkins.plugins.cfnattest.envelope.DecisionJson;
import io.jenkins.plugins.cfnattest.envelope.DecisionStatement;
import io.jenkins.plugins.cfnattest.envelope.DecisionStatement.CheckRef;
import io.jenkins.plugins.cfnattest.envelope.DecisionStatement.GateRef;
import io.jenkins.plugins.cfnattest.envelope.DeploymentJson;
import io.jenkins.plugins.cfnattest.envelope.DeploymentStatement;
import io.jenkins.plugins.cfnattest.envelope.Envelope;
import io.jenkins.plugins.cfnattest.envelope.EnvelopeJson;
import io.jenkins.plugins.cfnattest.envelope.SummaryJson;
import io.jenkins.plugins.cfnattest.gate.CheckResult;
import io.jenkins.plugins.cfnattest.gate.Decision;
import io.jenkins.plugins.cfnattest.signing.KeyException;
import io.jenkins.plugins.cfnattest.signing.Purpose;
import io.jenkins.plugins.cfnattest.signing.Signer;
import io.jenkins.plugins.cfnattest.signing.TrustedKey;
import io.jenkins.plugins.cfnattest.signing.TrustedKeys;
import io.jenkins.plugins.cfnattest.signing.VerificationException;
import io.jenkins.plugins.cfnattest.signing.Verified;
import io.jenkins.plugins.cfnattest.signing.Verifier;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/**
 * Signs with the gate's own key (purpose {@code decision}): decisions, and beside each the SLSA verification summary; approvals of refusals; and how deployments ended. What could not
 * be signed is an {@link IllegalStateException}: nothing may follow from it.
 */
public final class DecisionSigner {
    private final Signer key;
    private final GateRef gate;
    private final Clock clock;

    /**
     * Signs with this key.
     *
     * @param key the gate's own key, which signs nothing else
     * @param gate the gate's URI
     * @param version its version
     */
    public DecisionSigner(Signer key, String gate, String version) {
        this(key, gate, version, Clock.systemUTC());
    }

    /** The same; {@code clock} tells when something is approved and when a deployment ended. A decision has its own time. */
    public DecisionSigner(Signer key, String gate, String version, Clock clock) {
        this.key = key;
        this.gate = new GateRef(gate, version);
        this.clock = clock;
    }

    /**
     * Signs a decision.
     *
     * @param changeSet ARN of the change set that was read back, if one was made
     * @param readBack BEFORE, AFTER, or NONE where nothing is deployed
     */
    public SignedDecision sign(Decision decision, Optional<String> changeSet, String readBack) {
        DecisionStatements statements = new DecisionStatements(decision, gate);
        Optional<Envelope> summary = statements.summary().map(said -> seal(SummaryJson.write(said)));
        Envelope signed = seal(DecisionJson.write(
                statements.statement(changeSet, readBack, summary.map(Envelope::attestationDigest))));
        return new SignedDecision(
                EnvelopeJson.write(signed), signed.attestationDigest(), summary.map(EnvelopeJson::write));
    }

    /**
     * Signs the approval of one refusal (break-glass). Who may approve is for the caller to check, by the session of a signed-in user.
     *
     * @param refused a refusal that this key signed
     * @param requester who asked for it
     * @param approver who gives it
     * @param validity for how long
     * @return the envelope
     * @throws BreakGlassException when this cannot be approved: not a refusal of this gate, refused by what nobody can let pass, approved by who asked, or without reason or ticket
     */
    public Bytes approve(
            SignedDecision refused, String requester, String approver, String reason, String ticket, Duration validity)
            throws BreakGlassException {
        Verified<DecisionStatement> refusal = reader().refusal(refused.decision());
        if (!refusal.digest().equals(refused.digest())) {
            throw new BreakGlassException("Expected the refusal " + refused.digest() + ", but its envelope holds "
                    + refusal.digest() + ". Ask the gate again.");
        }
        List<String> never = refusal.statement().checks().stream()
                .filter(check -> check.result().equals("REFUSED") && !CheckResult.canBeRelaxed(check.number()))
                .map(CheckRef::name)
                .toList();
        if (!never.isEmpty()) {
            throw new BreakGlassException("Nobody can let these checks pass: " + String.join(", ", never)
                    + ". Correct what they refuse, then ask again.");
        }
        Instant now = now();
        try {
            return EnvelopeJson.write(seal(ApprovalJson.write(new Approval(
                    refusal.digest(),
                    requester,
                    approver,
                    reason,
                    ticket,
                    now,
                    now.plusSeconds(validity.toSeconds())))));
        } catch (IllegalArgumentException e) {
            throw new BreakGlassException(e.getMessage(), e);
        }
    }

    /** Reads what this key signed: refusals and their approvals. */
    public BreakGlassReader reader() {
        return new BreakGlassReader(own());
    }

    /**
     * Signs how a deployment ended, now ({@link EndSigner}).
     *
     * @param permit the decision that allowed it, which was signed
     * @return the envelope
     */
    public Bytes deployment(Permit permit, DeploymentEnd end) {
        return EnvelopeJson.write(seal(DeploymentJson.write(new DeploymentStatement(
                permit.template(),
                permit.decision()
                        .orElseThrow(() ->
                                new IllegalArgumentException("The end of a deployment names the signed decision.")),
                end.stackId(),
                end.changeSet(),
                end.result().name(),
                end.status(),
                now()))));
    }

    /**
     * Reads the decision that was stored when a deployment began, so that nobody has an end signed of what was not allowed.
     *
     * @param decision the signed decision's envelope
     * @throws DeploymentException when this key did not sign it, or it allowed something else than what runs
     */
    public Permit permit(Bytes decision, Running running) throws DeploymentException {
        Verified<DecisionStatement> verified;
        try {
            verified = new Verifier(new TrustedKeys(List.of(own()))).decision(decision);
        } catch (VerificationException e) {
            throw new DeploymentException(
                    "The stored decision is none that the gate's key signed, so no end of it is signed: "
                            + e.getMessage() + " Name the key that signed it.",
                    e);
        }
        DecisionStatement said = verified.statement();
        if (!said.allowed() || !said.changeSet().equals(Optional.of(running.changeSetId()))) {
            throw new DeploymentException("The stored decision " + verified.digest()
                    + " did not allow what is to be watched: expected the change set " + running.changeSetId()
                    + ", found " + said.changeSet().orElse("none")
                    + (said.allowed() ? "" : ", and it refused") + ". The stored state was changed; nothing is done.");
        }
        return Permit.of(verified);
    }

    private TrustedKey own() {
        return TrustedKey.always("the gate", key.verificationKey(), Purpose.DECISION);
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.SECONDS);
    }

    private Envelope seal(Bytes statement) {
        try {
            return key.seal(Envelope.IN_TOTO, statement);
        } catch (KeyException e) {
            throw new IllegalStateException(
                    "The gate's key could not sign, so nothing follows from what was decided: " + e.getMessage(), e);
        }
    }
}
