package io.jenkins.plugins.cfnattest.signing;

import io.jenkins.plugins.cfnattest.envelope.Approval;
import io.jenkins.plugins.cfnattest.envelope.ApprovalJson;
import io.jenkins.plugins.cfnattest.envelope.Bytes;
import io.jenkins.plugins.cfnattest.envelope.DecisionJson;
import io.jenkins.plugins.cfnattest.envelope.DecisionStatement;
import io.jenkins.plugins.cfnattest.envelope.Digest;
import io.jenkins.plugins.cfnattest.envelope.Envelope;
import io.jenkins.plugins.cfnattest.envelope.EnvelopeException;
import io.jenkins.plugins.cfnattest.envelope.EnvelopeJson;
import io.jenkins.plugins.cfnattest.envelope.Quoted;
import io.jenkins.plugins.cfnattest.envelope.StatementJson;
import io.jenkins.plugins.cfnattest.envelope.SummaryJson;
import io.jenkins.plugins.cfnattest.envelope.VerificationSummary;
import io.jenkins.plugins.cfnattest.envelope.Waiver;
import io.jenkins.plugins.cfnattest.envelope.WaiverJson;
import io.jenkins.plugins.cfnattest.signing.VerificationException.Reason;

/**
 * Verifies envelopes: first the signature over the decoded payload, then the payload type, then the statement is parsed, from the verified bytes (DSSE protocol
 * v1.0.2, "To verify"). Key ids in the envelope are hints for messages: each trusted key is tried, and the key that verified is the identity.
 */
public final class Verifier {
    private final TrustedKeys trusted;

    public Verifier(TrustedKeys trusted) {
        this.trusted = trusted;
    }

    /**
     * Verifies an envelope.
     *
     * @param envelope the JSON of a DSSE envelope
     * @throws VerificationException with the reason, for everything but a good signature of a trusted key over a known statement
     */
    public VerifiedStatement verify(Bytes envelope) throws VerificationException {
        try {
            Envelope read = EnvelopeJson.read(envelope);
            SignatureCheck check = SignatureCheck.of(read, trusted);
            if (check.signers().isEmpty()) {
                throw check.failure();
            }
            requireInToto(read, check, "an attestation");
            return new VerifiedStatement(
                    StatementJson.read(read.payload()), read.attestationDigest(), check.signers(), check.notes());
        } catch (EnvelopeException e) {
            throw VerificationException.of(e);
        }
    }

    /** Verifies a waiver. */
    public Verified<Waiver> waiver(Bytes envelope) throws VerificationException {
        return statement(envelope, "a waiver", WaiverJson::read);
    }

    /** Verifies a decision of a gate. */
    public Verified<DecisionStatement> decision(Bytes envelope) throws VerificationException {
        return statement(envelope, "a decision", DecisionJson::read);
    }

    /** Verifies a verification summary (SLSA VSA v1). */
    public Verified<VerificationSummary> summary(Bytes envelope) throws VerificationException {
        return statement(envelope, "a verification summary", SummaryJson::read);
    }

    /** Verifies the approval of a refused decision. */
    public Verified<Approval> approval(Bytes envelope) throws VerificationException {
        return statement(envelope, "an approval", ApprovalJson::read);
    }

    /** Reads a payload that was verified. */
    @FunctionalInterface
    private interface Reading<S> {
        S of(Bytes payload) throws EnvelopeException;
    }

    private <S> Verified<S> statement(Bytes envelope, String what, Reading<S> reading) throws VerificationException {
        try {
            Envelope read = EnvelopeJson.read(envelope);
            SignatureCheck check = SignatureCheck.of(read, trusted);
            if (check.signers().isEmpty()) {
                throw check.failure();
            }
            requireInToto(read, check, what);
            return new Verified<>(reading.of(read.payload()), Digest.of(read.payload()), check.signers());
        } catch (EnvelopeException e) {
            throw VerificationException.of(e);
        }
    }

    private static void requireInToto(Envelope read, SignatureCheck check, String what) throws VerificationException {
        if (!read.payloadType().equals(Envelope.IN_TOTO)) {
            throw new VerificationException(
                    Reason.PAYLOAD_TYPE_UNSUPPORTED,
                    "Expected the payload type '" + Envelope.IN_TOTO + "', but found " + Quoted.of(read.payloadType())
                            + ", signed by '" + check.signers().get(0).name() + "'. Give the envelope of " + what
                            + ".");
        }
    }
}
