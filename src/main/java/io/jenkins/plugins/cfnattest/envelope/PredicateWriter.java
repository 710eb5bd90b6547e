package io.jenkins.plugins.cfnattest.envelope;

import static io.jenkins.plugins.cfnattest.envelope.JsonMembers.digest;
import static io.jenkins.plugins.cfnattest.envelope.JsonMembers.numbers;
import static io.jenkins.plugins.cfnattest.envelope.JsonMembers.objects;
import static io.jenkins.plugins.cfnattest.envelope.JsonMembers.textByName;
import static io.jenkins.plugins.cfnattest.envelope.JsonMembers.texts;
import static io.jenkins.plugins.cfnattest.envelope.JsonMembers.time;

import com.fasterxml.jackson.core.JsonGenerator;
import io.jenkins.plugins.cfnattest.envelope.InspectionPredicate.Inputs;
import io.jenkins.plugins.cfnattest.envelope.InspectionPredicate.Invocation;
import io.jenkins.plugins.cfnattest.envelope.InspectionPredicate.Result;
import io.jenkins.plugins.cfnattest.envelope.InspectionPredicate.RuleSetRef;
import io.jenkins.plugins.cfnattest.envelope.InspectionPredicate.ViolationRef;
import java.io.IOException;

/** Writes the members of the inspection predicate in the order of the specification. */
final class PredicateWriter {
    private PredicateWriter() {}

    static void write(JsonGenerator json, InspectionPredicate predicate) throws IOException {
        objects(json, "inspectors", predicate.inspectors(), inspector -> {
            json.writeStringField("name", inspector.name());
            json.writeStringField("implementation", inspector.implementation());
            json.writeStringField("version", inspector.version());
        });
        ruleSet(json, predicate.ruleSet());
        inputs(json, predicate.inputs());
        template(json, predicate.template());
        result(json, predicate.result());
        invocation(json, predicate.invocation());
        time(json, "inspectedAt", predicate.inspectedAt());
        time(json, "expiresAt", predicate.expiresAt());
    }

    private static void ruleSet(JsonGenerator json, RuleSetRef ruleSet) throws IOException {
        json.writeObjectFieldStart("ruleSet");
        digest(json, "digest", ruleSet.digest());
        objects(json, "rules", ruleSet.rules(), rule -> {
            json.writeStringField("id", rule.id());
            json.writeStringField("type", rule.type());
            json.writeNumberField("version", rule.version());
        });
        textByName(json, "arguments", ruleSet.arguments());
        texts(json, "denied", ruleSet.denied());
        json.writeEndObject();
    }

    private static void inputs(JsonGenerator json, Inputs inputs) throws IOException {
        json.writeObjectFieldStart("inputs");
        textByName(json, "parameters", inputs.parameters());
        texts(json, "withheld", inputs.withheld());
        json.writeStringField("evaluation", inputs.evaluation());
        json.writeEndObject();
    }

    private static void template(JsonGenerator json, InspectionPredicate.EmbeddedTemplate template) throws IOException {
        json.writeObjectFieldStart("template");
        json.writeStringField("content", template.content().toBase64());
        json.writeNumberField("size", template.content().size());
        json.writeStringField("mediaType", template.mediaType());
        json.writeEndObject();
    }

    private static void result(JsonGenerator json, Result result) throws IOException {
        json.writeObjectFieldStart("result");
        json.writeStringField("verdict", result.verdict());
        json.writeNumberField("failureCount", result.failureCount());
        json.writeNumberField("warningCount", result.warningCount());
        objects(json, "violations", result.violations(), violation -> violation(json, violation));
        objects(json, "suppressed", result.suppressed(), suppressed -> {
            json.writeStringField("ruleId", suppressed.ruleId());
            json.writeStringField("logicalResourceId", suppressed.logicalResourceId());
            json.writeStringField("reason", suppressed.reason());
        });
        objects(json, "notInspected", result.notInspected(), content -> {
            json.writeStringField("kind", content.kind());
            json.writeStringField("logicalResourceId", content.logicalResourceId());
            json.writeStringField("path", content.path());
        });
        objects(json, "notEvaluated", result.notEvaluated(), rule -> {
            json.writeStringField("ruleId", rule.ruleId());
            json.writeStringField("logicalResourceId", rule.logicalResourceId());
            json.writeStringField("reason", rule.reason());
        });
        json.writeEndObject();
    }

    private static void violation(JsonGenerator json, ViolationRef violation) throws IOException {
        json.writeStringField("id", violation.id());
        json.writeStringField("type", violation.type());
        json.writeStringField("message", violation.message());
        texts(json, "logicalResourceIds", violation.logicalResourceIds());
        numbers(json, "lineNumbers", violation.lineNumbers());
        numbers(json, "columns", violation.columns());
        texts(json, "propertyPaths", violation.propertyPaths());
        if (violation.inspector().isPresent()) {
            json.writeStringField("inspector", violation.inspector().get());
        }
    }

    private static void invocation(JsonGenerator json, Invocation invocation) throws IOException {
        json.writeObjectFieldStart("invocation");
        textByName(json, "authenticated", invocation.authenticated());
        textByName(json, "claimed", invocation.claimed());
        json.writeEndObject();
    }
}
