package io.jenkins.plugins.cfnattest.service;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.cfnattest.app.DecisionMembers;
import io.jenkins.plugins.cfnattest.app.DeployWire;
import io.jenkins.plugins.cfnattest.app.SignedDecision;
import io.jenkins.plugins.cfnattest.deploy.DeploymentListener.StackEvent;
import io.jenkins.plugins.cfnattest.deploy.Outcome;
import io.jenkins.plugins.cfnattest.deploy.Plan;
import io.jenkins.plugins.cfnattest.envelope.Bytes;
import io.jenkins.plugins.cfnattest.gate.Decision;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/** A deployment as JSON (docs/service.md, "What is answered"). What was asked is named, never quoted: no parameter, no secret. */
final class DeploymentView {
    private static final JsonMapper MAPPER = new JsonMapper();

    private DeploymentView() {}

    static Bytes json(DeploymentFacts facts, DeploymentProgress.Snapshot now) {
        ObjectNode json = MAPPER.createObjectNode();
        json.put("id", facts.id());
        json.put("state", now.state().word());
        now.end().ifPresent(end -> {
            json.put("result", end.result().word());
            json.put("message", end.message());
        });
        json.put("caller", facts.caller());
        json.put("target", facts.target());
        json.put("stack", facts.stack());
        json.put("region", facts.region());
        json.put("action", facts.action());
        json.put("requestedAt", time(facts.requestedAt()));
        now.end().ifPresent(end -> json.put("endedAt", time(end.at())));
        if (now.stopping()) {
            json.put("stopping", true);
        }
        now.decision().ifPresent(decision -> json.set("decision", decision(decision, now.signed())));
        now.end()
                .flatMap(DeploymentProgress.End::refusal)
                .ifPresent(refusal -> json.set("refusals", MAPPER.valueToTree(DecisionMembers.of(List.of(refusal)))));
        now.question().ifPresent(question -> question(json.putObject("breakGlass"), question));
        now.plan().ifPresent(plan -> plan(json.putObject("changeSet"), plan));
        now.outcome().ifPresent(outcome -> outcome(json.putObject("outcome"), outcome));
        ArrayNode steps = json.putArray("steps");
        now.steps().forEach(step -> steps.addObject().put("at", time(step.at())).put("text", step.text()));
        ArrayNode events = json.putArray("events");
        now.events().forEach(event -> event(events.addObject(), event));
        if (now.omitted() > 0) {
            json.put("omitted", now.omitted());
        }
        ObjectNode statements = json.putObject("statements");
        now.statements().forEach(name -> statements.put(name, DeployWire.PATH + "/" + facts.id() + "/" + name));
        return Bytes.utf8(json.toString());
    }

    private static ObjectNode decision(Decision decision, Optional<SignedDecision> signed) {
        ObjectNode json = MAPPER.valueToTree(DecisionMembers.of(decision));
        signed.ifPresent(kept -> json.put("digest", kept.digest().hex()));
        return json.put("decidedAt", time(decision.facts().at()));
    }

    private static void question(ObjectNode json, DeploymentProgress.Question question) {
        json.put("reason", question.wish().reason());
        json.put("ticket", question.wish().ticket());
        json.put("decisionDigest", question.refused().digest().hex());
        json.put("until", time(question.until()));
        question.answer().ifPresent(answer -> {
            json.put("approved", answer.approved());
            json.put("answeredBy", answer.approver());
            json.put("answeredAt", time(answer.at()));
            answer.comment().ifPresent(comment -> json.put("comment", comment));
        });
    }

    private static void plan(ObjectNode json, Plan plan) {
        plan.changeSetId().ifPresent(id -> json.put("id", id));
        json.put("stackId", plan.stackId());
        ArrayNode changes = json.putArray("changes");
        plan.changes()
                .forEach(change -> changes.addObject()
                        .put("action", change.action())
                        .put("logicalResourceId", change.logicalResourceId())
                        .put("resourceType", change.resourceType())
                        .put("replacement", change.replacement()));
    }

    private static void outcome(ObjectNode json, Outcome outcome) {
        json.put("changed", outcome.changed());
        json.put("stackId", outcome.stackId());
        json.put("status", outcome.status());
        ObjectNode outputs = json.putObject("outputs");
        outcome.outputs().forEach(outputs::put);
    }

    private static void event(ObjectNode json, StackEvent event) {
        json.put("at", time(event.at()));
        json.put("logicalResourceId", event.logicalResourceId());
        json.put("resourceType", event.resourceType());
        json.put("status", event.status());
        json.put("reason", event.reason());
    }

    /** RFC 3339 with seconds, as everywhere. */
    static String time(Instant at) {
        return at.truncatedTo(ChronoUnit.SECONDS).toString();
    }
}
