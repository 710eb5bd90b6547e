package io.jenkins.plugins.cfnattest.jenkins;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.cfnattest.jenkins.harness.Build;
import io.jenkins.plugins.cfnattest.jenkins.harness.InJenkins;
import io.jenkins.plugins.cfnattest.jenkins.harness.JenkinsServer;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A deployment that somebody stops, and one that CloudFormation does not finish. */
@InJenkins
class InterruptionIT {
    private static final String SCRIPT = """
            node {
                %s
                def proof = cfnNagAttest template: 'template.yaml'
                cfnDeployGated attestation: proof, target: 'staging', stack: 'web'
            }
            """.formatted(Templates.write("template.yaml", Templates.BUCKET));

    private final JenkinsServer jenkins;
    private Staging staging;

    InterruptionIT(JenkinsServer jenkins) {
        this.jenkins = jenkins;
    }

    @BeforeEach
    void configure() throws IOException {
        staging = Staging.at(jenkins);
    }

    @AfterEach
    void close() {
        staging.close();
    }

    @Test
    void leavesNothingBehindWhenStoppedBeforeTheExecution() {
        // CloudFormation deletes no change set that it is still making.
        staging.aws().actions().makeSlowly(6);
        Build build = jenkins.pipeline("e2e-stopped-early", SCRIPT).start().awaitConsole("is being made");
        build.stop().await();
        assertThat(build.result()).as(build.console()).isEqualTo("ABORTED");
        assertThat(build.console()).doesNotContain("\tat ");
        assertThat(staging.aws().requests("ExecuteChangeSet")).isEmpty();
        assertThat(staging.aws().actions().openChangeSets()).isZero();
        assertThat(staging.aws().actions().status("web")).isEmpty();
    }

    @Test
    void saysWhatRunsOnWhenStoppedDuringTheExecution() {
        staging.aws().actions().eventsPerLook(0);
        Build build = jenkins.pipeline("e2e-stopped-late", SCRIPT)
                .start()
                .awaitConsole("The change set is being executed.")
                .stop()
                .await();
        assertThat(build.result()).as(build.console()).isEqualTo("ABORTED");
        assertThat(build.console()).contains("goes on in CloudFormation").doesNotContain("\tat ");
        assertThat(staging.aws().requests("DeleteStack")).isEmpty();
        assertThat(jenkins.client().page(Reports.of(build).deployment())).contains("FAILED");
    }

    @Test
    void failsWithTheReasonOfCloudFormation() {
        staging.aws().actions().failNextExecution("books-dev already exists");
        Build build = jenkins.pipeline("e2e-failed", SCRIPT).build();
        assertThat(build.result()).isEqualTo("FAILURE");
        assertThat(build.console())
                .contains("CREATE_FAILED", "books-dev already exists", "ERROR: ")
                .doesNotContain("\tat ");
        assertThat(jenkins.client().page(Reports.of(build).deployment()))
                .contains("FAILED", "books-dev already exists");
    }
}
