package io.jenkins.plugins.cfnattest.template;

import java.util.Optional;

/**
 * These bytes are not a template, or these parameters do not fit it. The message says what was expected, what was found,
 * where, and what to do; it names members, never their values.
 */
public final class TemplateException extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient Position position;

    public TemplateException(String message) {
        super(message);
        this.position = null;
    }

    public TemplateException(String message, Position position) {
        super(message);
        this.position = position;
    }

    static TemplateException at(Position position, String expected, String found, String advice) {
        return new TemplateException(
                "Expected " + expected + ", but found " + found + " at " + position + ". " + advice, position);
    }

    /** Where, if at a place in the text. */
    public Optional<Position> position() {
        return Optional.ofNullable(position);
    }
}
