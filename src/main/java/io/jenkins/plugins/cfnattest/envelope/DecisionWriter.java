package io.jenkins.plugins.cfnattest.envelope;

import static io.jenkins.plugins.cfnattest.envelope.JsonMembers.digest;
import static io.jenkins.plugins.cfnattest.envelope.JsonMembers.objects;
import static io.jenkins.plugins.cfnattest.envelope.JsonMembers.text;
import static io.jenkins.plugins.cfnattest.envelope.JsonMembers.textByName;
import static io.jenkins.plugins.cfnattest.envelope.JsonMembers.texts;
import static io.jenkins.plugins.cfnattest.envelope.JsonMembers.time;

import com.fasterxml.jackson.core.JsonGenerator;
import io.jenkins.plugins.cfnattest.envelope.DecisionStatement.CheckRef;
import io.jenkins.plugins.cfnattest.envelope.DecisionStatement.EnforcementRef;
import io.jenkins.plugins.cfnattest.envelope.DecisionStatement.RequestRef;
import java.io.IOException;

/** Writes the members of the decision predicate in the order of the specification. */
final class DecisionWriter {
    private DecisionWriter() {}

    static void write(JsonGenerator json, DecisionStatement decision) throws IOException {
        time(json, "decidedAt", decision.decidedAt());
        json.writeBooleanField("allowed", decision.allowed());
        json.writeBooleanField("passed", decision.passed());
        json.writeObjectFieldStart("gate");
        json.writeStringField("id", decision.gate().id());
        json.writeStringField("version", decision.gate().version());
        json.writeEndObject();
        json.writeObjectFieldStart("policy");
        json.writeStringField("name", decision.policy().name());
        digest(json, "digest", decision.policy().digest());
        json.writeEndObject();
        digest(json, "attestation", decision.attestation());
        texts(json, "signedBy", decision.signedBy());
        objects(json, "checks", decision.checks(), check -> check(json, check));
        objects(json, "waivers", decision.waivers(), waiver -> {
            digest(json, "digest", waiver.digest());
            json.writeObjectFieldStart("waiver");
            WaiverJson.members(json, waiver.waiver());
            json.writeEndObject();
        });
        if (decision.approval().isPresent()) {
            approval(json, decision.approval().get());
        }
        enforcement(json, decision.enforcement());
        request(json, decision.request());
        text(json, "changeSet", decision.changeSet());
        digest(json, "summary", decision.summary());
    }

    private static void check(JsonGenerator json, CheckRef check) throws IOException {
        json.writeNumberField("number", check.number());
        json.writeStringField("name", check.name());
        json.writeStringField("result", check.result());
        objects(json, "refusals", check.refusals(), refusal -> {
            json.writeStringField("code", refusal.code());
            json.writeStringField("message", refusal.message());
            textByName(json, "details", refusal.details());
        });
    }

    private static void approval(JsonGenerator json, Approval approval) throws IOException {
        json.writeObjectFieldStart("approval");
        digest(json, "decision", approval.decision());
        ApprovalJson.members(json, approval);
        json.writeEndObject();
    }

    private static void enforcement(JsonGenerator json, EnforcementRef enforcement) throws IOException {
        json.writeObjectFieldStart("enforcement");
        json.writeStringField("mode", enforcement.mode());
        if (enforcement.until().isPresent()) {
            time(json, "until", enforcement.until().get());
        }
        json.writeEndObject();
    }

    private static void request(JsonGenerator json, RequestRef request) throws IOException {
        json.writeObjectFieldStart("request");
        json.writeStringField("target", request.target());
        json.writeStringField("stack", request.stack());
        json.writeStringField("caller", request.caller());
        textByName(json, "parameters", request.parameters());
        texts(json, "withheld", request.withheld());
        texts(json, "previousValues", request.previousValues());
        texts(json, "capabilities", request.capabilities());
        text(json, "role", request.role());
        textByName(json, "tags", request.tags());
        json.writeBooleanField("rollback", request.rollback());
        json.writeStringField("readBack", request.readBack());
        json.writeEndObject();
    }
}
