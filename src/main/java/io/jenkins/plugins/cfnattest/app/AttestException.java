package io.jenkins.plugins.cfnattest.app;

/** No attestation was made. The message says what was expected, what was found and what to do. */
public final class AttestException extends Exception {
    private static final long serialVersionUID = 1L;

    /** Whose fault it is, for exit codes and HTTP statuses. */
    public enum Kind {
        /** The template, a parameter or an option. */
        INPUT,
        /** The key, the service or the network. */
        FAILURE
    }

    private final Kind kind;

    public AttestException(Kind kind, String message) {
        super(message);
        this.kind = kind;
    }

    public AttestException(Kind kind, String message, Throwable cause) {
        super(message, cause);
        this.kind = kind;
    }

    /** Whose fault it is. */
    public Kind kind() {
        return kind;
    }
}
