package io.jenkins.plugins.cfnattest.service;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.cfnattest.app.OutputFile;
import io.jenkins.plugins.cfnattest.app.Permit;
import io.jenkins.plugins.cfnattest.app.WireException;
import io.jenkins.plugins.cfnattest.app.WireObject;
import io.jenkins.plugins.cfnattest.deploy.OnAbort;
import io.jenkins.plugins.cfnattest.deploy.Running;
import io.jenkins.plugins.cfnattest.envelope.Bytes;
import io.jenkins.plugins.cfnattest.envelope.Digest;
import io.jenkins.plugins.cfnattest.envelope.EnvelopeJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** The folder in which each deployment that has not ended stays, by its identifiers and the decision that allowed it, so that the service knows of it after a restart. Nothing secret is written. */
final class DeploymentStore {
    private static final int LIMIT = 2 * EnvelopeJson.LIMIT;
    private static final String END = ".deployment";
    private static final Set<String> MEMBERS = Set.of(
            "id",
            "caller",
            "target",
            "stack",
            "region",
            "action",
            "onAbort",
            "requestedAt",
            "awaitsApproval",
            "stackId",
            "changeSetId",
            "creates",
            "stackMade",
            "template",
            "role",
            "allowedStack",
            "attestedTemplate",
            "attestation",
            "decision",
            "signedDecision");

    private final Path folder;

    /** In this folder, which is made if it is not there. */
    DeploymentStore(Path folder) throws ServiceException {
        this.folder = folder;
        try {
            Files.createDirectories(folder.toAbsolutePath());
        } catch (IOException e) {
            throw new ServiceException(
                    "Expected a folder for what runs, but '" + folder + "' is none that can be written ("
                            + e.getClass().getSimpleName() + "). Name another.",
                    e);
        }
    }

    /**
     * A deployment that has not ended.
     *
     * @param facts what it is known by
     * @param awaitsApproval whether it waits for somebody
     * @param executing what is executed, if it came that far
     */
    record Stored(DeploymentFacts facts, boolean awaitsApproval, Optional<Executing> executing) {}

    /**
     * What is executed.
     *
     * @param running what CloudFormation was told
     * @param permit the decision that allowed it
     * @param decision that decision as it was signed; absent where the gate had no key
     */
    record Executing(Running running, Permit permit, Optional<Bytes> decision) {}

    void write(Stored stored) throws IOException {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        DeploymentFacts facts = stored.facts();
        json.put("id", facts.id());
        json.put("caller", facts.caller());
        json.put("target", facts.target());
        json.put("stack", facts.stack());
        json.put("region", facts.region());
        json.put("action", facts.action());
        json.put("onAbort", facts.onAbort().name());
        json.put("requestedAt", facts.requestedAt().toString());
        json.put("awaitsApproval", stored.awaitsApproval());
        if (stored.executing().isPresent()) {
            add(json, stored.executing().get());
        }
        OutputFile.write(file(facts.id()), Bytes.utf8(json.toPrettyString() + "\n"));
    }

    private static void add(ObjectNode json, Executing executing) throws IOException {
        Running running = executing.running();
        json.put("stackId", running.stackId());
        json.put("changeSetId", running.changeSetId());
        json.put("creates", running.creates());
        json.put("stackMade", running.stackMade());
        json.put("template", running.template().hex());
        running.role().ifPresent(role -> json.put("role", role));
        Permit permit = executing.permit();
        json.put("allowedStack", permit.stack());
        json.put("attestedTemplate", permit.template().hex());
        json.put("attestation", permit.attestation().hex());
        permit.decision().ifPresent(digest -> json.put("decision", digest.hex()));
        if (executing.decision().isPresent()) {
            json.put("signedDecision", executing.decision().get().toUtf8());
        }
    }

    void delete(String id) throws IOException {
        Files.deleteIfExists(file(id));
    }

    /**
     * All that had not ended when the service did.
     *
     * @throws ServiceException when one cannot be read: then nobody knows what runs, and the service does not start over it
     */
    List<Stored> all() throws ServiceException {
        List<Stored> all = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file :
                    files.filter(path -> path.toString().endsWith(END)).sorted().toList()) {
                all.add(read(file));
            }
        } catch (IOException e) {
            throw unreadable(folder, "it cannot be read (" + e.getClass().getSimpleName() + ")", e);
        }
        return all;
    }

    private Stored read(Path file) throws IOException, ServiceException {
        try {
            Bytes content = Bytes.of(Files.readAllBytes(file));
            WireObject json = WireObject.read(content, LIMIT, "a deployment", MEMBERS);
            DeploymentFacts facts = new DeploymentFacts(
                    json.text("id"),
                    json.text("caller"),
                    json.text("target"),
                    json.text("stack"),
                    json.text("region"),
                    json.text("action"),
                    OnAbort.valueOf(json.text("onAbort")),
                    Instant.parse(json.text("requestedAt")));
            if (!file(facts.id()).equals(file)) {
                throw unreadable(file, "it tells of the deployment " + facts.id(), null);
            }
            return new Stored(facts, json.flag("awaitsApproval"), executing(json, facts));
        } catch (WireException | IllegalArgumentException | DateTimeParseException e) {
            throw unreadable(file, e.getMessage(), e);
        }
    }

    private static Optional<Executing> executing(WireObject json, DeploymentFacts facts) throws WireException {
        if (!json.has("stackId")) {
            return Optional.empty();
        }
        Running running = new Running(
                json.text("stackId"),
                json.text("changeSetId"),
                json.required("creates"),
                json.required("stackMade"),
                new Digest(json.text("template")),
                json.optional("role"));
        Permit permit = new Permit(
                facts.target(),
                json.text("allowedStack"),
                facts.caller(),
                new Digest(json.text("attestedTemplate")),
                new Digest(json.text("attestation")),
                json.optional("decision").map(Digest::new));
        return Optional.of(
                new Executing(running, permit, json.optional("signedDecision").map(Bytes::utf8)));
    }

    private static ServiceException unreadable(Path file, String why, Exception cause) {
        return new ServiceException(
                "Expected in '" + file + "' what the service wrote of a deployment that had not ended, but " + why
                        + " Look at the stack in CloudFormation, then move the file away.",
                cause);
    }

    private Path file(String id) {
        return folder.resolve(id + END);
    }
}
