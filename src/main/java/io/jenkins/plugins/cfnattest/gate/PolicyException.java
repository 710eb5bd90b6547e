package io.jenkins.plugins.cfnattest.gate;

import io.jenkins.plugins.cfnattest.template.Position;

/** This is no policy. The message begins with file, line and column, and says what was expected, what was found and what to do. */
public final class PolicyException extends Exception {
    private static final long serialVersionUID = 1L;

    PolicyException(String message) {
        super(message);
    }

    PolicyException(String message, Throwable cause) {
        super(message, cause);
    }

    static PolicyException at(String source, Position position, String message) {
        return new PolicyException(source + ":" + Integer.toString(position.line()) + ":"
                + Integer.toString(position.column()) + ": " + message);
    }
}
