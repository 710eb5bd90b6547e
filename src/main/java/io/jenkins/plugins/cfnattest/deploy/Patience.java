package io.jenkins.plugins.cfnattest.deploy;

import java.time.Duration;

/** Growing pauses between questions, and an end to them: half a second first, half as much more each time, five seconds at most. */
final class Patience {
    private static final Duration FIRST = Duration.ofMillis(500);
    private static final Duration LONGEST = Duration.ofSeconds(5);

    private final Pause pause;
    private final Duration limit;
    private Duration next = FIRST;
    private Duration waited = Duration.ZERO;

    /** Patience for as long as {@code limit}, counted in pauses. */
    Patience(Pause pause, Duration limit) {
        this.pause = pause;
        this.limit = limit;
    }

    /** Whether the limit is reached. */
    boolean isOver() {
        return waited.compareTo(limit) >= 0;
    }

    /** How long it was waited. */
    Duration waited() {
        return waited;
    }

    /** Waits before the next question. */
    void pause() throws InterruptedException {
        pause.sleep(next);
        waited = waited.plus(next);
        Duration longer = next.plus(next.dividedBy(2));
        next = longer.compareTo(LONGEST) > 0 ? LONGEST : longer;
    }

    /** The limit in minutes, for messages. */
    String limit() {
        return limit.toMinutes() + " minutes";
    }
}
