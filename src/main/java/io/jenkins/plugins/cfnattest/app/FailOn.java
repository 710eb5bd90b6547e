package io.jenkins.plugins.cfnattest.app;

/** Which verdicts end an attestation as a failure, beyond being reported. It is early feedback: the gate refuses on its own. */
public enum FailOn {
    /** None. */
    NONE,
    /** FAIL, and INCOMPLETE, since nobody knows what was not evaluated. */
    FAIL,
    /** Everything but PASS. */
    WARN;

    /** Whether this verdict is a failure. */
    public boolean holds(String verdict) {
        return switch (this) {
            case NONE -> false;
            case FAIL -> "FAIL".equals(verdict) || "INCOMPLETE".equals(verdict);
            case WARN -> !"PASS".equals(verdict);
        };
    }
}
