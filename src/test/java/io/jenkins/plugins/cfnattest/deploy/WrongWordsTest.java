package io.jenkins.plugins.cfnattest.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.cfnattest.envelope.Bytes;
import io.jenkins.plugins.cfnattest.gate.TestDecisions;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is said of the end is true also where a server leaves things out or says what is not so. */
class WrongWordsTest {
    private static final String ROLE = "arn:aws:iam::123456789012:role/deploy";
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

    private Target withRole(ReadBackMode mode) {
        return new Target(
                TestDecisions.scope(Optional.of(ROLE)),
                Optional.of(fixture.aws.endpoint()),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                mode,
                StackSettings.none());
    }

    @Test
    void namesARoleThatIsNotAnsweredAsNotCompared() throws Exception {
        fixture.aws.actions().manners().hidesRoles();

        Outcome outcome = fixture.deploy(withRole(ReadBackMode.AFTER), DeployFixture.allowedWithRole(ROLE));

        assertThat(outcome.status()).isEqualTo("CREATE_COMPLETE");
        assertThat(fixture.steps).last().asString().contains("With which role", ROLE, "could not be compared");
    }

    @Test
    void refusesARoleThatIsNotAnsweredWhereAllHasToBe() {
        fixture.aws.actions().manners().hidesRoles();

        assertThatThrownBy(() -> fixture.deploy(withRole(ReadBackMode.BEFORE), DeployFixture.allowedWithRole(ROLE)))
                .isInstanceOf(DeploymentException.class)
                .hasMessageContaining("expected " + ROLE + ", found none");
    }

    @Test
    void refusesAnotherRoleThatIsAnsweredLate() {
        fixture.aws.actions().swapRole("arn:aws:iam::123456789012:role/mighty");

        assertThatThrownBy(() -> fixture.deploy(withRole(ReadBackMode.AFTER), DeployFixture.allowedWithRole(ROLE)))
                .isInstanceOf(DeploymentException.class)
                .hasMessageContaining("found arn:aws:iam::123456789012:role/mighty");
    }

    @Test
    void doesNotCallAStackEmptyThatIsNot() throws Exception {
        fixture.deploy(DeployFixture.allowed());
        fixture.aws.actions().failNextExecution("No such key");
        fixture.aws.actions().endNextExecutionIn("ROLLBACK_COMPLETE");
        fixture.aws.actions().putResource("web", "Queue", "CREATE_COMPLETE");

        assertThatThrownBy(() -> fixture.deploy(DeployFixture.allowed(CHANGED)))
                .isInstanceOf(DeploymentException.class)
                .hasMessageContaining("the stack holds Queue (CREATE_COMPLETE)")
                .hasMessageNotContaining("the empty stack is left");
    }

    @Test
    void putsAReasonOfManyLinesIntoOne() {
        fixture.aws.actions().failNextExecution("Validation failed:\n  no such key\n");

        assertThatThrownBy(() -> fixture.deploy(DeployFixture.allowed()))
                .isInstanceOf(DeploymentException.class)
                .hasMessageContaining("CREATE_FAILED: Validation failed: no such key ");
    }

    @Test
    void leavesNothingBehindOfAChangeSetThatWasRefused() {
        fixture.aws.fail("CreateChangeSet", 400, "ValidationError", "Template format error");
        fixture.aws.fail("DeleteChangeSet", 501, "InternalFailure", "no such change set");

        assertThatThrownBy(() -> fixture.deploy(DeployFixture.allowed()))
                .isInstanceOf(DeploymentException.class)
                .hasMessageContaining("Template format error");
        assertThat(fixture.steps).last().isEqualTo("Nothing was deployed: the change set was refused.");
    }

    @Test
    void saysThatAChangeSetMayBeLeftAfterALostAnswer() {
        fixture.aws.drop("CreateChangeSet", 100);
        fixture.aws.fail("DeleteChangeSet", 403, "AccessDenied", "no deletion");

        assertThatThrownBy(() -> fixture.deploy(DeployFixture.allowed())).isInstanceOf(DeploymentException.class);
        assertThat(fixture.steps).last().asString().contains("is left behind");
    }

    @Test
    void claimsTheDeletionOfNoStackThatStays() {
        fixture.aws.fail("GetTemplate", 403, "AccessDenied", "no look");
        fixture.aws.before("DeleteChangeSet", () -> fixture.aws.actions().putChangeSet("web"));

        assertThatThrownBy(() -> fixture.deploy(DeployFixture.allowed())).isInstanceOf(DeploymentException.class);

        assertThat(fixture.steps)
                .last()
                .asString()
                .startsWith("Nothing was deployed: the change set was deleted, but not the empty stack arn:")
                .endsWith("which has other change sets.");
        assertThat(fixture.aws.requests("DeleteStack")).isEmpty();
    }

    @Test
    void namesTheWayOutWhereTheServerAnswersTheFormerTemplate() throws Exception {
        fixture.deploy(DeployFixture.allowed());
        fixture.aws.actions().manners().stackTemplateForChangeSets();

        assertThatThrownBy(() -> fixture.deploy(DeployFixture.allowed(CHANGED)))
                .isInstanceOf(DeploymentException.class)
                .hasMessageContaining("CHANGESET_MISMATCH")
                .hasMessageContaining("readBack: AFTER");
        assertThat(fixture.aws.requests("ExecuteChangeSet")).hasSize(1);
    }

    @Test
    void refusesAnUpdateThatLeftOutAllTags() throws Exception {
        String template = "Resources:\n  Queue: {Type: 'AWS::SQS::Queue'}\n";
        Target late = fixture.target(ReadBackMode.AFTER, StackSettings.none());
        fixture.deploy(late, DeployFixture.plain(template));
        fixture.aws.actions().manners().silentChangeSets().keepsTags();

        assertThatThrownBy(() -> fixture.deploy(
                        late,
                        TestDecisions.allowed(
                                Bytes.utf8(template + "  Topic: {Type: 'AWS::SNS::Topic'}\n"),
                                TestDecisions.request("web", Map.of(), Set.of(), Map.of("team", "web")))))
                .isInstanceOf(DeploymentException.class)
                .hasMessageContaining("tag 'team'")
                .hasMessageContaining("expected 'web', found nothing");
    }
}
