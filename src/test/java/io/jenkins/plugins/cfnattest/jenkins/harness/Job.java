package io.jenkins.plugins.cfnattest.jenkins.harness;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * A pipeline job. Its script runs in Groovy's sandbox, as users' scripts do.
 *
 * @param name its name, no folders
 */
public record Job(JenkinsServer server, String name) {
    private static final Duration START = Duration.ofMinutes(1);

    static Job create(JenkinsServer server, String name, String script) {
        return create(server, name, script, "PERFORMANCE_OPTIMIZED");
    }

    /** Makes a job whose builds store each step, as Jenkins' own default is: they outlive a crash. */
    public static Job durable(JenkinsServer server, String name, String script) {
        return create(server, name, script, "MAX_SURVIVABILITY");
    }

    private static Job create(JenkinsServer server, String name, String script, String durability) {
        String xml = """
                <flow-definition>
                  <properties>
                    <org.jenkinsci.plugins.workflow.job.properties.DurabilityHintJobProperty>
                      <hint>%s</hint>
                    </org.jenkinsci.plugins.workflow.job.properties.DurabilityHintJobProperty>
                  </properties>
                  <definition class="org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition">
                    <script>%s</script>
                    <sandbox>true</sandbox>
                  </definition>
                </flow-definition>
                """.formatted(durability, escaped(script));
        JenkinsClient.Answer answer = server.client().post("createItem?name=" + name, "application/xml", xml);
        if (answer.status() != 200) {
            throw new IllegalStateException("The job " + name + " was not made: " + answer.text());
        }
        return new Job(server, name);
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;");
    }

    /** Starts a build and answers it as soon as it runs. */
    public Build start() {
        JenkinsClient client = server.client();
        JenkinsClient.Answer answer = client.post(path() + "build", "application/x-www-form-urlencoded", "");
        URI item = URI.create(answer.response().headers().firstValue("Location").orElseThrow());
        JsonNode number = Await.until(
                "start of a build of " + name,
                START,
                () -> Optional.of(client.json(item.getPath().substring(1) + "api/json")
                                .path("executable")
                                .path("number"))
                        .filter(JsonNode::isInt),
                () -> Processes.tail(server.log()));
        return new Build(this, number.asInt());
    }

    /** Builds and waits for the end. */
    public Build build() {
        return start().await();
    }

    /** Its pages, below the root. */
    public String path() {
        return "job/" + name + "/";
    }

    /** Where Jenkins keeps it. */
    public Path folder() {
        return server.home().resolve("jobs").resolve(name);
    }
}
