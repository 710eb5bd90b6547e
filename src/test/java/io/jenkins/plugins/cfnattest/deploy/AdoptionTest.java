package io.jenkins.plugins.cfnattest.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.jenkins.plugins.cfnattest.envelope.Bytes;
import io.jenkins.plugins.cfnattest.gate.Decision;
import io.jenkins.plugins.cfnattest.gate.ReasonCode;
import io.jenkins.plugins.cfnattest.gate.TestDecisions;
import java.io.IOException;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AdoptionTest {
    private DeployFixture fixture;

    @BeforeEach
    void start() throws IOException {
        fixture = new DeployFixture();
    }

    @AfterEach
    void stop() {
        fixture.close();
    }

    private String kept() throws DeploymentException, InterruptedException {
        return fixture.plan(DeployFixture.allowed()).changeSetId().orElseThrow();
    }

    private Plan adopt(String changeSet, Decision.Allowed allowed) throws DeploymentException, InterruptedException {
        return fixture.deployer().adopt(changeSet, allowed, fixture.given(allowed), fixture);
    }

    @Test
    void executesExactlyTheChangeSetThatWasKept() throws Exception {
        Plan kept = fixture.plan(DeployFixture.allowed());
        Deployer later = fixture.deployer();

        Plan adopted = later.adopt(kept.changeSetId().orElseThrow(), DeployFixture.allowed(), fixture.secrets, fixture);
        Outcome outcome = later.execute(adopted, DeployFixture.allowed(), OnAbort.CANCEL, fixture);

        assertThat(adopted).isEqualTo(kept);
        assertThat(outcome.changeSetId()).isEqualTo(kept.changeSetId());
        assertThat(fixture.aws.requests("CreateChangeSet")).hasSize(1);
        assertThat(fixture.aws.actions().parameters("web")).containsEntry("Password", DeployFixture.PASSWORD);
        assertThat(fixture.steps).anyMatch(step -> step.contains("With which role CloudFormation will work"));
    }

    @Test
    void takesItsNameToo() throws Exception {
        Plan kept = fixture.plan(DeployFixture.allowed());
        String name = fixture.aws.requests("CreateChangeSet").get(0).field("ChangeSetName");

        assertThat(adopt(name, DeployFixture.allowed()).changeSetId()).isEqualTo(kept.changeSetId());
    }

    @Test
    void adoptsAnUpdateAndKeepsTheStackWhenItIsDiscarded() throws Exception {
        fixture.deploy(DeployFixture.allowed());
        Decision.Allowed changed = DeployFixture.allowed(DeployFixture.TEMPLATE + "# changed\n");
        String kept = fixture.plan(changed).changeSetId().orElseThrow();
        Deployer later = fixture.deployer();

        Plan adopted = later.adopt(kept, changed, fixture.secrets, fixture);
        later.discard(adopted);

        assertThat(adopted.creates()).isFalse();
        assertThat(fixture.aws.actions().status("web")).contains("CREATE_COMPLETE");
        assertThat(fixture.aws.actions().openChangeSets()).isZero();
    }

    @Test
    void refusesItForAnotherDecisionAndLeavesItThere() throws Exception {
        String kept = kept();
        Decision.Allowed other = DeployFixture.allowed(DeployFixture.TEMPLATE.replace("Queue:", "Queux:"));

        DeploymentException refused = catchThrowableOfType(DeploymentException.class, () -> adopt(kept, other));

        assertThat(refused.refusal())
                .get()
                .satisfies(refusal -> assertThat(refusal.code()).isEqualTo(ReasonCode.CHANGESET_MISMATCH));
        assertThat(fixture.aws.actions().openChangeSets()).isEqualTo(1);
        assertThat(fixture.aws.requests("DeleteChangeSet")).isEmpty();
    }

    @Test
    void refusesOtherParametersThanThoseItWasMadeWith() throws Exception {
        String kept = kept();
        Decision.Allowed other = TestDecisions.allowed(
                Bytes.utf8(DeployFixture.TEMPLATE),
                TestDecisions.request("web", Map.of("Env", "prod"), Set.of("Password"), Map.of("team", "a & b")));

        assertThatThrownBy(() -> adopt(kept, other))
                .hasMessageContaining("CHANGESET_MISMATCH")
                .hasMessageContaining("expected 'prod', found 'test'");
    }

    @Test
    void refusesAChangeSetOfAnotherStack() throws Exception {
        String kept = kept();
        Decision.Allowed other = TestDecisions.allowed(
                Bytes.utf8(DeployFixture.TEMPLATE),
                TestDecisions.request("payments", Map.of("Env", "test"), Set.of("Password"), Map.of("team", "a & b")));
        fixture.aws.actions().put("payments", "CREATE_COMPLETE");

        assertThatThrownBy(() -> adopt(kept, other))
                .hasMessageContaining("CHANGESET_MISMATCH")
                .hasMessageContaining("stack/payments/")
                .hasMessageContaining("stack/web/");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "arn:aws:cloudformation:eu-central-1:999999999999:changeSet/cfn-attestation-1/1",
                "arn:aws:cloudformation:us-east-1:123456789012:changeSet/cfn-attestation-1/1",
                "arn:aws-cn:cloudformation:eu-central-1:123456789012:changeSet/cfn-attestation-1/1",
                "arn:aws:cloudformation:eu-central-1:123456789012:stack/web/1"
            })
    void refusesWhatIsElsewhereWithoutAskingForIt(String arn) throws Exception {
        kept();
        int asked = fixture.aws.requests("DescribeChangeSet").size();

        assertThatThrownBy(() -> adopt(arn, DeployFixture.allowed()))
                .hasMessageContaining("CHANGESET_MISMATCH")
                .hasMessageContaining("arn:aws:cloudformation:eu-central-1:123456789012:changeSet/...");
        assertThat(fixture.aws.requests("DescribeChangeSet")).hasSize(asked);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "other",
                "",
                "cfn-attestation-\n",
                "cfn-attestation-a/../b",
                "arn:aws:cloudformation:eu-central-1:123456789012:changeSet/other/1"
            })
    void refusesWhatNoDryRunMade(String name) throws Exception {
        kept();
        fixture.aws.actions().putChangeSet("web");

        assertThatThrownBy(() -> adopt(name, DeployFixture.allowed()))
                .isInstanceOf(DeploymentException.class)
                .hasMessageContaining("begins with cfn-attestation-");
    }

    @ParameterizedTest
    @CsvSource({
        "OBSOLETE, the stack has changed since",
        "UNAVAILABLE, the stack has changed since",
        "EXECUTE_COMPLETE, it was executed before",
        "EXECUTE_IN_PROGRESS, it was executed before",
        "EXECUTE_FAILED, it was executed before"
    })
    void saysWhyAStaleOneCannotBeExecuted(String status, String why) throws Exception {
        String kept = kept();
        fixture.aws.actions().setExecutionStatus("web", status);

        assertThatThrownBy(() -> adopt(kept, DeployFixture.allowed()))
                .isInstanceOf(DeploymentException.class)
                .hasMessageContaining("execution status " + status)
                .hasMessageContaining(why)
                .hasMessageContaining("Make a new plan");
    }

    @Test
    void saysThatItIsGone() throws Exception {
        String kept = kept();
        fixture.aws.actions().put("web", "CREATE_COMPLETE");

        assertThatThrownBy(() -> adopt(kept, DeployFixture.allowed()))
                .isInstanceOf(DeploymentException.class)
                .hasMessageContaining("is not there (any more)")
                .hasMessageContaining("Make a new plan");
    }

    @Test
    void saysThatItsStackIsGone() throws Exception {
        Deployer deployer = fixture.deployer();
        Plan plan = deployer.plan(DeployFixture.allowed(), fixture.secrets, fixture);
        deployer.discard(plan);

        assertThatThrownBy(() -> adopt(plan.changeSetId().orElseThrow(), DeployFixture.allowed()))
                .hasMessageContaining("there is no stack 'web' (any more)");
    }

    @Test
    void waitsForNoOtherOperation() throws Exception {
        fixture.deploy(DeployFixture.allowed());
        Decision.Allowed changed = DeployFixture.allowed(DeployFixture.TEMPLATE + "# changed\n");
        String kept = fixture.plan(changed).changeSetId().orElseThrow();
        fixture.aws.actions().addForeignEvent("web", "UPDATE_IN_PROGRESS");
        fixture.deployer().adopt(kept, changed, fixture.secrets, fixture);

        assertThatThrownBy(() -> adopt(kept, changed)).hasMessageContaining("Wait until it has ended");
    }

    @ParameterizedTest
    @CsvSource({
        "IncludeNestedStacks, true",
        "ImportExistingResources, true",
        "ParentChangeSetId, arn:aws:cloudformation:eu-central-1:123456789012:changeSet/parent/1",
        "RootChangeSetId, arn:aws:cloudformation:eu-central-1:123456789012:changeSet/root/1",
        "DeploymentMode, REVERT_DRIFT"
    })
    void refusesWhatDoesMoreThanWasAllowed(String element, String value) throws Exception {
        String kept = kept();
        fixture.aws.actions().addToChangeSet("web", element, value);

        assertThatThrownBy(() -> adopt(kept, DeployFixture.allowed()))
                .hasMessageContaining("CHANGESET_MISMATCH")
                .hasMessageContaining("does more than was allowed");
    }

    @Test
    void refusesAStackThatWaitsForItsCreationByAnotherRole() throws Exception {
        String kept = kept();
        fixture.aws.actions().setRole("web", "arn:aws:iam::123456789012:role/admin");

        assertThatThrownBy(() -> adopt(kept, DeployFixture.allowed()))
                .hasMessageContaining("CHANGESET_MISMATCH")
                .hasMessageContaining("expected none, found arn:aws:iam::123456789012:role/admin");
    }

    @Test
    void hidesTheSecretsThatTheChangeSetHolds() throws Exception {
        String kept = kept();
        fixture.aws.fail("DescribeChangeSet", 400, "ValidationError", "bad " + DeployFixture.PASSWORD);

        assertThatThrownBy(() -> adopt(kept, DeployFixture.allowed())).hasMessageContaining("bad ****");
    }

    @Test
    void isNoWayRoundTheAccount() throws Exception {
        String kept = kept();
        fixture.aws.actions().callerIn("999999999999");

        assertThatThrownBy(() -> adopt(kept, DeployFixture.allowed())).hasMessageContaining("TARGET_FORBIDDEN");
    }

    @Test
    void comparesAfterwardsWhereTheTargetSaysSo() throws Exception {
        fixture.aws.actions().manners().noTemplateOfChangeSets().silentChangeSets();
        Deployer deployer = fixture.deployer(fixture.target(ReadBackMode.AFTER, StackSettings.none()));
        Plan kept = deployer.plan(DeployFixture.allowed(), fixture.secrets, fixture);

        Plan adopted =
                deployer.adopt(kept.changeSetId().orElseThrow(), DeployFixture.allowed(), fixture.secrets, fixture);

        assertThat(deployer.execute(adopted, DeployFixture.allowed(), OnAbort.CANCEL, fixture)
                        .changed())
                .isTrue();
        assertThat(fixture.steps).anyMatch(step -> step.contains("compared after its execution only"));
    }

    /** Nothing is compared beforehand there, so a plan of one attested template could pass for the plan of another. */
    @Test
    void takesNoPlanOfAnotherTemplateWhereTheTargetComparesAfterwards() throws Exception {
        fixture.aws.actions().manners().noTemplateOfChangeSets().silentChangeSets();
        Deployer deployer = fixture.deployer(fixture.target(ReadBackMode.AFTER, StackSettings.none()));
        Decision.Allowed other = DeployFixture.allowed(DeployFixture.TEMPLATE + "# other\n");
        Plan kept = deployer.plan(other, fixture.secrets, fixture);

        assertThatThrownBy(() -> deployer.adopt(
                        kept.changeSetId().orElseThrow(), DeployFixture.allowed(), fixture.secrets, fixture))
                .hasMessageContaining("CHANGESET_MISMATCH")
                .hasMessageContaining("was made of another template");
    }
}
