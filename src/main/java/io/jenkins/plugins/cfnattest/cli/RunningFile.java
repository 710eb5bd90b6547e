package io.jenkins.plugins.cfnattest.cli;

import io.jenkins.plugins.cfnattest.app.OutputFile;
import io.jenkins.plugins.cfnattest.deploy.DeploymentException;
import io.jenkins.plugins.cfnattest.deploy.Running;
import io.jenkins.plugins.cfnattest.envelope.Bytes;
import io.jenkins.plugins.cfnattest.envelope.Digest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The file in which a deployment that was started stays until its end is known, so that it can be watched again.
 *
 * @param path the file
 */
record RunningFile(Path path) {
    private static final int LIMIT = 64 * 1024;

    /**
     * A deployment that was started.
     *
     * @param target the target's name
     * @param region the region
     * @param running what runs
     */
    record Started(String target, String region, Running running) {}

    /** Nothing may stand there yet: it could be a deployment whose end nobody knows. */
    void requireFree() throws CliException {
        if (Files.exists(path)) {
            throw CliException.usage(
                    "'" + path + "' tells of a deployment whose end is not known. Watch it to its end with"
                            + " 'cfn-attest watch', or name another file with --state.");
        }
    }

    void write(Started started) throws DeploymentException {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("target", started.target());
        json.put("region", started.region());
        json.put("stackId", started.running().stackId());
        json.put("changeSetId", started.running().changeSetId());
        json.put("creates", started.running().creates());
        json.put("stackMade", started.running().stackMade());
        json.put("template", started.running().template().hex());
        started.running().role().ifPresent(role -> json.put("role", role));
        try {
            OutputFile.write(path, Bytes.utf8(Json.pretty(json) + "\n"));
        } catch (IOException e) {
            throw new DeploymentException(
                    "What is going to be executed could not be stored, so it is not. " + e.getMessage(), e);
        }
    }

    Started read() throws CliException {
        String what = "state file";
        Map<String, String> json = Json.texts(path, what, InputFile.text(path, what, LIMIT));
        try {
            return new Started(
                    text(json, "target"),
                    text(json, "region"),
                    new Running(
                            text(json, "stackId"),
                            text(json, "changeSetId"),
                            flag(json, "creates"),
                            flag(json, "stackMade"),
                            new Digest(text(json, "template")),
                            Optional.ofNullable(json.get("role"))));
        } catch (IllegalArgumentException e) {
            throw CliException.usage(
                    "The state file '" + path + "' should be what 'deploy --state' wrote, but " + e.getMessage(), e);
        }
    }

    /** Does the work; when it fails with its end known there is nothing left to watch, so the file goes. An unknown end, or a stop, leaves it. */
    static <T> T untilEnd(Optional<RunningFile> file, Stoppable.Work<T> work)
            throws DeploymentException, InterruptedException {
        try {
            return work.run();
        } catch (DeploymentException e) {
            if (file.isPresent() && !e.isUnwatched()) {
                file.get().deleteAfter(e);
            }
            throw e;
        }
    }

    private void deleteAfter(DeploymentException failure) {
        try {
            delete();
        } catch (CliException left) {
            failure.addSuppressed(left);
        }
    }

    void delete() throws CliException {
        try {
            Files.deleteIfExists(path);
        } catch (IOException e) {
            throw CliException.usage(
                    "The deployment has ended, but '" + path + "' could not be deleted ("
                            + e.getClass().getSimpleName() + "). Delete it.",
                    e);
        }
    }

    private static String text(Map<String, String> json, String name) {
        return Optional.ofNullable(json.get(name))
                .orElseThrow(() -> new IllegalArgumentException("it has no member '" + name + "'."));
    }

    private static boolean flag(Map<String, String> json, String name) {
        String text = text(json, name);
        if (!text.equals("true") && !text.equals("false")) {
            throw new IllegalArgumentException("'" + name + "' is neither true nor false.");
        }
        return Boolean.parseBoolean(text);
    }
}
