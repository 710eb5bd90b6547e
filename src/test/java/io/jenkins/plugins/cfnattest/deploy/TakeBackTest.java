package io.jenkins.plugins.cfnattest.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TakeBackTest {
    private DeployFixture fixture;

    @BeforeEach
    void start() throws IOException {
        fixture = new DeployFixture();
    }

    @AfterEach
    void stop() {
        fixture.close();
        // A test that interrupts must not disturb the next one.
        Thread.interrupted();
    }

    @Test
    void takesBackAChangeSetWhoseCreationWasNeverAnswered() {
        fixture.aws.drop("CreateChangeSet", 100);

        assertThatThrownBy(() -> fixture.deploy(DeployFixture.allowed()))
                .isInstanceOf(DeploymentException.class)
                .hasMessageContaining("AWS could not be asked");

        assertThat(fixture.aws.actions().status("web")).isEmpty();
        assertThat(fixture.aws.requests("DeleteStack")).hasSize(1);
    }

    @Test
    void tellsWhatItCouldNotTakeBack() {
        fixture.aws.fail("GetTemplate", 500, "InternalFailure", "out of order");
        fixture.aws.fail("DeleteChangeSet", 403, "AccessDenied", "no deletion");

        Throwable failure = catchThrowable(() -> fixture.deploy(DeployFixture.allowed()));

        assertThat(failure).isInstanceOf(DeploymentException.class).hasMessageContaining("InternalFailure");
        assertThat(failure.getSuppressed())
                .singleElement()
                .satisfies(left -> assertThat(left)
                        .hasMessageContaining("could not be deleted")
                        .hasMessageContaining("no deletion"));
        assertThat(fixture.steps).last().asString().contains("cfn-attestation-").contains("is left behind");
        assertThat(fixture.aws.requests("DeleteStack")).isEmpty();
        assertThat(fixture.executed()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"GetCallerIdentity", "CreateChangeSet", "DescribeChangeSet", "GetTemplate"})
    void leavesNothingBehindWhenInterrupted(String action) {
        Thread worker = Thread.currentThread();
        AtomicBoolean once = new AtomicBoolean();
        fixture.aws.before(action, () -> {
            if (once.compareAndSet(false, true)) {
                worker.interrupt();
            }
        });

        assertThatThrownBy(() -> fixture.deploy(DeployFixture.allowed())).isInstanceOf(InterruptedException.class);

        assertThat(Thread.interrupted()).as("the exception stands for the flag").isFalse();
        assertThat(fixture.executed()).isFalse();
        assertThat(fixture.aws.actions().status("web")).isEmpty();
    }

    @Test
    void deletesTheChangeSetAndItsStackWhenStoppedWhileWaitingForIt() {
        fixture.aws.actions().makeSlowly(3);
        int[] pauses = {0};
        fixture.pause = duration -> {
            pauses[0]++;
            if (pauses[0] == 1) {
                throw new InterruptedException("stopped while waiting");
            }
        };

        assertThatThrownBy(() -> fixture.deploy(DeployFixture.allowed()))
                .isInstanceOf(InterruptedException.class)
                .hasMessage("stopped while waiting")
                .hasNoSuppressedExceptions();

        assertThat(pauses[0]).as("pauses until the change set could be deleted").isGreaterThan(1);
        assertThat(fixture.aws.actions().status("web")).isEmpty();
        assertThat(fixture.executed()).isFalse();
    }

    @Test
    void saysSoWhenStoppedAgainWhileTakingBack() {
        fixture.aws.actions().makeSlowly(3);
        fixture.pause = duration -> {
            throw new InterruptedException("stopped");
        };

        assertThatThrownBy(() -> fixture.deploy(DeployFixture.allowed())).isInstanceOf(InterruptedException.class);

        assertThat(fixture.steps).last().asString().contains("is left behind");
        assertThat(Thread.interrupted()).as("the second stop is kept").isTrue();
    }

    @Test
    void leavesARunningDeploymentAloneWhenStopped() {
        fixture.aws.actions().eventsPerLook(1);
        fixture.pause = duration -> {
            throw new InterruptedException("stopped while following");
        };

        assertThatThrownBy(() -> fixture.deploy(DeployFixture.allowed())).isInstanceOf(InterruptedException.class);

        assertThat(fixture.executed()).isTrue();
        assertThat(fixture.aws.requests("DeleteChangeSet")).isEmpty();
        assertThat(fixture.aws.requests("DeleteStack")).isEmpty();
        assertThat(fixture.steps).last().asString().contains("goes on in CloudFormation");
    }

    @Test
    void takesBackWhenItsListenerFails() {
        DeploymentListener broken = new DeploymentListener() {
            @Override
            public void step(String sentence) {
                throw new IllegalStateException("console is closed");
            }

            @Override
            public void event(StackEvent event) {
                throw new IllegalStateException("console is closed");
            }
        };

        assertThatThrownBy(() -> fixture.deployer().plan(DeployFixture.allowed(), fixture.secrets, broken))
                .isInstanceOf(IllegalStateException.class);

        assertThat(fixture.aws.actions().status("web")).isEmpty();
    }

    @Test
    void saysThatAnExecutedPlanCanNotBeDiscarded() throws Exception {
        Deployer deployer = fixture.deployer();
        Plan plan = deployer.plan(DeployFixture.allowed(), fixture.secrets, fixture);
        deployer.execute(plan, DeployFixture.allowed(), OnAbort.CANCEL, fixture);

        assertThatThrownBy(() -> deployer.discard(plan))
                .isInstanceOf(DeploymentException.class)
                .hasMessageContaining("is executed already");
        assertThat(fixture.aws.actions().status("web")).contains("CREATE_COMPLETE");
    }

    @Test
    void discardsTwiceWithoutComplaint() throws Exception {
        Deployer deployer = fixture.deployer();
        Plan plan = deployer.plan(DeployFixture.allowed(), fixture.secrets, fixture);

        deployer.discard(plan);
        deployer.discard(plan);

        assertThat(fixture.aws.actions().status("web")).isEmpty();
    }

    @Test
    void createsInAStackThatStillWaitsForItsFirstChangeSetAndLeavesItThere() throws Exception {
        fixture.aws.actions().put("web", "REVIEW_IN_PROGRESS");
        Deployer deployer = fixture.deployer();

        Plan plan = deployer.plan(DeployFixture.allowed(), fixture.secrets, fixture);
        deployer.discard(plan);

        assertThat(fixture.aws.requests("CreateChangeSet").get(0).field("ChangeSetType"))
                .isEqualTo("CREATE");
        assertThat(plan.creates()).isFalse();
        assertThat(fixture.aws.actions().status("web")).contains("REVIEW_IN_PROGRESS");
        assertThat(fixture.aws.actions().openChangeSets()).isZero();
    }

    @Test
    void discardsAPlanWithTheStackMadeForIt() throws Exception {
        Deployer deployer = fixture.deployer();
        Plan plan = deployer.plan(DeployFixture.allowed(), fixture.secrets, fixture);

        deployer.discard(plan);

        assertThat(fixture.aws.actions().status("web")).isEmpty();
    }

    @Test
    void leavesAStackInWhichSomebodyElsePlansToo() throws Exception {
        Deployer deployer = fixture.deployer();
        Plan plan = deployer.plan(DeployFixture.allowed(), fixture.secrets, fixture);
        fixture.aws.actions().putChangeSet("web");

        deployer.discard(plan);

        assertThat(fixture.aws.actions().status("web")).contains("REVIEW_IN_PROGRESS");
        assertThat(fixture.aws.actions().openChangeSets()).isEqualTo(1);
    }
}
