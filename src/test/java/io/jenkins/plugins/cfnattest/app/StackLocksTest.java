package io.jenkins.plugins.cfnattest.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.cfnattest.deploy.DeploymentException;
import io.jenkins.plugins.cfnattest.deploy.DeploymentListener;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class StackLocksTest {
    private final StackLocks locks = new StackLocks();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<String> done = Collections.synchronizedList(new ArrayList<>());
    private final CountDownLatch release = new CountDownLatch(1);
    private final CountDownLatch held = new CountDownLatch(1);

    @AfterEach
    void stop() {
        threads.shutdownNow();
    }

    @Test
    void letsOneGoAfterTheOtherInTheOrderTheyCame() throws Exception {
        Future<String> first = hold("web");
        List<Future<?>> others = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            String name = "n" + i;
            Waits waits = new Waits();
            others.add(threads.submit(() -> locks.during("web", waits, () -> done.add(name))));
            waits.begun.await();
            // Said before it queues, so it is looked for in the queue itself.
            while (locks.waiting("web") < i + 1) {
                Thread.onSpinWait();
            }
        }

        assertThat(done).isEmpty();
        release.countDown();
        for (Future<?> other : others) {
            other.get();
        }

        assertThat(first.get()).isEqualTo("held");
        assertThat(done).containsExactly("n0", "n1", "n2", "n3", "n4");
        assertThat(locks.size()).isZero();
    }

    @Test
    void saysOnceThatItWaitsAndForWhat() throws Exception {
        hold("web");
        Waits waits = new Waits();
        Future<Boolean> other = threads.submit(() -> locks.during("web", waits, () -> true));
        waits.begun.await();

        release.countDown();

        assertThat(other.get()).isTrue();
        assertThat(waits.steps).containsExactly("This waits for another deployment of web to end.");
    }

    @Test
    void doesNotWaitForAnotherStack() throws Exception {
        hold("web");
        Waits waits = new Waits();

        assertThat(locks.<String>during("db", waits, () -> "free")).isEqualTo("free");

        assertThat(waits.steps).isEmpty();
        release.countDown();
    }

    @Test
    void stopsWaitingWhenInterrupted() throws Exception {
        hold("web");
        Waits waits = new Waits();
        Future<?> other = threads.submit(() -> locks.during("web", waits, () -> done.add("never")));
        waits.begun.await();

        other.cancel(true);
        release.countDown();

        assertThat(locks.<String>during("web", waits, () -> "next")).isEqualTo("next");
        threads.shutdown();
        assertThat(threads.awaitTermination(20, TimeUnit.SECONDS)).isTrue();
        assertThat(done).isEmpty();
        assertThat(locks.size()).isZero();
    }

    @Test
    void isGivenBackWhateverGoesWrong() throws Exception {
        assertThatThrownBy(() -> locks.during("web", new Waits(), () -> {
                    throw new DeploymentException("failed");
                }))
                .isInstanceOf(DeploymentException.class);
        assertThatThrownBy(() -> locks.during("web", new Waits(), () -> {
                    throw new InterruptedException("stopped");
                }))
                .isInstanceOf(InterruptedException.class);
        assertThatThrownBy(() -> locks.during("web", new Waits(), () -> {
                    throw new AssertionError("broken");
                }))
                .isInstanceOf(AssertionError.class);

        assertThat(locks.size()).isZero();
        assertThat(locks.<String>during("web", new Waits(), () -> "free")).isEqualTo("free");
    }

    @Test
    void isGivenBackWhenTheListenerThatShouldHearOfTheWaitIsBroken() throws Exception {
        hold("web");
        DeploymentListener broken = new Waits() {
            @Override
            public void step(String sentence) {
                throw new IllegalStateException("console is closed");
            }
        };

        assertThatThrownBy(() -> locks.during("web", broken, () -> done.add("never")))
                .isInstanceOf(IllegalStateException.class);

        release.countDown();
        assertThat(locks.<String>during("web", new Waits(), () -> "free")).isEqualTo("free");
        assertThat(done).isEmpty();
    }

    private Future<String> hold(String stack) throws InterruptedException {
        Future<String> holder = threads.submit(() -> locks.during(stack, new Waits(), () -> {
            held.countDown();
            release.await();
            return "held";
        }));
        held.await();
        return holder;
    }

    private static class Waits implements DeploymentListener {
        final CountDownLatch begun = new CountDownLatch(1);
        final List<String> steps = Collections.synchronizedList(new ArrayList<>());

        @Override
        public void step(String sentence) {
            steps.add(sentence);
            begun.countDown();
        }

        @Override
        public void event(StackEvent event) {
            throw new AssertionError("there are no events");
        }
    }
}
