package io.jenkins.plugins.cfnattest.signing;

import io.jenkins.plugins.cfnattest.envelope.Approval;
import io.jenkins.plugins.cfnattest.envelope.ApprovalJson;
import io.jenkins.plugins.cfnattest.envelope.Bytes;
import io.jenkins.plugins.cfnattest.envelope.DecisionJson;
import io.jenkins.plugins.cfnattest.envelope.DecisionStatement;
import io.jenkins.plugins.cfnattest.envelope.DeploymentJson;
import io.jenkins.plugins.cfnattest.envelope.DeploymentStatement;
import io.jenkins.plugins.cfnattest.envelope.Digest;
import io.jenkins.plugins.cfnattest.envelope.Envelope;
import io.jenkins.plugins.cfnattest.envelope.EnvelopeException;
import io.jenkins.plugins.cfnattest.envelope.EnvelopeJson;
import io.jenkins.plugins.cfnattest.envelope.InspectionPredicate;
import io.jenkins.plugins.cfnattest.envelope.Quoted;
import io.jenkins.plugins.cfnattest.envelope.ServiceClaims;
import io.jenkins.plugins.cfnattest.envelope.ServiceEnvelope;
import io.jenkins.plugins.cfnattest.envelope.Statement;
import io.jenkins.plugins.cfnattest.envelope.StatementJson;
import io.jenkins.plugins.cfnattest.envelope.SummaryJson;
import io.jenkins.plugins.cfnattest.envelope.VerificationSummary;
import io.jenkins.plugins.cfnattest.envelope.Waiver;
import io.jenkins.plugins.cfnattest.envelope.WaiverJson;
import io.jenkins.plugins.cfnattest.signing.VerificationException.Reason;
import java.util.List;

/**
 * Verifies envelopes: first the signature over the decoded payload, then the payload type, then the statement is parsed, from the verified bytes (DSSE protocol
 * v1.0.2, "To verify"). Key ids in the envelope are hints for messages: each trusted key is tried, and the key that verified is the identity.
 */
public final class Verifier {
    private static final String NOTE_2020 =
            "This is an envelope of the 2020 service, which names no time, parameters or rule versions.";

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
                    InspectionPredicate.TYPE,
                    StatementJson.read(read.payload()),
                    read.attestationDigest(),
                    check.signers(),
                    check.notes());
        } catch (EnvelopeException e) {
            throw VerificationException.of(e);
        }
    }

    /** Whether this is an envelope of the 2020 service. What can be read as an envelope of today is none, whatever else stands in it. */
    public static boolean isOf2020(Bytes envelope) {
        try {
            EnvelopeJson.read(envelope);
            return false;
        } catch (EnvelopeException noneOfToday) {
            try {
                ServiceEnvelope.read(envelope);
                return true;
            } catch (EnvelopeException neither) {
                return false;
            }
        }
    }

    /**
     * Verifies an envelope of the 2020 service, and only then reads what it signed. It names no key, so each trusted one is tried, whatever its purpose: that is the caller's to judge.
     *
     * @param envelope the service's JSON
     * @return what it says ({@link ServiceClaims}); the attestation digest is that of the decoded {@code results_encoded}
     * @throws VerificationException with the reason, for everything but a good signature by a trusted key over well-formed content
     */
    public VerifiedStatement service2020(Bytes envelope) throws VerificationException {
        try {
            ServiceEnvelope read = ServiceEnvelope.read(envelope);
            TrustedKey signer = trusted.keys().stream()
                    .filter(key -> key.key().algorithm() == Algorithm.ED25519
                            && key.key().verifies(read.signedBytes(), read.signature()))
                    .findFirst()
                    .orElseThrow(() -> new VerificationException(
                            Reason.KEY_UNTRUSTED,
                            "No trusted key signed this envelope of the 2020 service: it was changed, or the key is unknown. Trust the service's"
                                    + " key for '" + Purpose.ATTEST_2020.word() + "', if it is the service you know."));
            return new VerifiedStatement(
                    ServiceClaims.TYPE,
                    ServiceClaims.statement(read.scan()),
                    Digest.of(read.payload()),
                    List.of(signer),
                    List.of(NOTE_2020));
        } catch (EnvelopeException e) {
            throw VerificationException.of(e);
        }
    }

    /**
     * The same envelope of the 2020 service with what somebody found who inspected its template again, in place of what it says itself.
     *
     * @throws IllegalStateException for any other statement, whose own predicate is the evidence
     * @throws IllegalArgumentException when another template was inspected
     */
    public static VerifiedStatement reinspected(VerifiedStatement verified, InspectionPredicate again) {
        if (!verified.isOf2020()) {
            throw new IllegalStateException("What an attestation says is signed, and nothing else takes its place.");
        }
        if (!again.template().content().equals(verified.template())) {
            throw new IllegalArgumentException(
                    "The template of the envelope should have been inspected again, with the digest "
                            + Digest.of(verified.template()) + ", but another was, with "
                            + Digest.of(again.template().content()) + ".");
        }
        Statement statement = verified.statement();
        return new VerifiedStatement(
                verified.predicateType(),
                new Statement(statement.subjectName(), statement.subjectDigest(), again),
                verified.attestationDigest(),
                verified.signers(),
                verified.notes());
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

    /** Verifies how a deployment ended. */
    public Verified<DeploymentStatement> deployment(Bytes envelope) throws VerificationException {
        return statement(envelope, "the end of a deployment", DeploymentJson::read);
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
