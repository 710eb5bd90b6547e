package io.jenkins.plugins.cfnattest.app;

import static io.jenkins.plugins.cfnattest.app.AppFixture.KEY;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.cfnattest.deploy.AwsAccess;
import io.jenkins.plugins.cfnattest.deploy.DeploymentListener;
import io.jenkins.plugins.cfnattest.deploy.Target;
import io.jenkins.plugins.cfnattest.envelope.Bytes;
import io.jenkins.plugins.cfnattest.gate.Decision;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Deployments that wait for each other. */
@Timeout(60)
class DeployGatedTurnTest {
    private final FakeDeployments aws = new FakeDeployments();
    private final DeployGated deployGated = new DeployGated(AppFixture.gate(), aws);
    private final Told told = new Told();

    @Test
    void decidesOnceMoreWhenTheOtherDeploymentHasEnded() throws Exception {
        CountDownLatch executes = new CountDownLatch(1);
        CountDownLatch waits = new CountDownLatch(1);
        aws.whenExecuting = () -> {
            executes.countDown();
            await(waits);
        };
        FakeDeployments second = new FakeDeployments();
        Bytes envelope = AppFixture.attester(KEY).attest(AppFixture.request()).envelope();
        ExecutorService threads = Executors.newCachedThreadPool();
        try {
            Future<?> one = threads.submit(() -> deployGated.deploy(envelope, order(), new Told()));
            await(executes);
            Told waiting = new Told() {
                @Override
                public void step(String sentence) {
                    super.step(sentence);
                    assertThat(decisions).isEmpty();
                    waits.countDown();
                }
            };
            Future<DeployGated.Result> other =
                    threads.submit(() -> new DeployGated(AppFixture.gate(), second).deploy(envelope, order(), waiting));

            assertThat(other.get().outcome()).isPresent();
            one.get();
            assertThat(waiting.steps)
                    .containsExactly(
                            "This waits for another deployment of arn:aws:cloudformation:eu-central-1:123456789012:stack/web to end.");
            assertThat(waiting.decisions).hasSize(1);
            assertThat(StackLocks.SHARED.size()).isZero();
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void aDryRunWaitsForNobody() throws Exception {
        Bytes envelope = AppFixture.attester(KEY).attest(AppFixture.request()).envelope();

        DeployGated.Result result = StackLocks.SHARED.during(
                "arn:aws:cloudformation:eu-central-1:123456789012:stack/web",
                told,
                () -> deployGated.deploy(envelope, order(new DeployGated.Mode.DryRun()), told));

        assertThat(result.plan()).isPresent();
        assertThat(told.steps).isEmpty();
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static DeployGated.Order order() {
        return order(new DeployGated.Mode.Deploy());
    }

    private static DeployGated.Order order(DeployGated.Mode mode) {
        return new DeployGated.Order(
                Target.of(AppFixture.scope()),
                new AwsAccess.DefaultChain(),
                AppFixture.deployment(AppFixture.scope(), "web", "eu-central-1"),
                Map.of("Password", "hunter2"),
                mode,
                "test");
    }

    private static class Told implements DeploymentListener {
        final List<String> steps = Collections.synchronizedList(new ArrayList<>());
        final List<Decision> decisions = Collections.synchronizedList(new ArrayList<>());

        @Override
        public void step(String sentence) {
            steps.add(sentence);
        }

        @Override
        public void decided(Decision decision) {
            decisions.add(decision);
        }

        @Override
        public void event(StackEvent event) {
            steps.add(event.status());
        }
    }
}
