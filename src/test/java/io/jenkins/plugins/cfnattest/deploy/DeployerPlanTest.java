package io.jenkins.plugins.cfnattest.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.cfnattest.deploy.FakeCloudFormation.Request;
import io.jenkins.plugins.cfnattest.envelope.Bytes;
import io.jenkins.plugins.cfnattest.envelope.Digest;
import io.jenkins.plugins.cfnattest.gate.DeploymentRequest;
import io.jenkins.plugins.cfnattest.gate.TestDecisions;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DeployerPlanTest {
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
    void sendsExactlyWhatWasAllowed() throws Exception {
        Plan plan = fixture.plan(DeployFixture.allowed());

        Request sent = fixture.aws.requests("CreateChangeSet").get(0);
        String digest = Digest.of(Bytes.utf8(DeployFixture.TEMPLATE)).hex();
        assertThat(sent.fields())
                .containsEntry("ChangeSetType", "CREATE")
                .containsEntry("StackName", "web")
                .containsEntry("ChangeSetName", "cfn-attestation-" + digest.substring(0, 12) + "-n1")
                .containsEntry("ClientToken", sent.field("ChangeSetName"))
                .containsEntry("Description", "Attested template, SHA-256 " + digest)
                .containsEntry("TemplateBody", DeployFixture.TEMPLATE)
                .containsEntry("Parameters.member.1.ParameterKey", "Env")
                .containsEntry("Parameters.member.1.ParameterValue", "test")
                .containsEntry("Parameters.member.2.ParameterKey", "Password")
                .containsEntry("Parameters.member.2.ParameterValue", DeployFixture.PASSWORD)
                .containsEntry("Capabilities.member.1", "CAPABILITY_IAM")
                .containsEntry("Tags.member.1.Key", "team")
                .containsEntry("Tags.member.1.Value", "a & b")
                .doesNotContainKeys("RoleARN", "Parameters.member.3.ParameterKey", "UsePreviousValue");
        assertThat(sent.accessKey()).isEqualTo("AKIAFAKE");
        assertThat(sent.region()).isEqualTo("eu-central-1");
        assertThat(plan.creates()).isTrue();
        assertThat(plan.changeSetId().isPresent()).isTrue();
        assertThat(plan.stackId()).startsWith("arn:aws:cloudformation:eu-central-1:123456789012:stack/web/");
        assertThat(fixture.executed()).isFalse();
    }

    @Test
    void readsAllPagesOfTheChanges() throws Exception {
        assertThat(fixture.plan(DeployFixture.allowed()).changes())
                .extracting(Plan.Change::action, Plan.Change::logicalResourceId, Plan.Change::resourceType)
                .extracting(Object::toString)
                .containsExactly(
                        "(\"Add\", \"Queue\", \"AWS::SQS::Queue\")",
                        "(\"Add\", \"Topic\", \"AWS::SNS::Topic\")",
                        "(\"Add\", \"Table\", \"AWS::DynamoDB::Table\")",
                        "(\"Add\", \"Logs\", \"AWS::Logs::LogGroup\")");
    }

    @Test
    void takesOnlyTheCapabilitiesOfTheRequestWhenItNamesSome() throws Exception {
        DeploymentRequest all =
                DeployFixture.plain("Resources: {A: {Type: 'AWS::SQS::Queue'}}").request();
        DeploymentRequest one = new DeploymentRequest(
                all.target(),
                all.stack(),
                all.region(),
                all.caller(),
                all.observedAccount(),
                all.parameters(),
                all.secretParameters(),
                Set.of("CAPABILITY_NAMED_IAM"),
                all.tags(),
                Optional.empty());

        fixture.plan(TestDecisions.allowed(Bytes.utf8("Resources: {A: {Type: 'AWS::SQS::Queue'}}"), one));

        assertThat(fixture.aws.requests("CreateChangeSet").get(0).fields())
                .containsEntry("Capabilities.member.1", "CAPABILITY_NAMED_IAM")
                .doesNotContainKey("Capabilities.member.2");
    }

    @Test
    void waitsForASlowChangeSetWithGrowingPauses() throws Exception {
        fixture.aws.actions().makeSlowly(3);

        fixture.plan(DeployFixture.allowed());

        assertThat(fixture.pauses).hasSize(3).isSorted().doesNotHaveDuplicates();
    }

    @Test
    void givesUpOnAChangeSetThatIsNeverMade() {
        fixture.aws.actions().makeSlowly(100_000);

        assertThatThrownBy(() -> fixture.plan(DeployFixture.allowed()))
                .isInstanceOf(DeploymentException.class)
                .hasMessageContaining("still in CREATE_IN_PROGRESS after 15 minutes");
        assertThat(fixture.steps).last().asString().contains("is left behind").contains("still being made");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "The submitted information didn't contain changes. Submit different information to create a change set.",
                "No updates are to be performed."
            })
    void plansNothingWhenNothingChanges(String reason) throws Exception {
        fixture.deploy(DeployFixture.allowed());
        fixture.aws.actions().emptyReason(reason);

        Plan plan = fixture.plan(DeployFixture.allowed());

        assertThat(plan.changeSetId().isPresent()).isFalse();
        assertThat(plan.creates()).isFalse();
        assertThat(fixture.aws.requests("DeleteChangeSet")).hasSize(1);
        assertThat(fixture.aws.requests("DeleteStack")).isEmpty();
        assertThat(fixture.steps).last().asString().contains("nothing to change");
    }

    @Test
    void doesNotTakeAFailureForNoChangeBecauseItQuotesTheWords() {
        fixture.aws
                .actions()
                .failToMake("Parameter Env may not be: didn't contain changes; no updates are to be performed.");

        assertThatThrownBy(() -> fixture.plan(DeployFixture.allowed()))
                .isInstanceOf(DeploymentException.class)
                .hasMessageContaining("could not make the change set");
    }

    @Test
    void updatesAStackThatWasRolledBack() throws Exception {
        fixture.aws.actions().put("web", "UPDATE_ROLLBACK_COMPLETE");

        assertThat(fixture.plan(DeployFixture.allowed()).creates()).isFalse();
        assertThat(fixture.aws.requests("CreateChangeSet").get(0).field("ChangeSetType"))
                .isEqualTo("UPDATE");
    }

    @Test
    void removesTagsThatWereNotAllowed() throws Exception {
        fixture.deploy(DeployFixture.allowed());

        Plan plan = fixture.plan(TestDecisions.allowed(
                Bytes.utf8(DeployFixture.TEMPLATE),
                TestDecisions.request("web", Map.of("Env", "test"), Set.of("Password"), Map.of())));

        assertThat(plan.changeSetId().isPresent()).isTrue();
        assertThat(fixture.aws.requests("CreateChangeSet").get(1).fields()).containsEntry("Tags", "");
    }

    @ParameterizedTest
    @CsvSource({
        "ROLLBACK_FAILED, delete the stack",
        "CREATE_FAILED, delete the stack",
        "DELETE_FAILED, Finish the deletion",
        "UPDATE_ROLLBACK_FAILED, Continue the rollback",
        "UPDATE_FAILED, Roll it back",
        "UPDATE_IN_PROGRESS, Wait until it has ended",
        "DELETE_IN_PROGRESS, Wait until it has ended",
        "UPDATE_COMPLETE_CLEANUP_IN_PROGRESS, Wait until it has ended",
        "SOMETHING_NEW, complete status"
    })
    void saysWhatToDoAboutAStackThatTakesNoDeployment(String status, String advice) {
        fixture.aws.actions().put("web", status);

        assertThatThrownBy(() -> fixture.plan(DeployFixture.allowed()))
                .isInstanceOf(DeploymentException.class)
                .hasMessageContaining("'web' is in status " + status)
                .hasMessageContaining(advice);
        assertThat(fixture.aws.requests("CreateChangeSet")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1})
    void takesTemplatesUpToTheInlineLimit(int excess) throws Exception {
        String head = "Resources: {A: {Type: 'AWS::SQS::Queue'}}\n#";
        String template = head + "x".repeat(Planning.INLINE_LIMIT - head.length() + excess);

        if (excess == 0) {
            assertThat(fixture.plan(DeployFixture.plain(template)).changeSetId().isPresent())
                    .isTrue();
        } else {
            assertThatThrownBy(() -> fixture.plan(DeployFixture.plain(template)))
                    .isInstanceOf(DeploymentException.class)
                    .hasMessageContaining("51200 bytes")
                    .hasMessageContaining("51201")
                    .hasMessageContaining("S3");
            assertThat(fixture.aws.requests("CreateChangeSet")).isEmpty();
        }
    }
}
