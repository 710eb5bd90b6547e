package io.jenkins.plugins.cfnattest.cli;

import io.jenkins.plugins.cfnattest.deploy.DeploymentException;
import java.util.concurrent.CountDownLatch;

/** Lets Ctrl-C (and TERM) interrupt a deployment and wait until it has cleaned up, where the JVM alone would just end. */
final class Stoppable {
    /** Work that can be interrupted. */
    @FunctionalInterface
    interface Work<T> {
        T run() throws DeploymentException, InterruptedException;
    }

    private static final long LAST_WORDS = 2_000;

    private Stoppable() {}

    static <T> T run(Console console, Work<T> work) throws DeploymentException, InterruptedException {
        Thread worker = Thread.currentThread();
        CountDownLatch done = new CountDownLatch(1);
        Thread hook = new Thread(
                () -> {
                    console.say(
                            "Stopping: waiting until what was begun is cleaned up. Press Ctrl-C once more only if it hangs.");
                    worker.interrupt();
                    try {
                        done.await();
                        // It still has to say how it ended.
                        worker.join(LAST_WORDS);
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                },
                "stop");
        Runtime.getRuntime().addShutdownHook(hook);
        try {
            return work.run();
        } finally {
            done.countDown();
            remove(hook);
        }
    }

    private static void remove(Thread hook) {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // The JVM is ending already, and the hook runs.
            Thread.yield();
        }
    }
}
