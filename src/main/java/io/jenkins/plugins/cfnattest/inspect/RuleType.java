package io.jenkins.plugins.cfnattest.inspect;

/** How grave a violation is. */
public enum RuleType {
    /** The template must not be deployed. */
    FAIL,
    /** Somebody should look. */
    WARN
}
