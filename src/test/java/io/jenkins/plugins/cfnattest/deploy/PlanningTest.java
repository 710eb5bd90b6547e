package io.jenkins.plugins.cfnattest.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.cfnattest.envelope.Bytes;
import io.jenkins.plugins.cfnattest.gate.Decision;
import io.jenkins.plugins.cfnattest.gate.DeploymentRequest;
import io.jenkins.plugins.cfnattest.gate.TestDecisions;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.retries.api.BackoffStrategy;

class PlanningTest {
    private DeployFixture fixture;

    @BeforeEach
    void start() throws IOException {
        fixture = new DeployFixture();
    }

    @AfterEach
    void stop() {
        fixture.close();
    }

    private static final Decision.Allowed KEEPING = keeping();

    private static Decision.Allowed keeping() {
        DeploymentRequest plain = TestDecisions.request("web", Map.of(), Set.of(), Map.of());
        return TestDecisions.allowed(
                Bytes.utf8(DeployFixture.TEMPLATE + "# changed\n"),
                new DeploymentRequest(
                        plain.target(),
                        plain.stack(),
                        plain.region(),
                        plain.caller(),
                        plain.observedAccount(),
                        plain.parameters(),
                        plain.secretParameters(),
                        plain.capabilities(),
                        new TreeMap<>(),
                        Optional.empty(),
                        new TreeSet<>(Set.of("Env", "Password")),
                        Optional.empty(),
                        false));
    }

    @Test
    void keepsTheValuesTheStackHas() throws Exception {
        fixture.deploy(DeployFixture.allowed());

        Outcome outcome = fixture.deploy(KEEPING);

        assertThat(outcome.changed()).isTrue();
        assertThat(fixture.aws.actions().parameters("web"))
                .containsEntry("Env", "test")
                .containsEntry("Password", DeployFixture.PASSWORD);
        assertThat(fixture.aws.requests("CreateChangeSet").get(1).fields())
                .containsEntry("Parameters.member.1.ParameterKey", "Env")
                .containsEntry("Parameters.member.1.UsePreviousValue", "true")
                .doesNotContainKey("Parameters.member.1.ParameterValue");
    }

    @Test
    void comparesKeptValuesByNameOnly() throws Exception {
        fixture.deploy(DeployFixture.allowed());
        fixture.aws.actions().swapParameter("Env", "whatever it was");

        assertThat(fixture.plan(KEEPING).changeSetId().isPresent()).isTrue();
    }

    @Test
    void keepsNoValueOfANewStack() {
        assertThatThrownBy(() -> fixture.plan(KEEPING))
                .isInstanceOf(DeploymentException.class)
                .hasMessageContaining("'Env'")
                .hasMessageContaining("there is no such stack yet");
        assertThat(fixture.aws.requests("CreateChangeSet")).isEmpty();
    }

    @Test
    void keepsNoValueOfAStackThatWaitsForItsCreation() {
        fixture.aws.actions().put("web", "REVIEW_IN_PROGRESS");

        assertThatThrownBy(() -> fixture.plan(KEEPING)).hasMessageContaining("there is no such stack yet");
    }

    @Test
    void keepsNoValueThatTheServerDoesNotTell() throws Exception {
        fixture.deploy(DeployFixture.allowed());
        fixture.aws.actions().manners().silentStacks();

        assertThatThrownBy(() -> fixture.plan(KEEPING))
                .isInstanceOf(DeploymentException.class)
                .hasMessageContaining("CloudFormation tells of no such parameter there");
        assertThat(fixture.aws.requests("CreateChangeSet")).hasSize(1);
    }

    @Test
    void takesAChangeSetAsMadeWhoseAnswerGotLost() throws Exception {
        fixture.aws.actions().manners().forgetsTokens();
        fixture.aws.drop("CreateChangeSet", 1);

        Plan plan = fixture.plan(DeployFixture.allowed());

        assertThat(plan.changeSetId().isPresent()).isTrue();
        assertThat(fixture.aws.requests("CreateChangeSet")).hasSize(2);
        assertThat(fixture.aws.actions().openChangeSets()).isEqualTo(1);
    }

    @Test
    void refusesAnotherStackOfTheSameName() {
        fixture.aws.actions().put("web", "REVIEW_IN_PROGRESS");
        fixture.aws.before("CreateChangeSet", () -> fixture.aws.actions().forget("web"));

        assertThatThrownBy(() -> fixture.plan(DeployFixture.allowed()))
                .isInstanceOf(DeploymentException.class)
                .hasMessageContaining("CHANGESET_MISMATCH")
                .hasMessageContaining("expected arn:aws:cloudformation:eu-central-1:123456789012:stack/web/put")
                .hasMessageContaining("stack/web/new");
        assertThat(fixture.aws.actions().openChangeSets()).isZero();
    }

    @Test
    void takesNoOtherConflictForThat() {
        fixture.aws.fail("CreateChangeSet", 400, "AlreadyExistsException", "Stack [web] already exists");

        assertThatThrownBy(() -> fixture.plan(DeployFixture.allowed()))
                .isInstanceOf(DeploymentException.class)
                .hasMessageContaining("AWS answered AlreadyExistsException: Stack [web] already exists");
    }

    @ParameterizedTest
    @ValueSource(strings = {"DescribeStacks", "CreateChangeSet", "DescribeChangeSet", "GetTemplate"})
    void asksAgainFiveTimesWhenThrottled(String action) throws Exception {
        fixture.retries = Connection.retries().toBuilder()
                .throttlingBackoffStrategy(BackoffStrategy.retryImmediately())
                .build();
        fixture.aws.throttle(action, 5);

        assertThat(fixture.plan(DeployFixture.allowed()).changeSetId().isPresent())
                .isTrue();
        assertThat(fixture.aws.requests(action)).hasSizeGreaterThanOrEqualTo(6);
    }

    @ParameterizedTest
    @ValueSource(strings = {"DescribeStacks", "CreateChangeSet", "DescribeChangeSet", "GetTemplate"})
    void endsWhenThrottledForEver(String action) {
        fixture.retries = Connection.retries().toBuilder()
                .throttlingBackoffStrategy(BackoffStrategy.retryImmediately())
                .build();
        fixture.aws.throttle(action, Integer.MAX_VALUE);

        assertThatThrownBy(() -> fixture.plan(DeployFixture.allowed()))
                .isInstanceOf(DeploymentException.class)
                .hasMessageContaining("AWS answered Throttling: Rate exceeded (HTTP 400");
        assertThat(fixture.aws.requests(action)).hasSizeBetween(1, 18);
    }
}
