package io.jenkins.plugins.cfnattest.inspect;

/** The one-word result, gravest first. */
public enum Verdict {
    /** At least one failing violation. */
    FAIL,
    /** None, but something could not be evaluated. */
    INCOMPLETE,
    /** Only warnings. */
    WARN,
    /** Nothing found. */
    PASS
}
