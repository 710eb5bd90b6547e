package io.jenkins.plugins.cfnattest.jenkins;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.cfnattest.deploy.FakeCloudFormation;
import io.jenkins.plugins.cfnattest.jenkins.harness.Build;
import io.jenkins.plugins.cfnattest.jenkins.harness.InJenkins;
import io.jenkins.plugins.cfnattest.jenkins.harness.JenkinsServer;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two builds that want to deploy one stack. */
@InJenkins
class OneAtATimeIT {
    private static final String WAITS = "This waits for another deployment of "
            + "arn:aws:cloudformation:eu-central-1:123456789012:stack/web to end.";

    private final JenkinsServer jenkins;
    private Staging staging;

    OneAtATimeIT(JenkinsServer jenkins) {
        this.jenkins = jenkins;
    }

    @BeforeEach
    void configure() throws IOException {
        staging = Staging.at(jenkins);
        staging.aws().actions().eventsPerLook(0);
    }

    @AfterEach
    void close() {
        staging.close();
    }

    @Test
    void theSecondDeploysWhenTheFirstHasEnded() {
        Build first = deploy("e2e-one-first", "web", "one").awaitConsole("The change set is being executed.");
        Build second = deploy("e2e-one-second", "web", "two").awaitConsole(WAITS);
        assertThat(staging.aws().requests("CreateChangeSet")).hasSize(1);
        staging.aws().actions().eventsPerLook(10);
        assertThat(first.await().result()).as(first.console()).isEqualTo("SUCCESS");
        assertThat(second.await().result()).as(second.console()).isEqualTo("SUCCESS");
        assertThat(staging.aws().actions().parameters("web")).isEqualTo(Map.of("Env", "two"));
        List<String> made = staging.aws().requests().stream()
                .map(FakeCloudFormation.Request::action)
                .filter(action -> action.equals("CreateChangeSet") || action.equals("ExecuteChangeSet"))
                .toList();
        assertThat(made).containsExactly("CreateChangeSet", "ExecuteChangeSet", "CreateChangeSet", "ExecuteChangeSet");
    }

    @Test
    void theSecondCanBeStoppedWhileItWaits() {
        Build first = deploy("e2e-one-running", "web", "one").awaitConsole("The change set is being executed.");
        Build second = deploy("e2e-one-stopped", "web", "two").awaitConsole(WAITS);
        second.stop().await();
        assertThat(second.result()).as(second.console()).isEqualTo("ABORTED");
        assertThat(second.console()).doesNotContain("\tat ");
        staging.aws().actions().eventsPerLook(10);
        assertThat(first.await().result()).as(first.console()).isEqualTo("SUCCESS");
        assertThat(staging.aws().requests("CreateChangeSet")).hasSize(1);
    }

    @Test
    void anotherStackIsNotWaitedFor() {
        Build first = deploy("e2e-one-here", "web", "one").awaitConsole("The change set is being executed.");
        Build second = deploy("e2e-one-there", "web-2", "two").awaitConsole("The change set is being executed.");
        staging.aws().actions().eventsPerLook(10);
        assertThat(first.await().result()).as(first.console()).isEqualTo("SUCCESS");
        assertThat(second.await().result()).as(second.console()).isEqualTo("SUCCESS");
    }

    private Build deploy(String name, String stack, String env) {
        return jenkins.pipeline(name, """
                        def proof
                        node {
                            %s
                            proof = cfnNagAttest template: 'bucket.yaml', parameters: [Env: '%s']
                        }
                        cfnDeployGated attestation: proof, target: 'staging', stack: '%s', parameters: [Env: '%s']
                        """.formatted(Templates.write("bucket.yaml", Templates.BUCKET), env, stack, env))
                .start();
    }
}
