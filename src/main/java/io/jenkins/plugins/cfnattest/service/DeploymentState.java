package io.jenkins.plugins.cfnattest.service;

import java.util.Locale;

/** Where a deployment stands. The words are for ever. */
enum DeploymentState {
    /** It is worked on. */
    RUNNING,
    /** It was refused, and waits until somebody lets that pass. */
    AWAITING_APPROVAL,
    /** It is over. */
    ENDED;

    String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
