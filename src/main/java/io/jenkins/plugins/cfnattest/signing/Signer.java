package io.jenkins.plugins.cfnattest.signing;

import io.jenkins.plugins.cfnattest.envelope.Bytes;
import io.jenkins.plugins.cfnattest.envelope.Envelope;
import io.jenkins.plugins.cfnattest.envelope.Pae;
import java.util.List;

/** Whatever can sign: a key in memory today. */
public interface Signer {
    /** The public half. */
    VerificationKey verificationKey();

    /**
     * The raw signature over the message.
     *
     * @throws KeyException when the key cannot be used
     */
    Bytes sign(Bytes message) throws KeyException;

    /** Signs the payload into an envelope with one signature. */
    default Envelope seal(String payloadType, Bytes payload) throws KeyException {
        Bytes signature = sign(Pae.of(payloadType, payload));
        return new Envelope(
                payloadType,
                payload,
                List.of(new Envelope.Signature(verificationKey().keyId().hex(), signature)));
    }
}
