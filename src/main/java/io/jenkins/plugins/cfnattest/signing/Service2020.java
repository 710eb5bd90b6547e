package io.jenkins.plugins.cfnattest.signing;

import io.jenkins.plugins.cfnattest.envelope.Bytes;
import io.jenkins.plugins.cfnattest.envelope.EnvelopeException;
import io.jenkins.plugins.cfnattest.envelope.ServiceEnvelope;
import io.jenkins.plugins.cfnattest.envelope.ServiceScan;
import io.jenkins.plugins.cfnattest.signing.VerificationException.Reason;

/**
 * Signs and verifies envelopes of the 2020 service: Ed25519 over the ASCII bytes of {@code results_encoded}. They name no key, no time and no parameters: what
 * comes out is a claim about a template's text, and no {@link VerifiedStatement}.
 */
public final class Service2020 {
    private Service2020() {}

    /**
     * The service's answer for a scan.
     *
     * @throws KeyException when the key is no Ed25519 key, or cannot be used
     */
    public static ServiceEnvelope seal(ServiceScan scan, Signer signer) throws KeyException {
        VerificationKey key = signer.verificationKey();
        if (key.algorithm() != Algorithm.ED25519) {
            throw new KeyException(
                    "Expected an Ed25519 key, the only type that clients of the 2020 service verify, but found the "
                            + key + ".");
        }
        return scan.sealedWith(signer.sign(Bytes.utf8(scan.encode())));
    }

    /**
     * Verifies a service's answer and only then reads what it signed.
     *
     * @param answer the service's JSON
     * @param pinned the one key it is believed under
     * @throws VerificationException with the reason, for everything but a good signature by that key over well-formed content
     */
    public static ServiceScan verify(Bytes answer, VerificationKey pinned) throws VerificationException {
        try {
            ServiceEnvelope envelope = ServiceEnvelope.read(answer);
            if (pinned.algorithm() != Algorithm.ED25519) {
                throw new VerificationException(
                        Reason.KEY_UNTRUSTED,
                        "Expected an Ed25519 key, the only type with which the 2020 service signs, but the pinned one is the "
                                + pinned + ". Pin the service's own key.");
            }
            if (!pinned.verifies(envelope.signedBytes(), envelope.signature())) {
                throw new VerificationException(
                        Reason.SIGNATURE_INVALID,
                        "Expected the service's answer to be signed by the pinned " + pinned
                                + ", but its signature is not good under it: the answer was changed, or another key signed it.");
            }
            return envelope.scan();
        } catch (EnvelopeException e) {
            throw VerificationException.of(e);
        }
    }
}
