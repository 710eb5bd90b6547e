package io.jenkins.plugins.cfnattest.jenkins;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.cfnattest.jenkins.harness.Build;
import io.jenkins.plugins.cfnattest.jenkins.harness.InJenkins;
import io.jenkins.plugins.cfnattest.jenkins.harness.JenkinsDist;
import io.jenkins.plugins.cfnattest.jenkins.harness.JenkinsServer;
import io.jenkins.plugins.cfnattest.jenkins.harness.Job;
import java.io.IOException;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * A controller that is killed in the middle of a deployment whose Pipeline stores nothing on its way (durability "performance-optimized"): such a
 * build cannot go on, but it has to say what it left running. A server of its own, since the others go on.
 */
@InJenkins
class CrashIT {
    private JenkinsServer jenkins;
    private Staging staging;

    @BeforeEach
    void start() throws IOException {
        jenkins = JenkinsServer.start(
                JenkinsDist.given().orElseThrow(), JenkinsDist.hpi(), Path.of("target/jenkins-crashed"));
        staging = Staging.at(jenkins);
    }

    @AfterEach
    void close() {
        staging.close();
        jenkins.close();
    }

    @Test
    void saysWhatWasBeingExecuted() {
        staging.aws().actions().eventsPerLook(0);
        Build build = start("e2e-crashed", "The change set is being executed.");
        jenkins = jenkins.crash();
        Build after = again(build);
        assertThat(after.result()).as(after.console()).isEqualTo("FAILURE");
        String executed = staging.aws().requests("ExecuteChangeSet").get(0).field("ChangeSetName");
        assertThat(after.console())
                .containsPattern("The build ended while change set " + Pattern.quote(executed)
                        + " of stack arn:\\S+:stack/web/\\S+ was being executed");
        String report = Reports.of(after).deployment();
        JsonNode said = jenkins.client().json(report + "api/json");
        assertThat(said.path("outcome").asText()).isEqualTo("UNKNOWN");
        assertThat(said.path("changeSetId").asText()).isEqualTo(executed);
        assertThat(said.path("stackId").asText()).contains(":stack/web/");
        assertThat(jenkins.client().page(report)).contains("UNKNOWN", "it may still run", executed);
        // Nothing of ours touched it after that.
        assertThat(staging.aws().requests("ExecuteChangeSet")).hasSize(1);
        assertThat(staging.aws().requests("DeleteStack")).isEmpty();
    }

    @Test
    void executesNothingThatWasNotBegunBefore() {
        staging.aws().actions().makeSlowly(100);
        Build build = start("e2e-crashed-early", "is being made");
        jenkins = jenkins.crash();
        Build after = again(build);
        assertThat(after.result()).as(after.console()).isEqualTo("FAILURE");
        assertThat(after.console()).doesNotContain("was being executed");
        assertThat(Reports.of(after).links()).noneMatch(link -> link.startsWith("cfn-deployment-"));
        assertThat(staging.aws().requests("ExecuteChangeSet")).isEmpty();
    }

    private Build start(String name, String console) {
        return jenkins.pipeline(name, """
                        def proof
                        node {
                            %s
                            proof = cfnNagAttest template: 'template.yaml'
                        }
                        cfnDeployGated attestation: proof, target: 'staging', stack: 'web'
                        """.formatted(Templates.write("template.yaml", Templates.BUCKET)))
                .start()
                .awaitConsole(console);
    }

    /** The same build, asked for at the new server. */
    private Build again(Build build) {
        return new Build(new Job(jenkins, build.job().name()), build.number())
                .await()
                .awaitConsole("Finished: ");
    }
}
