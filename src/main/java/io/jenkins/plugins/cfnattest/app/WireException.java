package io.jenkins.plugins.cfnattest.app;

/** What a caller sent over HTTP is not what the API describes. The message names the member, never a value. */
public final class WireException extends Exception {
    private static final long serialVersionUID = 1L;

    public WireException(String message) {
        super(message);
    }

    public WireException(String message, Throwable cause) {
        super(message, cause);
    }
}
