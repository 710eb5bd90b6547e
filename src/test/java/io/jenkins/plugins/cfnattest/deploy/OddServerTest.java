package io.jenkins.plugins.cfnattest.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Servers that only look like CloudFormation: each deployment ends, and none ends in a success that is not one. */
class OddServerTest {
    private static final String CHANGED = DeployFixture.TEMPLATE + "  Two: {Value: Size}\n";

    private DeployFixture fixture;
    private FakeHabits habits;

    @BeforeEach
    void start() throws IOException {
        fixture = new DeployFixture();
        habits = fixture.aws.actions().habits();
    }

    @AfterEach
    void stop() {
        fixture.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 100})
    void succeedsWithoutTokens(int eventsPerLook) throws Exception {
        habits.markNoEvents();
        fixture.aws.actions().eventsPerLook(eventsPerLook);

        assertThat(fixture.deploy(DeployFixture.allowed()).status()).isEqualTo("CREATE_COMPLETE");
        assertThat(fixture.deploy(DeployFixture.allowed(CHANGED)).status()).isEqualTo("UPDATE_COMPLETE");
    }

    @Test
    void failsWithoutTokensThoughSomebodyElseMendsTheStack() throws Exception {
        habits.markNoEvents();
        fixture.deploy(DeployFixture.allowed());
        fixture.aws.actions().failNextExecution("No such key");
        boolean[] mended = {false};
        fixture.aws.before("DescribeStacks", () -> {
            boolean begun = fixture.aws.requests("ExecuteChangeSet").size() == 2;
            if (begun && !mended[0]) {
                mended[0] = true;
                fixture.aws.actions().addForeignEvent("web", "UPDATE_COMPLETE");
            }
        });

        assertThatThrownBy(() -> fixture.deploy(DeployFixture.allowed(CHANGED)))
                .isInstanceOf(DeploymentException.class)
                .hasMessageContaining("ended in UPDATE_ROLLBACK_COMPLETE")
                .hasMessageContaining("No such key");
        assertThat(fixture.aws.actions().status("web")).contains("UPDATE_COMPLETE");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 100})
    void putsEventsInOrderThatComeOldestFirst(int eventsPerLook) throws Exception {
        habits.tellOldestFirst();
        fixture.aws.actions().eventsPerLook(eventsPerLook);

        fixture.deploy(DeployFixture.allowed());

        assertThat(fixture.events)
                .extracting(event -> event.logicalResourceId() + " " + event.status())
                .startsWith("web CREATE_IN_PROGRESS", "Queue CREATE_IN_PROGRESS")
                .endsWith("Logs CREATE_COMPLETE", "web CREATE_COMPLETE")
                .doesNotHaveDuplicates();
        fixture.aws.actions().failNextExecution("No such key");
        assertThatThrownBy(() -> fixture.deploy(DeployFixture.allowed(CHANGED)))
                .hasMessageContaining("ended in UPDATE_ROLLBACK_COMPLETE");
    }

    @Test
    void takesTheChangeSetsWordWhereThereAreNoEvents() throws Exception {
        habits.tellNoEvents();

        Outcome outcome = fixture.deploy(DeployFixture.allowed());

        assertThat(outcome.status()).isEqualTo("CREATE_COMPLETE");
        assertThat(fixture.pauses).hasSizeBetween(Follower.QUIET_LOOKS - 2, Follower.QUIET_LOOKS + 2);
    }

    @Test
    void takesTheStacksWordWhereTheChangeSetIsGoneToo() throws Exception {
        habits.tellNoEvents();
        fixture.pause = duration -> fixture.aws.actions().forgetChangeSets("web");

        assertThat(fixture.deploy(DeployFixture.allowed()).status()).isEqualTo("CREATE_COMPLETE");
    }

    @Test
    void reportsAFailureThatNoEventTells() throws Exception {
        fixture.deploy(DeployFixture.allowed());
        habits.tellNoEvents();
        fixture.aws.actions().failNextExecution("never told");

        assertThatThrownBy(() -> fixture.deploy(DeployFixture.allowed(CHANGED)))
                .isInstanceOf(DeploymentException.class)
                .hasMessageContaining("ended in UPDATE_ROLLBACK_COMPLETE")
                .hasMessageContaining("No resource gave a reason");
    }

    /** The stack is complete, but that may be the end of the operation before. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void countsAsFailedWhatNobodyCanTell(boolean changeSetGone) throws Exception {
        fixture.deploy(DeployFixture.allowed());
        habits.tellNoEvents();
        habits.markNothingExecuted();
        habits.nameNoChangeSet();
        fixture.pause = duration -> {
            fixture.pauses.add(duration);
            if (changeSetGone) {
                fixture.aws.actions().forgetChangeSets("web");
            }
        };

        assertThatThrownBy(() -> fixture.deploy(DeployFixture.allowed(CHANGED)))
                .isInstanceOf(DeploymentException.class)
                .hasMessageContaining("nobody can tell how it ended")
                .hasMessageContaining(changeSetGone ? "execution status is unknown" : "execution status is AVAILABLE")
                .hasMessageContaining("counts as failed");
        assertThat(fixture.pauses).hasSizeLessThan(2 * Follower.QUIET_LOOKS);
    }

    @Test
    void givesUpAStackThatNeverLeavesItsReview() {
        fixture.aws.actions().eventsPerLook(0);

        assertThatThrownBy(() -> fixture.deploy(DeployFixture.allowed()))
                .isInstanceOf(DeploymentException.class)
                .hasMessageContaining("the stack is in REVIEW_IN_PROGRESS");
        assertThat(fixture.pauses).hasSizeLessThan(2 * Follower.QUIET_LOOKS);
    }

    @Test
    void doesNotCallItNothingWhenTheCallFailsAfterItBegan() {
        habits.markNoEvents();
        fixture.aws.before("ExecuteChangeSet", () -> fixture.aws.actions().breakInTheMiddle("web"));
        fixture.aws.fail("ExecuteChangeSet", 409, "BucketAlreadyExists", "somebody has it");

        assertThatThrownBy(() -> fixture.deploy(DeployFixture.allowed()))
                .isInstanceOf(DeploymentException.class)
                .hasMessageContaining("the stack is in REVIEW_IN_PROGRESS")
                .hasMessageContaining("its events tell no end after CREATE_IN_PROGRESS")
                .hasMessageContaining("Before that:")
                .hasMessageContaining("BucketAlreadyExists: somebody has it");
        assertThat(fixture.steps)
                .anyMatch(step -> step.contains("BucketAlreadyExists"))
                .noneMatch(step -> step.contains("Nothing was deployed"));
        assertThat(fixture.aws.requests("DeleteStack")).isEmpty();
    }

    @Test
    void endsWhenTheServerStopsInTheMiddle() {
        Deployer deployer = fixture.deployer(fixture.target(ReadBackMode.AFTER, StackSettings.none()));
        fixture.aws.actions().eventsPerLook(2);
        fixture.pause = duration -> {
            fixture.pauses.add(duration);
            fixture.aws.actions().eventsPerLook(0);
        };

        assertThatThrownBy(() -> fixture.deploy(deployer, DeployFixture.allowed(), OnAbort.CANCEL))
                .isInstanceOf(DeploymentException.class)
                .hasMessageContaining("has been in CREATE_IN_PROGRESS without any news for 15 minutes");
        assertThat(fixture.pauses.stream().reduce(Duration.ZERO, Duration::plus))
                .isBetween(Duration.ofMinutes(15), Duration.ofMinutes(17));
    }
}
