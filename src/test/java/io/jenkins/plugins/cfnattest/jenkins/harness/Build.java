package io.jenkins.plugins.cfnattest.jenkins.harness;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;

/** A build of a job, running or ended. */
public record Build(Job job, int number) {
    private static final Duration LIMIT = Duration.ofMinutes(2);

    /** Waits for its end. */
    public Build await() {
        Await.until(
                "end of " + path(),
                LIMIT,
                () -> Optional.of(json())
                        .filter(build -> !build.path("building").asBoolean()),
                this::console);
        return this;
    }

    /** Waits until it printed this. */
    public Build awaitConsole(String text) {
        Await.until(
                "'" + text + "' in the console of " + path(),
                LIMIT,
                () -> Optional.of(console()).filter(console -> console.contains(text)),
                this::console);
        return this;
    }

    /** Asks for its end, as the button does. */
    public Build stop() {
        client().post(path() + "stop", "application/x-www-form-urlencoded", "");
        return this;
    }

    /** {@code SUCCESS}, {@code UNSTABLE}, {@code FAILURE}, {@code ABORTED}. */
    public String result() {
        return json().path("result").asText();
    }

    /** All it printed. */
    public String console() {
        return client().page(path() + "consoleText");
    }

    /** Paths of its artifacts. */
    public List<String> artifacts() {
        return StreamSupport.stream(json().path("artifacts").spliterator(), false)
                .map(artifact -> artifact.path("relativePath").asText())
                .toList();
    }

    /** The signed ones among them: no findings. */
    public List<String> envelopes() {
        return artifacts().stream()
                .filter(artifact -> !artifact.endsWith(".sarif"))
                .toList();
    }

    /** An artifact's exact bytes, as a person would download it. */
    public byte[] artifact(String artifact) {
        return client().file(path() + "artifact/" + artifact);
    }

    /** What Jenkins knows of it. */
    public JsonNode json() {
        return client().json(path() + "api/json");
    }

    /** Its pages, below the root. */
    public String path() {
        return job.path() + number + "/";
    }

    /** Where Jenkins keeps it. */
    public Path folder() {
        return job.folder().resolve("builds").resolve(Integer.toString(number));
    }

    /** Puts an empty file into its workspace on the controller: what a pipeline can wait for. */
    public void writeToWorkspace(String file) {
        try {
            Files.createFile(
                    job.server().home().resolve("workspace").resolve(job.name()).resolve(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private JenkinsClient client() {
        return job.server().client();
    }
}
