package io.jenkins.plugins.cfnattest.signing;

import io.jenkins.plugins.cfnattest.envelope.Bytes;
import io.jenkins.plugins.cfnattest.envelope.Envelope;
import io.jenkins.plugins.cfnattest.envelope.EnvelopeException;
import io.jenkins.plugins.cfnattest.envelope.EnvelopeJson;
import io.jenkins.plugins.cfnattest.envelope.Quoted;
import io.jenkins.plugins.cfnattest.envelope.StatementJson;
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
            if (!read.payloadType().equals(Envelope.IN_TOTO)) {
                throw new VerificationException(
                        Reason.PAYLOAD_TYPE_UNSUPPORTED,
                        "Expected the payload type '" + Envelope.IN_TOTO + "', but found "
                                + Quoted.of(read.payloadType()) + ", signed by '"
                                + check.signers().get(0).name() + "'. Give the envelope of an attestation.");
            }
            return new VerifiedStatement(
                    StatementJson.read(read.payload()), read.attestationDigest(), check.signers(), check.notes());
        } catch (EnvelopeException e) {
            throw VerificationException.of(e);
        }
    }
}
