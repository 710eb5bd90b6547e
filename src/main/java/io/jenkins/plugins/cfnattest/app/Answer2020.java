package io.jenkins.plugins.cfnattest.app;

import io.jenkins.plugins.cfnattest.app.AttestException.Kind;
import io.jenkins.plugins.cfnattest.envelope.Bytes;
import io.jenkins.plugins.cfnattest.envelope.Digest;
import io.jenkins.plugins.cfnattest.envelope.EnvelopeException;
import io.jenkins.plugins.cfnattest.envelope.ServiceClaims;
import io.jenkins.plugins.cfnattest.envelope.ServiceEnvelope;
import io.jenkins.plugins.cfnattest.envelope.ServiceScan;
import io.jenkins.plugins.cfnattest.signing.Service2020;
import io.jenkins.plugins.cfnattest.signing.VerificationException;
import io.jenkins.plugins.cfnattest.signing.VerificationKey;
import java.util.Optional;

/** The 2020 service's answers: believed under the pinned key only, and said in today's terms. */
final class Answer2020 {
    private Answer2020() {}

    /** Takes the service's answer for an attestation only when the pinned key signed it and it holds exactly the template that was sent. */
    static Attestation believed(Bytes answer, Bytes sent, VerificationKey pinned) throws AttestException {
        try {
            ServiceScan scan = Service2020.verify(answer, pinned);
            Bytes template = Bytes.utf8(scan.template());
            if (!template.equals(sent)) {
                throw new AttestException(
                        Kind.FAILURE,
                        "The service signed another template than it was sent: the digest should be " + Digest.of(sent)
                                + ", but is " + Digest.of(template) + ". Nothing of its answer is used.");
            }
            return new Attestation(
                    Attestation.Kind.SERVICE_2020,
                    answer,
                    Digest.of(ServiceEnvelope.read(answer).payload()),
                    Digest.of(template),
                    ServiceClaims.result(scan.results()),
                    pinned.keyId(),
                    Optional.empty());
        } catch (VerificationException | EnvelopeException e) {
            throw new AttestException(
                    Kind.FAILURE,
                    "The service's answer is no envelope of the 2020 service under its pinned key: " + e.getMessage()
                            + " Check the service's URL, protocol and key.",
                    e);
        }
    }
}
