package io.jenkins.plugins.cfnattest.signing;

import io.jenkins.plugins.cfnattest.envelope.EnvelopeException;

/** No {@link VerifiedStatement} came out. The message is a sentence for people, the reason a stable code. */
public final class VerificationException extends Exception {
    private static final long serialVersionUID = 1L;

    /** Why. The names are the gate's reason codes. */
    public enum Reason {
        ENVELOPE_MALFORMED,
        PAYLOAD_TYPE_UNSUPPORTED,
        PREDICATE_UNSUPPORTED,
        /** Key ids of trusted keys are named, but no signature of them is good. */
        SIGNATURE_INVALID,
        /** No trusted key verified and none is named. */
        KEY_UNTRUSTED
    }

    private final Reason reason;

    public VerificationException(Reason reason, String message) {
        super(message);
        this.reason = reason;
    }

    public VerificationException(Reason reason, String message, Throwable cause) {
        super(message, cause);
        this.reason = reason;
    }

    static VerificationException of(EnvelopeException cause) {
        Reason reason = switch (cause.kind()) {
            case MALFORMED -> Reason.ENVELOPE_MALFORMED;
            case PAYLOAD_TYPE_UNSUPPORTED -> Reason.PAYLOAD_TYPE_UNSUPPORTED;
            case PREDICATE_UNSUPPORTED -> Reason.PREDICATE_UNSUPPORTED;
        };
        return new VerificationException(reason, cause.getMessage(), cause);
    }

    /** Why. */
    public Reason reason() {
        return reason;
    }
}
