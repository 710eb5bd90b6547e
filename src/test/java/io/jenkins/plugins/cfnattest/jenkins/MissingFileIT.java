package io.jenkins.plugins.cfnattest.jenkins;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.cfnattest.jenkins.harness.Build;
import io.jenkins.plugins.cfnattest.jenkins.harness.InJenkins;
import io.jenkins.plugins.cfnattest.jenkins.harness.InboundAgent;
import io.jenkins.plugins.cfnattest.jenkins.harness.JenkinsServer;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A file that is not there, the commonest mistake there is: one sentence, no stack trace, wherever it was looked for. */
@InJenkins
class MissingFileIT {
    private final JenkinsServer jenkins;
    private Staging staging;

    MissingFileIT(JenkinsServer jenkins) {
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
    void saysWhichTemplateIsMissingHere() {
        Build build = jenkins.pipeline("e2e-missing", "node { cfnNagAttest template: 'gone.yaml' }")
                .build();
        assertSays(build, "template 'gone.yaml' does not exist in the workspace.");
    }

    @Test
    void saysWhichTemplateIsMissingOnAnAgent() {
        try (InboundAgent agent = InboundAgent.start(jenkins, "empty")) {
            Build build = jenkins.pipeline("e2e-missing-away", """
                            node('empty') {
                                echo pwd()
                                cfnNagAttest template: 'gone.yaml'
                            }
                            """).build();
            assertThat(build.console()).contains(agent.directory().toString());
            assertSays(build, "template 'gone.yaml' does not exist in the workspace.");
        }
    }

    @Test
    void saysWhichWaiverIsMissing() {
        Build build = jenkins.pipeline(
                        "e2e-missing-waiver", """
                        node {
                            %s
                            def proof = cfnNagAttest template: 'template.yaml'
                            cfnDeployGated attestation: proof, target: 'staging', stack: 'web', waivers: ['gone.json']
                        }
                        """.formatted(Templates.write("template.yaml", Templates.BUCKET)))
                .build();
        assertSays(build, "waivers 'gone.json' does not exist in the workspace.");
        assertThat(staging.aws().requests("CreateChangeSet")).isEmpty();
    }

    private static void assertSays(Build build, String sentence) {
        assertThat(build.result()).as(build.console()).isEqualTo("FAILURE");
        assertThat(build.console()).contains("ERROR: " + sentence).doesNotContain("\tat ");
    }
}
