package io.jenkins.plugins.cfnattest.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Stopped at each stage of a deployment. */
class AbortTest {
    private static final String CHANGED = DeployFixture.TEMPLATE + "  Two: {Value: Size}\n";

    private DeployFixture fixture;
    private int stops;
    private Thread worker;

    @BeforeEach
    void start() throws IOException {
        fixture = new DeployFixture();
        worker = Thread.currentThread();
    }

    @AfterEach
    void stop() {
        fixture.close();
        // A test that interrupts must not disturb the next one.
        Thread.interrupted();
    }

    @Test
    void takesBackWhatIsNotExecutedYet() {
        fixture.whenExecuting = () -> Thread.currentThread().interrupt();

        assertThatThrownBy(() -> fixture.deploy(DeployFixture.allowed())).isInstanceOf(InterruptedException.class);

        assertThat(fixture.executed()).isFalse();
        assertThat(fixture.aws.actions().status("web")).isEmpty();
    }

    @Test
    void takesBackWhatWasStoppedWithTheCallThatExecutesIt() {
        stopAt("ExecuteChangeSet");
        fixture.aws.fail("ExecuteChangeSet", 503, "Unavailable", "not now");

        assertThatThrownBy(() -> fixture.deploy(DeployFixture.allowed())).isInstanceOf(InterruptedException.class);

        assertThat(fixture.aws.actions().status("web")).isEmpty();
    }

    @Test
    void cancelsWhatWasStoppedWithTheCallThatExecutesItAndGotThrough() throws Exception {
        fixture.deploy(DeployFixture.allowed());
        fixture.aws.actions().eventsPerLook(1);
        stopAt("ExecuteChangeSet");

        assertThatThrownBy(() -> fixture.deploy(DeployFixture.allowed(CHANGED)))
                .isInstanceOf(InterruptedException.class)
                .hasMessageContaining("was cancelled and ended in UPDATE_ROLLBACK_COMPLETE");

        assertThat(fixture.aws.requests("CancelUpdateStack")).hasSize(1);
        assertThat(fixture.aws.actions().template("web")).isEqualTo(DeployFixture.TEMPLATE);
        assertThat(fixture.aws.requests("DeleteChangeSet")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void cancelsAnUpdateAndFollowsItsRollback(int eventsPerLook) throws Exception {
        fixture.deploy(DeployFixture.allowed());
        fixture.events.clear();
        fixture.aws.actions().eventsPerLook(eventsPerLook);
        stopWhenIn("UPDATE_IN_PROGRESS");

        assertThatThrownBy(() -> fixture.deploy(DeployFixture.allowed(CHANGED)))
                .isInstanceOf(InterruptedException.class)
                .hasMessageContaining("was cancelled and ended in UPDATE_ROLLBACK_COMPLETE")
                .hasMessageContaining("What was there before stands again");

        assertThat(fixture.events)
                .last()
                .satisfies(event -> assertThat(event.status()).isEqualTo("UPDATE_ROLLBACK_COMPLETE"));
        assertThat(fixture.steps).last().asString().contains("was cancelled");
        String token = fixture.aws.requests("CancelUpdateStack").get(0).field("ClientRequestToken");
        assertThat(token)
                .endsWith("-cancel")
                .isNotEqualTo(fixture.aws.requests("ExecuteChangeSet").get(1).field("ClientRequestToken"));
    }

    @Test
    void cancelsAnUpdateAsSoonAsItHasBegun() throws Exception {
        fixture.deploy(DeployFixture.allowed());
        fixture.aws.actions().eventsPerLook(0);
        fixture.pause = duration -> {
            fixture.pauses.add(duration);
            if (stops++ == 0) {
                throw new InterruptedException("stopped");
            }
            fixture.aws.actions().eventsPerLook(fixture.pauses.size() > 4 ? 1 : 0);
        };

        assertThatThrownBy(() -> fixture.deploy(DeployFixture.allowed(CHANGED)))
                .isInstanceOf(InterruptedException.class)
                .hasMessageContaining("was cancelled and ended in UPDATE_ROLLBACK_COMPLETE");
    }

    @Test
    void saysThatAnUpdateMayStillBegin() throws Exception {
        fixture.deploy(DeployFixture.allowed());
        fixture.aws.actions().eventsPerLook(0);
        stopOnce();

        assertThatThrownBy(() -> fixture.deploy(DeployFixture.allowed(CHANGED)))
                .isInstanceOf(InterruptedException.class)
                .hasMessageContaining("has not begun within 1 minutes")
                .hasMessageContaining("may still begin");
        assertThat(fixture.aws.requests("CancelUpdateStack")).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(OnAbort.class)
    void leavesACreation(OnAbort onAbort) {
        fixture.aws.actions().eventsPerLook(1);
        stopOnce();

        assertThatThrownBy(() -> fixture.deploy(fixture.deployer(), DeployFixture.allowed(), onAbort))
                .isInstanceOf(InterruptedException.class)
                .hasMessageContaining("goes on in CloudFormation");

        assertThat(fixture.aws.requests("CancelUpdateStack")).isEmpty();
        assertThat(fixture.aws.requests("DeleteStack")).isEmpty();
    }

    @Test
    void leavesAnUpdateWhereItIsAskedTo() throws Exception {
        fixture.deploy(DeployFixture.allowed());
        fixture.aws.actions().eventsPerLook(1);
        stopWhenIn("UPDATE_IN_PROGRESS");

        assertThatThrownBy(() -> fixture.deploy(fixture.deployer(), DeployFixture.allowed(CHANGED), OnAbort.LEAVE))
                .isInstanceOf(InterruptedException.class)
                .hasMessageContaining("goes on in CloudFormation, as it was asked to");

        assertThat(fixture.aws.requests("CancelUpdateStack")).isEmpty();
    }

    @Test
    void saysThatItIsTooLateWhenTheUpdateOnlyCleansUp() throws Exception {
        fixture.deploy(DeployFixture.allowed());
        fixture.aws.actions().eventsPerLook(1);
        stopWhenIn("UPDATE_COMPLETE_CLEANUP_IN_PROGRESS");

        assertThatThrownBy(() -> fixture.deploy(DeployFixture.allowed(CHANGED)))
                .isInstanceOf(InterruptedException.class)
                .hasMessageContaining("too late to cancel")
                .hasMessageContaining("is done");

        assertThat(fixture.aws.requests("CancelUpdateStack")).isEmpty();
    }

    @Test
    void saysThatItIsTooLateWhenTheUpdateEndsMeanwhile() throws Exception {
        fixture.deploy(DeployFixture.allowed());
        fixture.aws.actions().eventsPerLook(1);
        stopWhenIn("UPDATE_IN_PROGRESS");
        fixture.aws.before("CancelUpdateStack", () -> {
            fixture.aws.actions().eventsPerLook(100);
            fixture.aws.actions().look("web");
        });

        assertThatThrownBy(() -> fixture.deploy(DeployFixture.allowed(CHANGED)))
                .isInstanceOf(InterruptedException.class)
                .hasMessageContaining("too late to cancel")
                .hasMessageContaining("UPDATE_COMPLETE");
    }

    @Test
    void followsARollbackThatRunsAlready() throws Exception {
        fixture.deploy(DeployFixture.allowed());
        fixture.aws.actions().eventsPerLook(1);
        fixture.aws.actions().failNextExecution("No such key");
        stopWhenIn("UPDATE_ROLLBACK_IN_PROGRESS");

        assertThatThrownBy(() -> fixture.deploy(DeployFixture.allowed(CHANGED)))
                .isInstanceOf(InterruptedException.class)
                .hasMessageContaining("ended in UPDATE_ROLLBACK_COMPLETE");

        assertThat(fixture.aws.requests("CancelUpdateStack")).isEmpty();
    }

    @Test
    void saysThatAnUpdateGoesOnThatMayNotBeCancelled() throws Exception {
        fixture.deploy(DeployFixture.allowed());
        fixture.aws.actions().eventsPerLook(1);
        fixture.aws.fail("CancelUpdateStack", 403, "AccessDenied", "you may not cancel " + DeployFixture.PASSWORD);
        stopWhenIn("UPDATE_IN_PROGRESS");

        assertThatThrownBy(() -> fixture.deploy(DeployFixture.allowed(CHANGED)))
                .isInstanceOf(InterruptedException.class)
                .hasMessageContaining("could not be cancelled")
                .hasMessageContaining("goes on in CloudFormation")
                .hasMessageContaining("you may not cancel ****");
    }

    @Test
    void endsAtOnceWhenStoppedTwice() throws Exception {
        fixture.deploy(DeployFixture.allowed());
        fixture.aws.actions().eventsPerLook(1);
        fixture.pause = duration -> {
            if (fixture.aws.actions().status("web").orElse("").equals("UPDATE_IN_PROGRESS")
                    || !fixture.aws.requests("CancelUpdateStack").isEmpty()) {
                stops++;
                throw new InterruptedException("stopped");
            }
        };

        assertThatThrownBy(() -> fixture.deploy(DeployFixture.allowed(CHANGED)))
                .isInstanceOf(InterruptedException.class)
                .hasMessageContaining("Stopped once more");

        assertThat(stops).isEqualTo(2);
        assertThat(fixture.aws.requests("CancelUpdateStack")).hasSize(1);
    }

    @Test
    void followsARollbackForTenMinutesOnly() throws Exception {
        fixture.deploy(DeployFixture.allowed());
        fixture.aws.actions().eventsPerLook(1);
        fixture.pause = duration -> {
            fixture.pauses.add(duration);
            String status = fixture.aws.actions().status("web").orElse("");
            if (status.equals("UPDATE_IN_PROGRESS") && stops++ == 0) {
                throw new InterruptedException("stopped");
            }
            if (status.equals("UPDATE_ROLLBACK_IN_PROGRESS")) {
                fixture.aws.actions().eventsPerLook(0);
            }
        };

        assertThatThrownBy(() -> fixture.deploy(DeployFixture.allowed(CHANGED)))
                .isInstanceOf(InterruptedException.class)
                .hasMessageContaining("its rollback still runs after 10 minutes");
        assertThat(fixture.pauses.stream().reduce(Duration.ZERO, Duration::plus))
                .isLessThan(Duration.ofMinutes(12));
    }

    @Test
    void saysThatTheEndWasNotComparedWhenStoppedThere() {
        fixture.aws.before("ExecuteChangeSet", () -> stopAt("GetTemplate"));

        assertThatThrownBy(() -> fixture.deploy(DeployFixture.allowed()))
                .isInstanceOf(InterruptedException.class)
                .hasMessageContaining("ended in CREATE_COMPLETE, but it was not seen to it");
    }

    private void stopOnce() {
        fixture.pause = duration -> {
            if (stops++ == 0) {
                throw new InterruptedException("stopped");
            }
        };
    }

    private void stopWhenIn(String status) {
        fixture.pause = duration -> {
            if (stops == 0 && fixture.aws.actions().status("web").orElse("").equals(status)) {
                stops++;
                throw new InterruptedException("stopped");
            }
        };
    }

    private void stopAt(String action) {
        AtomicBoolean once = new AtomicBoolean();
        fixture.aws.before(action, () -> {
            if (once.compareAndSet(false, true)) {
                worker.interrupt();
            }
        });
    }
}
