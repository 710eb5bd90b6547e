package io.jenkins.plugins.cfnattest.plugin.step;

import hudson.AbortException;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Failures that are the user's to mend: Jenkins prints their message and no stack trace. */
final class Aborts {
    private static final Logger LOGGER = Logger.getLogger(Aborts.class.getName());

    private Aborts() {}

    /**
     * The message of the cause. The cause itself goes to the log only: Jenkins stores a build's error with all its causes, and where it may not
     * store one of them (the AWS SDK's are not on its list), the error is no {@link AbortException} any more but prints as a stack trace.
     */
    static AbortException because(Exception cause) {
        return because("", cause);
    }

    /** The same after some words. */
    static AbortException because(String before, Exception cause) {
        LOGGER.log(Level.FINE, cause, cause::getMessage);
        return new AbortException(before + cause.getMessage());
    }
}
