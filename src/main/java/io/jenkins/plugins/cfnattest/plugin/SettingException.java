package io.jenkins.plugins.cfnattest.plugin;

/** A setting of the controller cannot be used. The message says which one, what was expected and what to do; never a secret. */
public final class SettingException extends Exception {
    private static final long serialVersionUID = 1L;

    public SettingException(String message) {
        super(message);
    }

    public SettingException(String message, Throwable cause) {
        super(message, cause);
    }
}
