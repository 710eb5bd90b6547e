package io.jenkins.plugins.cfnattest.deploy;

import java.time.Duration;

/** Waits between two questions to AWS; tests do not. */
@FunctionalInterface
interface Pause {
    /** The thread really sleeps. */
    Pause REAL = duration -> Thread.sleep(duration.toMillis());

    void sleep(Duration duration) throws InterruptedException;
}
