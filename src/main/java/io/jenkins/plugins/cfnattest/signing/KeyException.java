package io.jenkins.plugins.cfnattest.signing;

/** A key cannot be read, made or used. The message never contains key material or a passphrase. */
public final class KeyException extends Exception {
    private static final long serialVersionUID = 1L;

    public KeyException(String message) {
        super(message);
    }

    public KeyException(String message, Throwable cause) {
        super(message, cause);
    }
}
