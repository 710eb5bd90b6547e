package io.jenkins.plugins.cfnattest.gate;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One reason why not.
 *
 * @param code the stable code
 * @param message one sentence a developer can act on: what was expected, what was found, where, what to do
 * @param details the same for programs, in a stable order; never a secret
 */
public record Refusal(ReasonCode code, String message, Map<String, String> details) {
    public Refusal {
        if (message.isBlank()) {
            throw new IllegalArgumentException("A refusal says why.");
        }
        details = Collections.unmodifiableMap(new LinkedHashMap<>(details));
    }

    /** A refusal without details. */
    public static Refusal of(ReasonCode code, String message) {
        return new Refusal(code, message, Map.of());
    }

    @Override
    public String toString() {
        return code + ": " + message;
    }
}
