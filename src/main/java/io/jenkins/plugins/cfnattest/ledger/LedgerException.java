package io.jenkins.plugins.cfnattest.ledger;

/** The record cannot be read, written or believed. Whoever needs it refuses then. */
public final class LedgerException extends Exception {
    private static final long serialVersionUID = 1L;

    private final Kind kind;

    LedgerException(Kind kind, String message) {
        super(message);
        this.kind = kind;
    }

    LedgerException(Kind kind, String message, Throwable cause) {
        super(message, cause);
        this.kind = kind;
    }

    /** What is wrong. */
    public enum Kind {
        /** A file, key, checkpoint or proof is not in the form it should have. */
        MALFORMED,
        /** No trusted key has signed. */
        UNTRUSTED,
        /** Something contradicts what was signed: it was changed, taken out, put back or forked. Never healed. */
        CONTRADICTED,
        /** Another writer is at work. */
        BUSY,
        /** The folder cannot be read or written, or something in it is missing. */
        UNAVAILABLE
    }

    /** What is wrong. */
    public Kind kind() {
        return kind;
    }
}
