package io.jenkins.plugins.cfnattest.app;

import static io.jenkins.plugins.cfnattest.app.AppFixture.KEY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.jenkins.plugins.cfnattest.deploy.AwsAccess;
import io.jenkins.plugins.cfnattest.deploy.DeploymentException;
import io.jenkins.plugins.cfnattest.deploy.DeploymentListener;
import io.jenkins.plugins.cfnattest.deploy.Running;
import io.jenkins.plugins.cfnattest.deploy.Target;
import io.jenkins.plugins.cfnattest.envelope.Bytes;
import io.jenkins.plugins.cfnattest.envelope.Digest;
import io.jenkins.plugins.cfnattest.gate.Decision;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Deployments that wait for each other, and deployments that are watched again. */
@Timeout(60)
class WatchAgainTest {
    private static final String STACK = "arn:aws:cloudformation:eu-central-1:123456789012:stack/web/one";

    private final FakeDeployments aws = new FakeDeployments();
    private final DeployGated deployGated = new DeployGated(AppFixture.gate(), aws);
    private final Told told = new Told();

    @Test
    void watchesWhatWasStarted() throws Exception {
        aws.started = true;

        assertThat(deployGated.watchAgain(running(STACK), order(), told)).contains(FakeDeployments.OUTCOME);

        assertThat(aws.calls)
                .containsExactly("connect eu-central-1", "account", "isStarted", "watch [Password] CANCEL", "close");
    }

    @Test
    void takesBackWhatWasNotStartedSoThatItIsGatedAgain() throws Exception {
        assertThat(deployGated.watchAgain(running(STACK), order(), told)).isEmpty();

        assertThat(aws.calls).containsExactly("connect eu-central-1", "account", "isStarted", "discard", "close");
        assertThat(told.steps).singleElement().asString().contains("gate is to be asked again");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "arn:aws:cloudformation:eu-central-1:123456789012:stack/db/one",
                "arn:aws:cloudformation:eu-central-1:123456789012:stack/web-2/one",
                "arn:aws:cloudformation:eu-central-1:999999999999:stack/web/one",
                "arn:aws:cloudformation:us-east-1:123456789012:stack/web/one",
                "arn:aws-cn:cloudformation:eu-central-1:123456789012:stack/web/one"
            })
    void touchesNoOtherStack(String other) {
        aws.started = true;

        assertThatExceptionOfType(DeploymentException.class)
                .isThrownBy(() -> deployGated.watchAgain(running(other), order(), told))
                .withMessageContaining("Another stack")
                .withMessageContaining(other);

        assertThat(aws.calls).doesNotContain("isStarted", "discard");
    }

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

    private static Running running(String stack) {
        return new Running(
                stack,
                "arn:aws:cloudformation:eu-central-1:123456789012:changeSet/one/1",
                true,
                true,
                Digest.of(Bytes.utf8("template")),
                Optional.empty());
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
