package io.jenkins.plugins.cfnattest.deploy;

/** What becomes of a running deployment when whoever watches it is stopped. */
public enum OnAbort {
    /** An update is cancelled and rolls back; a creation is left, since only deleting would stop it. */
    CANCEL,
    /** It goes on. */
    LEAVE
}
