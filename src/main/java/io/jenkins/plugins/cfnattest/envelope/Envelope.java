package io.jenkins.plugins.cfnattest.envelope;

import java.util.List;

/**
 * A DSSE envelope (DSSE v1.0.2, "envelope"): a payload, what it is, and signatures over the PAE of both. Nothing in it is believed before verification.
 *
 * @param payloadType the media type of the payload
 * @param payload the decoded payload
 * @param signatures at least one signature
 */
public record Envelope(String payloadType, Bytes payload, List<Signature> signatures) {
    /** The payload type of an in-toto statement. */
    public static final String IN_TOTO = "application/vnd.in-toto+json";

    public Envelope {
        signatures = List.copyOf(signatures);
        if (payloadType.isEmpty() || signatures.isEmpty()) {
            throw new IllegalArgumentException("An envelope has a payload type and at least one signature.");
        }
    }

    /**
     * One signature.
     *
     * @param keyId a hint which key made it; may be empty, may lie
     * @param signature the raw signature (Ed25519: 64 bytes; ECDSA: DER)
     */
    public record Signature(String keyId, Bytes signature) {}

    /** The digest of the payload: the one name of an attestation everywhere. */
    public Digest attestationDigest() {
        return Digest.of(payload);
    }
}
