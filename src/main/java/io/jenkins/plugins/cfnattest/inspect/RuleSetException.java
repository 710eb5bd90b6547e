package io.jenkins.plugins.cfnattest.inspect;

/** A profile, deny list or rule argument does not fit the rules. The message says what was expected and what was found. */
public final class RuleSetException extends Exception {
    private static final long serialVersionUID = 1L;

    public RuleSetException(String message) {
        super(message);
    }
}
