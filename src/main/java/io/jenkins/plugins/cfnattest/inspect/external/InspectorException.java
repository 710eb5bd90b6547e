package io.jenkins.plugins.cfnattest.inspect.external;

import java.util.Optional;

/** A command gave no answer that can be believed. The message goes into the statement; what the command itself said does not. */
final class InspectorException extends Exception {
    private static final long serialVersionUID = 1L;

    private final String said;

    InspectorException(String message) {
        this(message, "");
    }

    /** {@code said}: the end of its standard error. */
    InspectorException(String message, String said) {
        super(message);
        this.said = said;
    }

    InspectorException(String message, Throwable cause) {
        super(message, cause);
        this.said = "";
    }

    /** The end of its standard error, printable, if it wrote any. */
    Optional<String> said() {
        return Optional.of(said).filter(text -> !text.isEmpty());
    }
}
