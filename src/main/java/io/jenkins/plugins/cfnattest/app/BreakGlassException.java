package io.jenkins.plugins.cfnattest.app;

/** A refusal cannot be approved, or an approval is not one. The message says what was expected, what was found and what to do. */
public final class BreakGlassException extends Exception {
    private static final long serialVersionUID = 1L;

    public BreakGlassException(String message) {
        super(message);
    }

    public BreakGlassException(String message, Throwable cause) {
        super(message, cause);
    }
}
