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
        Build build = jenkins.pipeline("e2e-crashed", """
                        def proof
                        node {
                            %s
                            proof = cfnNagAttest template: 'template.yaml'
                        }
                        cfnDeployGated attestation: proof, target: 'staging', stack: 'web'
                        """.formatted(Templates.write("template.yaml", Templates.BUCKET)))
                .start()
                .awaitConsole("The change set is being executed.");
        jenkins = jenkins.crash();
        Build after = new Build(new Job(jenkins, build.job().name()), build.number()).await();
        System.out.println("RESULT " + after.result() + "\n" + after.console());
        String report = Reports.of(after).deployment();
        JsonNode said = jenkins.client().json(report + "api/json");
        System.out.println(said.toPrettyString());
        assertThat(after.result()).as(after.console()).isEqualTo("FAILURE");
        String executed = staging.aws().requests("ExecuteChangeSet").get(0).field("ChangeSetName");
        assertThat(said.path("changeSetId").asText()).isEqualTo(executed);
    }
}
