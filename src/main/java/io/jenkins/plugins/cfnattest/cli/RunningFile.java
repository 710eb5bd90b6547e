package io.jenkins.plugins.cfnattest.cli;

import io.jenkins.plugins.cfnattest.app.OutputFile;
import io.jenkins.plugins.cfnattest.app.Permit;
import io.jenkins.plugins.cfnattest.deploy.DeploymentException;
import io.jenkins.plugins.cfnattest.deploy.Running;
import io.jenkins.plugins.cfnattest.envelope.Bytes;
import io.jenkins.plugins.cfnattest.envelope.Digest;
import io.jenkins.plugins.cfnattest.envelope.EnvelopeJson;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * The file in which a deployment that was started stays until its end is known, so that it can be watched again.
 *
 * @param path the file
 */
record RunningFile(Path path) {
    /** A decision stands in it as a text, whose quotes and line ends take two characters each. */
    private static final int LIMIT = 2 * EnvelopeJson.LIMIT;

    /**
     * A deployment that was started.
     *
     * @param running what runs
     * @param permit which decision allowed it
     * @param decision that decision as it was signed (an envelope); absent where the gate had no key
     * @param record the name of the record the decision is on; absent where there was none
     */
    record Started(Running running, Permit permit, Optional<Bytes> decision, Optional<String> record) {
        Started {
            if (decision.isPresent() != permit.decision().isPresent()) {
                throw new IllegalArgumentException(
                        "it names a signed decision and holds none, or the other way round.");
            }
        }
    }

    /** Nothing may stand there yet: it could be a deployment whose end nobody knows. */
    void requireFree() throws CliException {
        if (Files.exists(path)) {
            throw CliException.usage(
                    "'" + path + "' tells of a deployment whose end is not known. Watch it to its end with"
                            + " 'cfn-attest watch', or name another file with --state.");
        }
    }

    void write(Started started) throws DeploymentException {
        try {
            OutputFile.write(path, Bytes.utf8(Json.pretty(json(started)) + "\n"));
        } catch (IOException e) {
            throw new DeploymentException(
                    "What is going to be executed could not be stored, so it is not. " + e.getMessage(), e);
        }
    }

    private static Map<String, Object> json(Started started) throws CharacterCodingException {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("stackId", started.running().stackId());
        json.put("changeSetId", started.running().changeSetId());
        json.put("creates", started.running().creates());
        json.put("stackMade", started.running().stackMade());
        json.put("template", started.running().template().hex());
        started.running().role().ifPresent(role -> json.put("role", role));
        json.put("target", started.permit().target());
        json.put("stack", started.permit().stack());
        json.put("caller", started.permit().caller());
        json.put("attestedTemplate", started.permit().template().hex());
        json.put("attestation", started.permit().attestation().hex());
        started.permit().decision().ifPresent(digest -> json.put("decision", digest.hex()));
        if (started.decision().isPresent()) {
            json.put("signedDecision", started.decision().get().toUtf8());
        }
        started.record().ifPresent(origin -> json.put("record", origin));
        return json;
    }

    Started read() throws CliException {
        String what = "state file";
        Map<String, String> json = Json.texts(path, what, InputFile.text(path, what, LIMIT));
        try {
            return new Started(
                    new Running(
                            text(json, "stackId"),
                            text(json, "changeSetId"),
                            flag(json, "creates"),
                            flag(json, "stackMade"),
                            new Digest(text(json, "template")),
                            Optional.ofNullable(json.get("role"))),
                    new Permit(
                            text(json, "target"),
                            text(json, "stack"),
                            text(json, "caller"),
                            new Digest(text(json, "attestedTemplate")),
                            new Digest(text(json, "attestation")),
                            Optional.ofNullable(json.get("decision")).map(Digest::new)),
                    Optional.ofNullable(json.get("signedDecision")).map(Bytes::utf8),
                    Optional.ofNullable(json.get("record")));
        } catch (IllegalArgumentException e) {
            throw CliException.usage(
                    "The state file '" + path + "' should be what 'deploy --state' wrote, but " + e.getMessage(), e);
        }
    }

    /**
     * Does the work; when it fails with its end known and kept there is nothing left to watch, so the file goes. An end that is unknown or could not be
     * kept, or a stop, leaves it.
     */
    static <T> T untilEnd(Optional<RunningFile> file, BooleanSupplier endKept, Stoppable.Work<T> work)
            throws DeploymentException, InterruptedException {
        try {
            return work.run();
        } catch (DeploymentException e) {
            if (file.isPresent() && !e.isUnwatched() && endKept.getAsBoolean()) {
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
