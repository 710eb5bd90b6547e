package io.jenkins.plugins.cfnattest.envelope;

/** An envelope, a statement or a predicate is not what its format demands. The message says what was expected, what was found and where. */
public final class EnvelopeException extends Exception {
    private static final long serialVersionUID = 1L;

    /** Which promise of the format was broken. */
    public enum Kind {
        /** Not the JSON, base64 or limits of the format. */
        MALFORMED,
        /** A payload type that nobody here can read. */
        PAYLOAD_TYPE_UNSUPPORTED,
        /** A predicate type that nobody here can read. */
        PREDICATE_UNSUPPORTED
    }

    private final Kind kind;

    public EnvelopeException(Kind kind, String message) {
        super(message);
        this.kind = kind;
    }

    public EnvelopeException(Kind kind, String message, Throwable cause) {
        super(message, cause);
        this.kind = kind;
    }

    /** Which promise was broken. */
    public Kind kind() {
        return kind;
    }
}
