package io.jenkins.plugins.cfnattest.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LeftoverTest {
    private DeployFixture fixture;

    @BeforeEach
    void start() throws IOException {
        fixture = new DeployFixture();
    }

    @AfterEach
    void stop() {
        fixture.close();
    }

    @BeforeEach
    void failedCreation() {
        fixture.aws.actions().put("web", "ROLLBACK_COMPLETE");
        fixture.aws.actions().putResource("web", "Queue", "DELETE_COMPLETE");
    }

    @Test
    void deletesAStackWhoseCreationFailedAndMakesItAnew() throws Exception {
        Outcome outcome = fixture.deploy(DeployFixture.allowed());

        assertThat(outcome.changed()).isTrue();
        assertThat(outcome.stackId()).endsWith("stack/web/new");
        assertThat(fixture.aws.requests("DeleteStack"))
                .singleElement()
                .satisfies(request -> assertThat(request.field("StackName"))
                        .as("this very stack and no other of its name")
                        .endsWith("stack/web/put"));
        assertThat(fixture.aws.requests("CreateChangeSet").get(0).field("ChangeSetType"))
                .isEqualTo("CREATE");
        assertThat(fixture.steps)
                .first()
                .asString()
                .contains("ROLLBACK_COMPLETE")
                .contains("is deleted now");
    }

    @Test
    void leavesAProtectedOne() {
        fixture.aws.actions().protect("web");

        assertThatThrownBy(() -> fixture.deploy(DeployFixture.allowed()))
                .isInstanceOf(DeploymentException.class)
                .hasMessageContaining("it is protected from deletion, so it was not deleted");
        assertThat(fixture.aws.requests("DeleteStack")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"CREATE_COMPLETE", "DELETE_FAILED", "DELETE_SKIPPED", "SOMETHING_NEW"})
    void leavesOneThatStillHoldsSomething(String status) {
        fixture.aws.actions().putResource("web", "Table", status);

        assertThatThrownBy(() -> fixture.deploy(DeployFixture.allowed()))
                .isInstanceOf(DeploymentException.class)
                .hasMessageContaining("it still holds Table (" + status + ")");
        assertThat(fixture.aws.requests("DeleteStack")).isEmpty();
        assertThat(fixture.aws.requests("CreateChangeSet")).isEmpty();
    }

    @Test
    void leavesOneOfWhichItCannotTellWhatItHolds() {
        fixture.aws.fail("ListStackResources", 403, "AccessDenied", "no listing");

        assertThatThrownBy(() -> fixture.deploy(DeployFixture.allowed()))
                .hasMessageContaining("resources of stack")
                .hasMessageContaining("AccessDenied");
        assertThat(fixture.aws.requests("DeleteStack")).isEmpty();
    }

    @Test
    void saysThatItsDeletionFailed() {
        fixture.aws.actions().endDeletionsIn("DELETE_FAILED");

        assertThatThrownBy(() -> fixture.deploy(DeployFixture.allowed()))
                .isInstanceOf(DeploymentException.class)
                .hasMessageContaining("could not be deleted: it is in DELETE_FAILED.");
        assertThat(fixture.aws.requests("CreateChangeSet")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"DELETE_IN_PROGRESS", "ROLLBACK_COMPLETE"})
    void waitsForItsDeletionButNotForEver(String status) {
        fixture.aws.actions().endDeletionsIn(status);

        assertThatThrownBy(() -> fixture.deploy(DeployFixture.allowed()))
                .isInstanceOf(DeploymentException.class)
                .hasMessageContaining("it is in " + status + " after 15 minutes");
    }

    @Test
    void deletesNothingForATemplateThatCannotBeDeployedAnyway() {
        String tooLong = "Resources: {A: {Type: 'AWS::SQS::Queue'}}\n#" + "x".repeat(Planning.INLINE_LIMIT);

        assertThatThrownBy(() -> fixture.deploy(DeployFixture.plain(tooLong))).hasMessageContaining("S3");
        assertThat(fixture.aws.requests("DeleteStack")).isEmpty();
    }
}
