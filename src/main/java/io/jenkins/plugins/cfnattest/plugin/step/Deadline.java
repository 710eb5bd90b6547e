package io.jenkins.plugins.cfnattest.plugin.step;

import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import jenkins.util.Timer;

/** An end of somebody's time. It is never stored: after a restart it is set anew. */
final class Deadline {
    private final ScheduledFuture<?> future;

    private Deadline(ScheduledFuture<?> future) {
        this.future = future;
    }

    /** Runs this once that many milliseconds have passed since the instant, in milliseconds since 1970; at once if they have. */
    static Deadline after(long since, long milliseconds, Runnable end) {
        long left = milliseconds - (System.currentTimeMillis() - since);
        return new Deadline(Timer.get().schedule(end, Math.max(0, left), TimeUnit.MILLISECONDS));
    }

    /** It does not run any more. */
    void cancel() {
        future.cancel(false);
    }
}
