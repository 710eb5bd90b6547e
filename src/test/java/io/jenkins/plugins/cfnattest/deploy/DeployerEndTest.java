package io.jenkins.plugins.cfnattest.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.cloudformation.model.StackStatus;

/** Every way in which a deployment can end. */
class DeployerEndTest {
    private static final String CHANGED = DeployFixture.TEMPLATE + "  Two: {Value: Size}\n";
    private static final Set<StackStatus> GOOD =
            Set.of(StackStatus.CREATE_COMPLETE, StackStatus.UPDATE_COMPLETE, StackStatus.IMPORT_COMPLETE);

    private DeployFixture fixture;

    @BeforeEach
    void start() throws IOException {
        fixture = new DeployFixture();
    }

    @AfterEach
    void stop() {
        fixture.close();
    }

    /** What never leaves a status in which something runs is given up; nothing but the three complete ones is success. */
    @ParameterizedTest
    @EnumSource(value = StackStatus.class, names = "UNKNOWN_TO_SDK_VERSION", mode = EnumSource.Mode.EXCLUDE)
    void endsWhateverTheLastStatusIs(StackStatus last) throws Exception {
        fixture.deploy(DeployFixture.allowed());
        fixture.aws.actions().endNextExecutionIn(last.toString());
        Deployer deployer = fixture.deployer(fixture.target(ReadBackMode.AFTER, StackSettings.none()));

        if (GOOD.contains(last)) {
            assertThat(fixture.deploy(deployer, DeployFixture.allowed(CHANGED), OnAbort.CANCEL)
                            .status())
                    .isEqualTo(last.toString());
        } else {
            assertThatThrownBy(() -> fixture.deploy(deployer, DeployFixture.allowed(CHANGED), OnAbort.CANCEL))
                    .isInstanceOf(DeploymentException.class)
                    .hasMessageContaining(last.toString())
                    .hasMessageNotContaining("succeeded");
        }
        assertThat(fixture.pauses.stream().reduce(Duration.ZERO, Duration::plus))
                .isLessThan(Duration.ofMinutes(20));
    }

    @Test
    void keepsWhatFailedWhereTheTargetSaysSo() throws Exception {
        fixture.deploy(DeployFixture.allowed());
        fixture.aws.actions().failNextExecution("No such key");
        fixture.aws.actions().endNextExecutionIn("UPDATE_FAILED");
        StackSettings keeping =
                new StackSettings(List.of(), List.of(), 0, Optional.empty(), true, Optional.empty(), Optional.empty());
        Deployer deployer = fixture.deployer(fixture.target(ReadBackMode.BEFORE, keeping));

        assertThatThrownBy(() -> fixture.deploy(deployer, DeployFixture.allowed(CHANGED), OnAbort.CANCEL))
                .isInstanceOf(DeploymentException.class)
                .hasMessageContaining("UPDATE_FAILED: No such key")
                .hasMessageContaining("What was changed until then is kept");
        assertThat(fixture.aws.requests("ExecuteChangeSet"))
                .extracting(request -> request.field("DisableRollback"))
                .containsExactly("", "true");
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void followsAFailedCreationUntilItsStackIsDeleted(boolean forgotten) {
        fixture.aws.actions().habits().deleteFailedCreation();
        if (forgotten) {
            fixture.aws.actions().habits().forgetDeleted();
        }
        fixture.aws.actions().eventsPerLook(1);
        fixture.aws.actions().failNextExecution("Queue limit reached");

        assertThatThrownBy(() -> fixture.deploy(DeployFixture.allowed()))
                .isInstanceOf(DeploymentException.class)
                .hasMessageContaining("ended in DELETE_COMPLETE")
                .hasMessageContaining("CREATE_FAILED: Queue limit reached")
                .hasMessageContaining("The stack is deleted");
    }

    @Test
    void looksOnceMoreAtAnEndThatMayStillRollBack() throws Exception {
        fixture.deploy(DeployFixture.allowed());
        fixture.aws.actions().failNextExecution("No such key");
        fixture.aws.actions().endNextExecutionIn("UPDATE_FAILED");
        boolean[] rollsBack = {false};
        fixture.pause = duration -> {
            if (!rollsBack[0] && fixture.aws.actions().status("web").orElse("").equals("UPDATE_FAILED")) {
                rollsBack[0] = true;
                fixture.aws.actions().addOwnEvent("web", "UPDATE_ROLLBACK_IN_PROGRESS");
                fixture.aws.actions().addOwnEvent("web", "UPDATE_ROLLBACK_COMPLETE");
            }
        };

        assertThatThrownBy(() -> fixture.deploy(DeployFixture.allowed(CHANGED)))
                .hasMessageContaining("ended in UPDATE_ROLLBACK_COMPLETE");
    }

    @Test
    void keepsLookingThroughTenMinutesOfLostConnections() throws Exception {
        fixture.aws.before("ExecuteChangeSet", () -> fixture.aws.fail("DescribeStacks", 503, "Unavailable", "later"));
        fixture.pause = duration -> {
            fixture.pauses.add(duration);
            if (fixture.pauses.size() == 8) {
                fixture.aws.heal("DescribeStacks");
            }
        };

        Outcome outcome = fixture.deploy(DeployFixture.allowed());

        assertThat(outcome.changed()).isTrue();
        assertThat(fixture.steps.stream().filter(step -> step.contains("trying again")))
                .hasSizeGreaterThan(4);
    }

    @ParameterizedTest
    @ValueSource(strings = {"DescribeStacks", "DescribeStackEvents"})
    void goesOnWhenTheConnectionBreaksInTheMiddle(String action) throws Exception {
        fixture.aws.actions().eventsPerLook(2);
        fixture.aws.before("ExecuteChangeSet", () -> fixture.aws.drop(action, 8));

        Outcome outcome = fixture.deploy(DeployFixture.allowed());

        assertThat(outcome.status()).isEqualTo("CREATE_COMPLETE");
        assertThat(fixture.steps).anyMatch(step -> step.contains("trying again"));
        assertThat(fixture.events)
                .extracting(event -> event.logicalResourceId() + event.status())
                .doesNotHaveDuplicates();
    }

    @Test
    void goesOnWhenThrottledInTheMiddle() throws Exception {
        fixture.aws.actions().eventsPerLook(2);
        fixture.aws.before("ExecuteChangeSet", () -> fixture.aws.throttle("DescribeStackEvents", 7));

        assertThat(fixture.deploy(DeployFixture.allowed()).status()).isEqualTo("CREATE_COMPLETE");
        assertThat(fixture.steps).anyMatch(step -> step.contains("trying again") && step.contains("Throttling"));
    }
}
