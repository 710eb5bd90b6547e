package io.jenkins.plugins.cfnattest.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.jenkins.plugins.cfnattest.gate.Decision;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DeployerFailureTest {
    private static final String CHANGED = DeployFixture.TEMPLATE + "  Two: {Value: Size}\n";

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

    @ParameterizedTest
    @ValueSource(
            strings = {"GetCallerIdentity", "CreateChangeSet", "DescribeChangeSet", "GetTemplate", "ExecuteChangeSet"})
    void backsOffWhenThrottled(String action) throws Exception {
        fixture.aws.throttle(action, 1);

        assertThat(fixture.deploy(DeployFixture.allowed()).changed()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"CreateChangeSet", "DescribeChangeSet", "DescribeStacks", "DescribeStackEvents", "GetTemplate"})
    void asksAgainWhenAnAnswerGetsLost(String action) throws Exception {
        fixture.aws.drop(action, 1);

        assertThat(fixture.deploy(DeployFixture.allowed()).changed()).isTrue();
        assertThat(fixture.aws.requests("CreateChangeSet"))
                .extracting(request -> request.field("ClientToken"))
                .containsOnly(fixture.aws.requests("CreateChangeSet").get(0).field("ChangeSetName"));
    }

    @ParameterizedTest
    @CsvSource({
        "GetCallerIdentity, STS could not be asked which account",
        "DescribeStacks, Stack 'web' could not be looked up",
        "CreateChangeSet, The change set for stack 'web' could not be created",
        "DescribeChangeSet, could not be read",
        "GetTemplate, could not be read back",
        "DescribeStackEvents, events of stack",
        "ExecuteChangeSet, could not be executed"
    })
    void saysWhatWasTriedAndWhatAwsAnsweredAndLeavesNothingBehind(String action, String tried) {
        fixture.aws.fail(action, 403, "AccessDenied", "User is not authorized");

        Throwable failure = catchThrowable(() -> fixture.deploy(DeployFixture.allowed()));

        assertThat(failure)
                .isInstanceOf(DeploymentException.class)
                .hasMessageContaining(tried)
                .hasMessageContaining(
                        "AWS answered AccessDenied: User is not authorized (HTTP 403, request id fake-request-")
                .hasCauseInstanceOf(software.amazon.awssdk.core.exception.SdkException.class);
        fixture.aws.heal(action);
        assertThat(fixture.aws.actions().openChangeSets()).isZero();
        assertThat(fixture.aws.actions().status("web")).isEmpty();
    }

    @Test
    void passesOnWhyAChangeSetCouldNotBeMade() {
        fixture.aws.actions().failToMake("Template error: unresolved " + DeployFixture.PASSWORD);

        assertThatThrownBy(() -> fixture.deploy(DeployFixture.allowed()))
                .isInstanceOf(DeploymentException.class)
                .hasMessageContaining("ended in FAILED, saying: Template error: unresolved ****");
        assertThat(fixture.aws.actions().status("web")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"CreateChangeSet", "DescribeChangeSet", "GetTemplate", "ExecuteChangeSet"})
    void showsNoSecretNorCredentialWhateverAwsAnswers(String action) {
        fixture.aws.fail(
                action,
                400,
                "ValidationError",
                "parameter value " + DeployFixture.PASSWORD + " for parameter Password; " + DeployFixture.SECRET_KEY);

        Throwable failure = catchThrowable(() -> fixture.deploy(DeployFixture.allowed()));

        assertThat(failure).isInstanceOf(DeploymentException.class).hasMessageContaining("parameter value ****");
        assertThat(failure.getCause()).isNotNull();
        assertThat(trace(failure) + fixture.steps)
                .doesNotContain(DeployFixture.PASSWORD)
                .doesNotContain(DeployFixture.SECRET_KEY);
    }

    @Test
    void doesNotRepeatTheSignedRequest() {
        fixture.aws.fail(
                "GetCallerIdentity",
                403,
                "SignatureDoesNotMatch",
                "The request signature we calculated does not match.\n\nThe Canonical String should have been\nx-amz-security-token:TOKEN123");

        Throwable failure = catchThrowable(() -> fixture.deployer().account());

        assertThat(trace(failure)).contains("SignatureDoesNotMatch").doesNotContain("TOKEN123");
    }

    @Test
    void hidesSecretsInEventsAndOutputs() throws Exception {
        Decision.Allowed telling = DeployFixture.allowed(DeployFixture.TEMPLATE + "  Oops: {Value: Password}\n");

        Outcome outcome = fixture.deploy(telling);

        assertThat(outcome.outputs()).containsEntry("Oops", "****");
        fixture.aws.actions().failNextExecution("Bad value " + DeployFixture.PASSWORD);
        assertThatThrownBy(() -> fixture.deploy(DeployFixture.allowed(CHANGED)))
                .hasMessageContaining("UPDATE_FAILED: Bad value ****");
        assertThat(fixture.events.toString()).contains("Bad value ****").doesNotContain(DeployFixture.PASSWORD);
    }

    @Test
    void asksStsForTheAccount() throws Exception {
        assertThat(fixture.deployer().account()).isEqualTo("123456789012");
    }

    @Test
    void saysThatAServerIsNotThere() throws Exception {
        Target gone = fixture.target(Optional.empty(), Optional.empty());
        fixture.aws.close();

        assertThatThrownBy(() -> fixture.deployer(gone).account())
                .isInstanceOf(DeploymentException.class)
                .hasMessageContaining("target 'staging'")
                .hasMessageContaining("AWS could not be asked");
    }

    private static String trace(Throwable failure) {
        StringWriter text = new StringWriter();
        failure.printStackTrace(new PrintWriter(text));
        return text.toString();
    }
}
