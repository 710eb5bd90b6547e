package io.jenkins.plugins.cfnattest.jenkins.harness;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Asks again and again until there is an answer, or fails when the time is over. */
public final class Await {
    private static final Duration PAUSE = Duration.ofMillis(100);

    private Await() {}

    /**
     * The first answer.
     *
     * @param what the awaited thing, for the error
     * @param details what else to say in the error
     */
    public static <T> T until(String what, Duration limit, Supplier<Optional<T>> question, Supplier<String> details) {
        long end = System.nanoTime() + limit.toNanos();
        do {
            Optional<T> answer = question.get();
            if (answer.isPresent()) {
                return answer.get();
            }
            try {
                TimeUnit.MILLISECONDS.sleep(PAUSE.toMillis());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("Interrupted while waiting for " + what + ".", e);
            }
        } while (System.nanoTime() < end);
        throw new AssertionError("No " + what + " within " + limit.toSeconds() + " s. " + details.get());
    }
}
