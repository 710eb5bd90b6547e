package io.jenkins.plugins.cfnattest.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.jenkins.plugins.cfnattest.gate.Decision;
import io.jenkins.plugins.cfnattest.gate.ReasonCode;
import java.io.IOException;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReadBackTest {
    private DeployFixture fixture;

    @BeforeEach
    void start() throws IOException {
        fixture = new DeployFixture();
    }

    @AfterEach
    void stop() {
        fixture.close();
    }

    static Stream<Arguments> swaps() {
        return Stream.of(
                swap("a template", actions -> actions.swapTemplate(DeployFixture.TEMPLATE + "\n"), "template"),
                swap(
                        "a letter",
                        actions -> actions.swapTemplate(DeployFixture.TEMPLATE.replace("SQS", "SQs")),
                        "line 6"),
                swap("a longer template", actions -> actions.swapTemplate(DeployFixture.TEMPLATE + "# x"), "line 12"),
                swap(
                        "a given parameter",
                        actions -> actions.swapParameter("Env", "prod"),
                        "expected 'test', found 'prod'"),
                swap("a default", actions -> actions.swapParameter("Size", "9"), "expected '3', found '9'"),
                swap(
                        "one more parameter",
                        actions -> actions.swapParameter("More", "9"),
                        "expected nothing, found '9'"),
                swap("a tag's value", actions -> actions.swapTag("team", "b"), "tag 'team'"),
                swap("one more tag", actions -> actions.swapTag("cost", "0"), "tag 'cost'"),
                swap(
                        "one more capability",
                        actions -> actions.addCapability("CAPABILITY_NAMED_IAM"),
                        "[CAPABILITY_IAM, CAPABILITY_NAMED_IAM]"));
    }

    private static Arguments swap(String what, Consumer<FakeActions> swap, String told) {
        return Arguments.of(what, swap, told);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("swaps")
    void refusesAndTakesBackAChangeSetWith(String what, Consumer<FakeActions> swap, String told) {
        swap.accept(fixture.aws.actions());

        DeploymentException refused =
                catchThrowableOfType(DeploymentException.class, () -> fixture.deploy(DeployFixture.allowed()));

        assertThat(refused.refusal()).get().satisfies(refusal -> {
            assertThat(refusal.code()).isEqualTo(ReasonCode.CHANGESET_MISMATCH);
            assertThat(refusal.message()).contains(told);
            assertThat(refusal.details()).containsKeys("what", "expected", "found");
        });
        assertThat(fixture.executed()).isFalse();
        assertThat(fixture.aws.actions().status("web")).isEmpty();
        assertThat(fixture.steps)
                .last()
                .asString()
                .contains("Nothing was deployed")
                .contains("empty stack");
    }

    @Test
    void comparesHiddenParametersByNameOnly() throws Exception {
        fixture.aws.actions().swapParameter("Password", "another");

        assertThat(fixture.plan(DeployFixture.allowed()).changeSetId().isPresent())
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Description: K\u00f6ln\nResources: {A: {Type: 'AWS::SQS::Queue'}}\n",
                "Description: caf\u00e9 \ud83d\ude80 \u4e2d\nResources: {A: {Type: 'AWS::SQS::Queue'}}",
                "Description: windows\r\nResources: {A: {Type: 'AWS::SQS::Queue'}}\r\n",
                "\n\n  \nResources: {A: {Type: 'AWS::SQS::Queue'}}\n\n  ",
                "Description: '<a href=\"x\">&amp; ]]> %41+ '\nResources: {A: {Type: 'AWS::SQS::Queue'}}\n",
                "{\"Resources\": {\"A\": {\"Type\": \"AWS::SQS::Queue\"}}}"
            })
    void knowsATemplateAgainWhateverStandsInIt(String template) throws Exception {
        Outcome outcome = fixture.deploy(DeployFixture.plain(template));

        assertThat(outcome.changed()).isTrue();
        assertThat(fixture.aws.actions().template("web")).isEqualTo(template);
    }

    @Test
    void keepsTheStackWhenAnUpdateIsSwapped() throws Exception {
        fixture.deploy(DeployFixture.allowed());
        fixture.aws.actions().swapTag("cost", "0");
        Decision.Allowed changed = DeployFixture.allowed(DeployFixture.TEMPLATE + "# changed\n");

        assertThatThrownBy(() -> fixture.deploy(changed)).hasMessageContaining("CHANGESET_MISMATCH");

        assertThat(fixture.aws.actions().status("web")).contains("CREATE_COMPLETE");
        assertThat(fixture.aws.requests("DeleteStack")).isEmpty();
        assertThat(fixture.aws.requests("DeleteChangeSet")).hasSize(1);
        assertThat(fixture.aws.requests("ExecuteChangeSet")).hasSize(1);
    }

    @Test
    void refusesAPlanOfAnotherDecision() throws Exception {
        Deployer deployer = fixture.deployer();
        Plan plan = deployer.plan(DeployFixture.allowed(), fixture.secrets, fixture);
        Decision.Allowed other = DeployFixture.allowed(DeployFixture.TEMPLATE.replace("Queue:", "Queux:"));

        assertThatThrownBy(() -> deployer.execute(plan, other, OnAbort.CANCEL, fixture))
                .isInstanceOf(DeploymentException.class)
                .hasMessageContaining("CHANGESET_MISMATCH");

        assertThat(fixture.executed()).isFalse();
        assertThat(fixture.aws.actions().status("web")).isEmpty();
    }

    @Test
    void refusesAPlanOfAnotherStack() throws Exception {
        Deployer deployer = fixture.deployer();
        Plan plan = deployer.plan(DeployFixture.allowed(), fixture.secrets, fixture);
        Plan forged = new Plan(
                plan.changeSetId(), plan.stackId().replace("stack/web/", "stack/payments/"), plan.creates(), List.of());

        assertThatThrownBy(() -> deployer.execute(forged, DeployFixture.allowed(), OnAbort.CANCEL, fixture))
                .isInstanceOf(DeploymentException.class)
                .hasMessageContaining("stack/web/")
                .hasMessageContaining("stack/payments/");

        assertThat(fixture.executed()).isFalse();
    }

    @Test
    void refusesAStackMadeInAnotherAccount() {
        fixture.aws.actions().stacksIn("999999999999");

        assertThatThrownBy(() -> fixture.deploy(DeployFixture.allowed()))
                .hasMessageContaining("CHANGESET_MISMATCH")
                .hasMessageContaining(":123456789012:stack/web/")
                .hasMessageContaining(":999999999999:stack/web/");

        assertThat(fixture.executed()).isFalse();
        assertThat(fixture.aws.actions().status("web")).isEmpty();
    }

    @Test
    void noticesAnotherTemplateAfterTheDeployment() {
        fixture.aws.actions().swapTemplateAfter("Resources: {}");

        assertThatThrownBy(() -> fixture.deploy(DeployFixture.allowed()))
                .hasMessageContaining("CHANGESET_MISMATCH")
                .hasMessageContaining("the deployed stack");
    }

    @Test
    void noticesAnotherRoleAfterTheDeployment() {
        fixture.aws.actions().swapRole("arn:aws:iam::123456789012:role/admin");

        assertThatThrownBy(() -> fixture.deploy(DeployFixture.allowed()))
                .hasMessageContaining("CHANGESET_MISMATCH")
                .hasMessageContaining("expected none, found arn:aws:iam::123456789012:role/admin");
    }
}
