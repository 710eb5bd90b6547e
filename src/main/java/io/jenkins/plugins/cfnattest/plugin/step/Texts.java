package io.jenkins.plugins.cfnattest.plugin.step;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.AbortException;
import java.io.Serializable;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Names and texts as a pipeline gives them: values may be strings, GStrings, numbers or booleans and become strings at once. What is none of
 * these is remembered, so that the step can say so in one sentence instead of failing with a stack trace while it is built.
 */
final class Texts implements Serializable {
    private static final long serialVersionUID = 1L;
    private static final Texts NONE = new Texts();

    private final TreeMap<String, String> values = new TreeMap<>();
    private String problem = "";

    private Texts() {}

    static Texts none() {
        return NONE;
    }

    static Texts of(Map<?, ?> given) {
        Texts texts = new Texts();
        given.forEach(texts::put);
        return texts;
    }

    /** The same; Stapler gives null for what is left out. */
    static Texts ofNullable(@CheckForNull Map<?, ?> given) {
        return given == null ? NONE : of(given);
    }

    /** From a form: one {@code NAME=VALUE} a line. */
    static Texts ofLines(String lines) {
        Texts texts = new Texts();
        lines.lines().filter(line -> !line.isBlank()).forEach(line -> {
            int sign = line.indexOf('=');
            if (sign < 1) {
                texts.problem = "'" + line + "' is not NAME=VALUE.";
            } else {
                texts.values.put(line.substring(0, sign).trim(), line.substring(sign + 1));
            }
        });
        return texts;
    }

    private void put(Object name, Object value) {
        boolean scalar = value instanceof CharSequence || value instanceof Number || value instanceof Boolean;
        if (name == null || !scalar) {
            problem = "the value of '" + name + "' should be a string, a number or a boolean, but is "
                    + (value == null ? "null" : "of type " + value.getClass().getSimpleName()) + ".";
        } else {
            values.put(name.toString(), value.toString());
        }
    }

    /** What was given, as far as it could be taken. */
    SortedMap<String, String> given() {
        return Collections.unmodifiableSortedMap(values);
    }

    /** What was given, all of it. */
    SortedMap<String, String> checked(String what) throws AbortException {
        if (!problem.isEmpty()) {
            throw new AbortException("In " + what + " " + problem);
        }
        return given();
    }
}
