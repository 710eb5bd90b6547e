package io.jenkins.plugins.cfnattest.jenkins;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.cfnattest.jenkins.harness.Build;
import io.jenkins.plugins.cfnattest.jenkins.harness.InJenkins;
import io.jenkins.plugins.cfnattest.jenkins.harness.JenkinsServer;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What becomes of an update when its build is stopped, or takes too long. */
@InJenkins
class AbortIT {
    private static final String EXECUTING = "The change set is being executed.";
    private static final String NEWER = Templates.BUCKET.replace("books-", "newer-books-");

    private final JenkinsServer jenkins;
    private Staging staging;

    AbortIT(JenkinsServer jenkins) {
        this.jenkins = jenkins;
    }

    @BeforeEach
    void configure() throws IOException {
        staging = Staging.at(jenkins);
        // A cancelled update is rolled back at once.
        staging.aws().before("CancelUpdateStack", () -> staging.aws().actions().eventsPerLook(10));
    }

    @AfterEach
    void close() {
        staging.close();
    }

    @Test
    void takesBackAnUpdateThatWasNotExecuted() {
        deploy("e2e-abort-before-1", Templates.BUCKET, "").await();
        staging.aws().actions().makeSlowly(6);
        Build build = deploy("e2e-abort-before-2", NEWER, "")
                .awaitConsole("is being made")
                .stop()
                .await();
        assertThat(build.result()).as(build.console()).isEqualTo("ABORTED");
        assertThat(build.console())
                .contains("Nothing was deployed: the change set was deleted.")
                .doesNotContain("\tat ");
        assertThat(staging.aws().requests("ExecuteChangeSet")).hasSize(1);
        assertThat(staging.aws().requests("DeleteStack")).isEmpty();
        assertThat(staging.aws().actions().openChangeSets()).isZero();
        assertOld("CREATE_COMPLETE");
    }

    @Test
    void cancelsAnUpdateThatRuns() {
        Build build = updates("e2e-abort-cancel", "").stop().await();
        assertThat(build.result()).as(build.console()).isEqualTo("ABORTED");
        assertCancelled(build);
        assertThat(jenkins.client().page(Reports.of(build).deployment()))
                .contains("FAILED", "UPDATE_ROLLBACK_COMPLETE");
    }

    @Test
    void leavesAnUpdateThatIsToBeLeft() {
        Build build = updates("e2e-abort-leave", ", onAbort: 'LEAVE'").stop().await();
        assertThat(build.result()).as(build.console()).isEqualTo("ABORTED");
        assertThat(build.console())
                .contains("goes on in CloudFormation, as it was asked to")
                .doesNotContain("\tat ");
        assertThat(staging.aws().requests("CancelUpdateStack")).isEmpty();
        assertThat(staging.aws().actions().status("web")).hasValue("UPDATE_IN_PROGRESS");
        assertThat(jenkins.client().page(Reports.of(build).deployment())).contains("FAILED");
    }

    @Test
    void cancelsAnUpdateThatTakesTooLong() {
        Build build = updates("e2e-abort-late", ", timeoutInMinutes: 1").await();
        assertThat(build.result()).as(build.console()).isEqualTo("FAILURE");
        assertThat(build.console())
                .contains("ERROR: The deployment of stack 'web' at target 'staging' did not end within 1 minutes");
        assertCancelled(build);
    }

    @Test
    void refusesAnotherWordForWhatToDo() {
        Build build = deploy("e2e-abort-word", Templates.BUCKET, ", onAbort: 'DELETE'")
                .await();
        assertThat(build.result()).isEqualTo("FAILURE");
        assertThat(build.console()).contains("ERROR: onAbort should be CANCEL or LEAVE, but is 'DELETE'.");
        assertThat(staging.aws().requests()).isEmpty();
    }

    /** An update that CloudFormation has begun and does not end. */
    private Build updates(String name, String options) {
        Build first = deploy(name + "-first", Templates.BUCKET, "").await();
        assertThat(first.result()).as(first.console()).isEqualTo("SUCCESS");
        staging.aws().actions().eventsPerLook(0);
        Build build = deploy(name, NEWER, options).awaitConsole(EXECUTING);
        staging.aws().happens("web", 1);
        return build.awaitConsole("UPDATE_IN_PROGRESS");
    }

    private Build deploy(String name, String template, String options) {
        return jenkins.pipeline(name, """
                        node {
                            %s
                            def proof = cfnNagAttest template: 'bucket.yaml'
                            cfnDeployGated attestation: proof, target: 'staging', stack: 'web'%s
                        }
                        """.formatted(Templates.write("bucket.yaml", template), options))
                .start();
    }

    private void assertCancelled(Build build) {
        assertThat(build.console())
                .contains("was cancelled and ended in UPDATE_ROLLBACK_COMPLETE")
                .doesNotContain("\tat ");
        assertThat(staging.aws().requests("CancelUpdateStack")).hasSize(1);
        assertOld("UPDATE_ROLLBACK_COMPLETE");
    }

    private void assertOld(String status) {
        assertThat(staging.aws().actions().status("web")).hasValue(status);
        assertThat(staging.aws().actions().template("web")).isEqualTo(Templates.BUCKET);
    }
}
