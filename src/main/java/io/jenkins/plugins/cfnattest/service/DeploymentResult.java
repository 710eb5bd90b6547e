package io.jenkins.plugins.cfnattest.service;

import java.util.Locale;

/** What came of a deployment. The words are for ever. */
enum DeploymentResult {
    /** The stack is as allowed. */
    SUCCEEDED,
    /** It was so before. */
    UNCHANGED,
    /** Its change set is kept and not executed. */
    PLANNED,
    /** The gate refused, or what was made is not what it allowed. */
    REFUSED,
    /** It did not end well. */
    FAILED,
    /** Whoever began it stopped it. */
    STOPPED,
    /** Somebody was asked to let a refusal pass and did not. */
    DENIED,
    /** Nobody let it pass in time. */
    EXPIRED,
    /** The service was restarted before anything was executed: it is to be asked for again. */
    INTERRUPTED,
    /** It may go on, unseen. */
    UNKNOWN;

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
