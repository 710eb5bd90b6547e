package io.jenkins.plugins.cfnattest.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.cfnattest.deploy.StackSettings.OnFailure;
import io.jenkins.plugins.cfnattest.gate.Decision;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SettingsReadBackTest {
    private DeployFixture fixture;

    @BeforeEach
    void start() throws IOException {
        fixture = new DeployFixture();
    }

    @AfterEach
    void stop() {
        fixture.close();
    }

    private static final String TOPIC = "arn:aws:sns:eu-central-1:123456789012:stacks";
    private static final String ALARM = "arn:aws:cloudwatch:eu-central-1:123456789012:alarm:errors";

    private static StackSettings settings() {
        return new StackSettings(
                List.of(TOPIC),
                List.of(ALARM),
                30,
                Optional.of(OnFailure.DELETE),
                false,
                Optional.empty(),
                Optional.empty());
    }

    private Target target(ReadBackMode mode) {
        return fixture.target(mode, settings());
    }

    @Test
    void sendsTheTargetsSettingsAndFindsThemAgain() throws Exception {
        fixture.deploy(target(ReadBackMode.BEFORE), DeployFixture.allowed());

        assertThat(fixture.aws.requests("CreateChangeSet").get(0).fields())
                .containsEntry("NotificationARNs.member.1", TOPIC)
                .containsEntry("RollbackConfiguration.RollbackTriggers.member.1.Arn", ALARM)
                .containsEntry("RollbackConfiguration.RollbackTriggers.member.1.Type", "AWS::CloudWatch::Alarm")
                .containsEntry("RollbackConfiguration.MonitoringTimeInMinutes", "30")
                .containsEntry("OnStackFailure", "DELETE")
                .doesNotContainKeys("IncludeNestedStacks", "ImportExistingResources");
    }

    @Test
    void sendsNothingThatIsNotSet() throws Exception {
        fixture.deploy(DeployFixture.allowed());

        assertThat(fixture.aws.requests("CreateChangeSet").get(0).fields().keySet())
                .noneMatch(field -> field.startsWith("NotificationARNs")
                        || field.startsWith("RollbackConfiguration")
                        || field.startsWith("OnStackFailure"));
    }

    @Test
    void saysNothingAboutAFailedCreationToAnUpdate() throws Exception {
        fixture.deploy(target(ReadBackMode.BEFORE), DeployFixture.allowed());

        Decision.Allowed changed = DeployFixture.allowed(DeployFixture.TEMPLATE + "# changed\n");
        fixture.deploy(target(ReadBackMode.BEFORE), changed);

        assertThat(fixture.aws.requests("CreateChangeSet").get(1).fields()).doesNotContainKey("OnStackFailure");
    }

    @Test
    void saysItForACreationOnly() {
        assertThat(Proposal.onFailure(settings(), true)).contains(OnFailure.DELETE);
        assertThat(Proposal.onFailure(settings(), false)).isEmpty();
    }

    @Test
    void refusesAChangeSetThatNotifiesSomebodyElse() {
        fixture.aws.actions().swapTopic("arn:aws:sns:eu-central-1:999999999999:spy");

        assertThatThrownBy(() -> fixture.deploy(target(ReadBackMode.BEFORE), DeployFixture.allowed()))
                .isInstanceOf(DeploymentException.class)
                .hasMessageContaining("CHANGESET_MISMATCH")
                .hasMessageContaining("notification topics")
                .hasMessageContaining("expected [" + TOPIC + "]")
                .hasMessageContaining(":999999999999:spy");
        assertThat(fixture.executed()).isFalse();
        assertThat(fixture.aws.actions().status("web")).isEmpty();
    }

    @Test
    void refusesANewStackThatNotifiesSomebodyWhereNobodyIsSet() {
        fixture.aws.actions().swapTopic("arn:aws:sns:eu-central-1:999999999999:spy");

        assertThatThrownBy(() -> fixture.deploy(DeployFixture.allowed()))
                .hasMessageContaining("CHANGESET_MISMATCH")
                .hasMessageContaining("expected [], found [arn:aws:sns:eu-central-1:999999999999:spy]");
    }

    static List<StackSettings> others() {
        return List.of(
                new StackSettings(
                        List.of(TOPIC),
                        List.of(ALARM + "2"),
                        30,
                        Optional.of(OnFailure.DELETE),
                        false,
                        Optional.empty(),
                        Optional.empty()),
                new StackSettings(
                        List.of(TOPIC),
                        List.of(ALARM),
                        0,
                        Optional.of(OnFailure.DELETE),
                        false,
                        Optional.empty(),
                        Optional.empty()),
                new StackSettings(
                        List.of(TOPIC),
                        List.of(ALARM),
                        30,
                        Optional.empty(),
                        false,
                        Optional.empty(),
                        Optional.empty()),
                StackSettings.none());
    }

    @ParameterizedTest
    @MethodSource("others")
    void refusesToAdoptAChangeSetWithOtherSettings(StackSettings others) throws Exception {
        Plan kept = fixture.deployer(fixture.target(ReadBackMode.BEFORE, others))
                .plan(DeployFixture.allowed(), fixture.secrets, fixture);

        assertThatThrownBy(() -> fixture.deployer(target(ReadBackMode.BEFORE))
                        .adopt(kept.changeSetId().orElseThrow(), DeployFixture.allowed(), fixture.secrets, fixture))
                .hasMessageContaining("CHANGESET_MISMATCH")
                .hasMessageContaining("not what the target's settings say");
    }

    @Test
    void takesSilenceForNoAnswerOnlyWhereTheTargetSaysSo() throws Exception {
        fixture.aws.actions().manners().silentChangeSets();

        assertThat(fixture.deploy(target(ReadBackMode.AFTER), DeployFixture.allowed())
                        .changed())
                .isTrue();
        Decision.Allowed changed = DeployFixture.allowed(DeployFixture.TEMPLATE + "# changed\n");
        assertThatThrownBy(() -> fixture.deploy(target(ReadBackMode.BEFORE), changed))
                .hasMessageContaining("CHANGESET_MISMATCH");
    }
}
