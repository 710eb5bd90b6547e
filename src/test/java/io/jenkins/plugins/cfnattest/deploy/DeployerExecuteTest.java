package io.jenkins.plugins.cfnattest.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.cfnattest.deploy.DeploymentListener.StackEvent;
import io.jenkins.plugins.cfnattest.gate.Decision;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DeployerExecuteTest {
    private static final String CHANGED = DeployFixture.TEMPLATE + "  Two: {Value: Size}\n";

    private DeployFixture fixture;

    @BeforeEach
    void start() throws IOException {
        fixture = new DeployFixture();
    }

    @AfterEach
    void stop() {
        fixture.close();
    }

    @Test
    void createsAStack() throws Exception {
        Outcome outcome = fixture.deploy(DeployFixture.allowed());

        assertThat(outcome.changed()).isTrue();
        assertThat(outcome.status()).isEqualTo("CREATE_COMPLETE");
        assertThat(outcome.outputs()).containsExactly(Map.entry("Stage", "test"));
        assertThat(outcome.changeSetId())
                .contains(fixture.aws.requests("ExecuteChangeSet").get(0).field("ChangeSetName"));
        assertThat(outcome.changeSetId().orElseThrow()).startsWith("arn:");
        assertThat(fixture.aws.actions().parameters("web"))
                .containsEntry("Env", "test")
                .containsEntry("Size", "3")
                .containsEntry("Password", DeployFixture.PASSWORD);
        assertThat(fixture.steps)
                .last()
                .asString()
                .contains("CREATE_COMPLETE")
                .contains("exactly the attested template");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 5, 100})
    void tellsNewEventsOnlyOldestFirstEachOnce(int eventsPerLook) throws Exception {
        fixture.deploy(DeployFixture.allowed());
        fixture.events.clear();
        fixture.aws.actions().eventsPerLook(eventsPerLook);

        Outcome outcome = fixture.deploy(DeployFixture.allowed(CHANGED));

        assertThat(outcome.status()).isEqualTo("UPDATE_COMPLETE");
        assertThat(outcome.outputs()).containsEntry("Two", "3");
        assertThat(fixture.events)
                .extracting(event -> event.logicalResourceId() + " " + event.status())
                .containsExactly(
                        "web UPDATE_IN_PROGRESS",
                        "Queue UPDATE_IN_PROGRESS",
                        "Topic UPDATE_IN_PROGRESS",
                        "Table UPDATE_IN_PROGRESS",
                        "Logs UPDATE_IN_PROGRESS",
                        "Queue UPDATE_COMPLETE",
                        "Topic UPDATE_COMPLETE",
                        "Table UPDATE_COMPLETE",
                        "Logs UPDATE_COMPLETE",
                        "web UPDATE_COMPLETE_CLEANUP_IN_PROGRESS",
                        "web UPDATE_COMPLETE");
    }

    @Test
    void isUnchangedWhenTheStackIsAsWanted() throws Exception {
        Outcome first = fixture.deploy(DeployFixture.allowed());

        Outcome again = fixture.deploy(DeployFixture.allowed());

        assertThat(again.changed()).isFalse();
        assertThat(again.changeSetId()).isEmpty();
        assertThat(again.stackId()).isEqualTo(first.stackId());
        assertThat(again.status()).isEqualTo("CREATE_COMPLETE");
        assertThat(again.outputs()).isEqualTo(first.outputs());
        assertThat(fixture.aws.requests("ExecuteChangeSet")).hasSize(1);
    }

    @Test
    void namesTheFirstFailedResourceOfACreation() {
        fixture.aws.actions().failNextExecution("Queue limit reached");

        assertThatThrownBy(() -> fixture.deploy(DeployFixture.allowed()))
                .isInstanceOf(DeploymentException.class)
                .hasMessageContaining("ended in ROLLBACK_COMPLETE")
                .hasMessageContaining("Queue (AWS::SQS::Queue) is in CREATE_FAILED: Queue limit reached");
        assertThat(fixture.events).extracting(StackEvent::status).last().isEqualTo("ROLLBACK_COMPLETE");
    }

    @Test
    void namesTheFirstFailedResourceOfAnUpdate() throws Exception {
        fixture.deploy(DeployFixture.allowed());
        fixture.aws.actions().eventsPerLook(1);
        fixture.aws.actions().failNextExecution("No such key");

        assertThatThrownBy(() -> fixture.deploy(DeployFixture.allowed(CHANGED)))
                .isInstanceOf(DeploymentException.class)
                .hasMessageContaining("ended in UPDATE_ROLLBACK_COMPLETE")
                .hasMessageContaining("UPDATE_FAILED: No such key");
    }

    @Test
    void doesNotTakeAnotherOperationsEndForItsOwn() throws Exception {
        fixture.deploy(DeployFixture.allowed());
        fixture.aws.actions().failNextExecution("No such key");
        AtomicBoolean once = new AtomicBoolean();
        // Somebody else repairs the stack between two looks of ours, so its last event and its status are good.
        fixture.aws.before("DescribeStacks", () -> {
            if (fixture.aws.requests("ExecuteChangeSet").size() == 2 && once.compareAndSet(false, true)) {
                fixture.aws.actions().addForeignEvent("web", "UPDATE_COMPLETE");
            }
        });

        assertThatThrownBy(() -> fixture.deploy(DeployFixture.allowed(CHANGED)))
                .isInstanceOf(DeploymentException.class)
                .hasMessageContaining("ended in UPDATE_ROLLBACK_COMPLETE");
        assertThat(fixture.aws.actions().status("web")).contains("UPDATE_COMPLETE");
    }

    @Test
    void doesNotTakeANewStatusForSuccess() throws Exception {
        fixture.deploy(DeployFixture.allowed());
        Decision.Allowed changed = DeployFixture.allowed(CHANGED);
        Deployer deployer = fixture.deployer();
        Plan plan = deployer.plan(changed, fixture.secrets, fixture);
        // The end of this execution is a status that this program has never heard of.
        fixture.aws.actions().endNextExecutionIn("UPDATE_PARTLY_COMPLETE");

        assertThatThrownBy(() -> deployer.execute(plan, changed, OnAbort.CANCEL, fixture))
                .isInstanceOf(DeploymentException.class)
                .hasMessageContaining("ended in UPDATE_PARTLY_COMPLETE");
    }

    @Test
    void executesAPlanOnlyOnce() throws Exception {
        Deployer deployer = fixture.deployer();
        Plan plan = deployer.plan(DeployFixture.allowed(), fixture.secrets, fixture);
        deployer.execute(plan, DeployFixture.allowed(), OnAbort.CANCEL, fixture);

        assertThatThrownBy(() -> deployer.execute(plan, DeployFixture.allowed(), OnAbort.CANCEL, fixture))
                .isInstanceOf(DeploymentException.class)
                .hasMessageContaining("EXECUTE_COMPLETE, expected AVAILABLE");
        assertThat(fixture.aws.requests("ExecuteChangeSet")).hasSize(1);
        assertThat(fixture.aws.actions().status("web")).contains("CREATE_COMPLETE");
    }

    @Test
    void executesAPlanOfAnEarlierConnection() throws Exception {
        Plan plan = fixture.plan(DeployFixture.allowed());

        Outcome outcome = fixture.deployer().execute(plan, DeployFixture.allowed(), OnAbort.CANCEL, fixture);

        assertThat(outcome.changed()).isTrue();
    }

    @Test
    void goesOnWhenTheAnswerToTheExecutionGetsLost() throws Exception {
        fixture.aws.drop("ExecuteChangeSet", 1);

        Outcome outcome = fixture.deploy(DeployFixture.allowed());

        assertThat(outcome.status()).isEqualTo("CREATE_COMPLETE");
        assertThat(fixture.aws.requests("ExecuteChangeSet"))
                .hasSize(2)
                .extracting(request -> request.field("ClientRequestToken"))
                .doesNotContain("")
                .containsOnly(fixture.aws.requests("ExecuteChangeSet").get(0).field("ClientRequestToken"));
    }

    @Test
    void followsAnExecutionWhoseEveryAnswerGetsLost() throws Exception {
        fixture.aws.drop("ExecuteChangeSet", 100);

        Outcome outcome = fixture.deploy(DeployFixture.allowed());

        assertThat(outcome.changed()).isTrue();
        assertThat(fixture.steps).anyMatch(step -> step.contains("answer got lost"));
        assertThat(fixture.aws.requests("DeleteChangeSet")).isEmpty();
    }

    @Test
    void keepsWatchingWhenALookFails() throws Exception {
        fixture.aws.before(
                "ExecuteChangeSet", () -> fixture.aws.fail("DescribeStackEvents", 403, "AccessDenied", "not now"));
        fixture.pause = duration -> fixture.aws.heal("DescribeStackEvents");

        Outcome outcome = fixture.deploy(DeployFixture.allowed());

        assertThat(outcome.changed()).isTrue();
        assertThat(fixture.steps).anyMatch(step -> step.contains("trying again") && step.contains("AccessDenied"));
    }

    @Test
    void saysThatTheDeploymentGoesOnWhenItCanNotBeWatched() {
        fixture.aws.before(
                "ExecuteChangeSet", () -> fixture.aws.fail("DescribeStackEvents", 403, "AccessDenied", "never"));

        assertThatThrownBy(() -> fixture.deploy(DeployFixture.allowed()))
                .isInstanceOf(DeploymentException.class)
                .hasMessageContaining("was started and goes on")
                .hasMessageContaining("AccessDenied: never");
        assertThat(fixture.aws.requests("DeleteChangeSet")).isEmpty();
    }
}
