package io.jenkins.plugins.cfnattest.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.cfnattest.envelope.Bytes;
import io.jenkins.plugins.cfnattest.gate.Decision;
import io.jenkins.plugins.cfnattest.gate.TestDecisions;
import java.io.IOException;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReadBackAfterTest {
    private DeployFixture fixture;

    @BeforeEach
    void start() throws IOException {
        fixture = new DeployFixture();
    }

    @AfterEach
    void stop() {
        fixture.close();
    }

    private Outcome deploy(ReadBackMode mode, Decision.Allowed allowed)
            throws DeploymentException, InterruptedException {
        return fixture.deploy(fixture.target(mode, StackSettings.none()), allowed);
    }

    private static Decision.Allowed changed() {
        return DeployFixture.allowed(DeployFixture.TEMPLATE + "# changed\n");
    }

    @Test
    void createsAndUpdatesWhereChangeSetsTellNothing() throws Exception {
        fixture.aws
                .actions()
                .manners()
                .noTemplateOfChangeSets()
                .silentChangeSets()
                .silentStacks()
                .emptyChangeSets();

        assertThat(deploy(ReadBackMode.AFTER, DeployFixture.allowed()).status()).isEqualTo("CREATE_COMPLETE");
        assertThat(deploy(ReadBackMode.AFTER, changed()).status()).isEqualTo("UPDATE_COMPLETE");

        assertThat(fixture.steps)
                .anyMatch(step -> step.contains("compared after its execution only, as the target says"))
                .anyMatch(step -> step.contains("its parameters and capabilities could not be compared"));
    }

    @Test
    void saysWhatWasComparedWhereEverythingIsTold() throws Exception {
        deploy(ReadBackMode.AFTER, DeployFixture.allowed());

        assertThat(fixture.steps)
                .last()
                .asString()
                .endsWith("holds exactly the attested template, parameters, capabilities and tags.");
    }

    @Test
    void refusesAnEmptyTemplateBeforehandAndNamesTheWayOut() {
        fixture.aws.actions().manners().noTemplateOfChangeSets();

        assertThatThrownBy(() -> deploy(ReadBackMode.BEFORE, DeployFixture.allowed()))
                .isInstanceOf(DeploymentException.class)
                .hasMessageContaining("CHANGESET_MISMATCH")
                .hasMessageContaining("answers no template")
                .hasMessageContaining("readBack: AFTER");
        assertThat(fixture.executed()).isFalse();
        assertThat(fixture.aws.actions().status("web")).isEmpty();
    }

    @Test
    void refusesAServerThatKnowsNoChangeSetAndNamesTheWayOut() {
        fixture.aws.fail("GetTemplate", 400, "ValidationError", "Stack with id None does not exist");

        assertThatThrownBy(() -> deploy(ReadBackMode.BEFORE, DeployFixture.allowed()))
                .isInstanceOf(DeploymentException.class)
                .hasMessageContaining("Stack with id None does not exist")
                .hasMessageContaining("readBack: AFTER");
        assertThat(fixture.executed()).isFalse();
        assertThat(fixture.aws.actions().status("web")).isEmpty();
    }

    @Test
    void refusesTheStacksTemplateInPlaceOfTheChangeSets() throws Exception {
        deploy(ReadBackMode.BEFORE, DeployFixture.allowed());
        fixture.aws.actions().manners().stackTemplateForChangeSets();

        assertThatThrownBy(() -> deploy(ReadBackMode.BEFORE, changed())).hasMessageContaining("CHANGESET_MISMATCH");

        assertThat(fixture.aws.requests("ExecuteChangeSet")).hasSize(1);
        assertThat(fixture.aws.actions().template("web")).isEqualTo(DeployFixture.TEMPLATE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Env", "More"})
    void refusesOtherParametersWhenTheyAreTold(String name) {
        fixture.aws.actions().swapParameter(name, "prod");

        assertThatThrownBy(() -> deploy(ReadBackMode.AFTER, DeployFixture.allowed()))
                .hasMessageContaining("CHANGESET_MISMATCH")
                .hasMessageContaining("parameter '" + name + "'");
        assertThat(fixture.executed())
                .as("what is told is compared beforehand too")
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Env", "More"})
    void noticesOtherParametersAfterwards(String name) {
        fixture.aws.actions().manners().silentChangeSets();
        fixture.aws.actions().swapParameter(name, "prod");

        assertThatThrownBy(() -> deploy(ReadBackMode.AFTER, DeployFixture.allowed()))
                .hasMessageContaining("CHANGESET_MISMATCH")
                .hasMessageContaining("parameter '" + name + "' in the deployed stack");
    }

    @Test
    void noticesOtherTemplatesTagsAndCapabilitiesAfterwards() {
        fixture.aws.actions().manners().silentChangeSets();
        fixture.aws.actions().addCapability("CAPABILITY_NAMED_IAM");
        assertThatThrownBy(() -> deploy(ReadBackMode.AFTER, DeployFixture.allowed()))
                .hasMessageContaining("CHANGESET_MISMATCH")
                .hasMessageContaining("capabilities in the deployed stack");

        fixture.aws.actions().swapTag("cost", "0");
        assertThatThrownBy(() -> deploy(ReadBackMode.AFTER, changed()))
                .hasMessageContaining("CHANGESET_MISMATCH")
                .hasMessageContaining("in the deployed stack");

        fixture.aws.actions().swapTemplate("Resources: {A: {Type: 'AWS::IAM::User'}}");
        assertThatThrownBy(() -> deploy(ReadBackMode.AFTER, DeployFixture.allowed()))
                .hasMessageContaining("template in the deployed stack");
    }

    @Test
    void noticesTagsThatAnUpdateDidNotChange() throws Exception {
        fixture.aws.actions().manners().silentChangeSets().keepsTags();
        deploy(ReadBackMode.AFTER, DeployFixture.allowed());
        Decision.Allowed other = TestDecisions.allowed(
                Bytes.utf8(DeployFixture.TEMPLATE),
                TestDecisions.request("web", Map.of("Env", "test"), Set.of("Password"), Map.of("team", "b")));

        assertThatThrownBy(() -> deploy(ReadBackMode.AFTER, other))
                .hasMessageContaining("tag 'team' in the deployed stack");
    }

    @Test
    void leavesNoEmptyStackBehindWhereChangeSetsOfOthersAreListed() {
        fixture.aws.actions().manners().noTemplateOfChangeSets().listsChangeSetsOfOthers();

        assertThatThrownBy(() -> deploy(ReadBackMode.BEFORE, DeployFixture.allowed()))
                .hasMessageContaining("answers no template");

        assertThat(fixture.aws.requests("DeleteStack")).hasSize(1);
        assertThat(fixture.aws.actions().status("web")).isEmpty();
    }

    @Test
    void endsWhereChangesLeadInACircle() {
        fixture.aws.actions().manners().endlessChanges();

        assertThatThrownBy(() -> deploy(ReadBackMode.BEFORE, DeployFixture.allowed()))
                .isInstanceOf(DeploymentException.class)
                .hasMessageContaining("without end");
        assertThat(fixture.aws.actions().status("web")).isEmpty();
    }
}
