package io.jenkins.plugins.cfnattest.envelope;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;

/** The JSON form of a waiver (in-toto Statement v1; docs/decision.md, "Waiver"). */
public final class WaiverJson {
    private static final String TEMPLATE_NAME = "template";

    private WaiverJson() {}

    /**
     * Parses a payload whose signature has been verified; nothing else may call this. The subject is what the predicate says it is.
     *
     * @throws EnvelopeException MALFORMED, or PREDICATE_UNSUPPORTED for another predicate type
     */
    public static Waiver read(Bytes payload) throws EnvelopeException {
        StatementFrame frame = StatementFrame.read(payload, Waiver.TYPE);
        Waiver waiver = read(frame.predicate());
        frame.requireSubject(subject(waiver), waiver.template().isPresent() ? "the template" : "the pattern of stacks");
        return waiver;
    }

    /**
     * Writes a statement: the payload of an envelope.
     *
     * @throws IllegalArgumentException when a text has no UTF-8 form, or a time no four-digit year
     */
    public static Bytes write(Waiver statement) {
        String name = statement.template().isPresent()
                ? TEMPLATE_NAME
                : statement.stacks().orElseThrow();
        return StatementFrame.write(name, subject(statement), Waiver.TYPE, json -> members(json, statement));
    }

    /** The template; where any template is meant, the pattern of stacks stands in for it. */
    private static Digest subject(Waiver waiver) {
        return waiver.template()
                .orElseGet(() -> Digest.of(Bytes.utf8(waiver.stacks().orElseThrow())));
    }

    static Waiver read(JsonAt waiver) throws EnvelopeException {
        var rule = waiver.member("rule").filled();
        var resource = waiver.member("logicalResourceId").text();
        var template = waiver.optional("template", JsonAt::sha256);
        var stacks = waiver.optional("stacks", JsonAt::filled);
        var owner = waiver.member("owner").filled();
        var reason = waiver.member("reason").filled();
        var ticket = waiver.member("ticket").filled();
        var issued = waiver.member("issuedAt").time();
        var expires = waiver.member("expiresAt").time();
        return waiver.made(() -> new Waiver(rule, resource, template, stacks, owner, reason, ticket, issued, expires));
    }

    static void members(JsonGenerator json, Waiver waiver) throws IOException {
        json.writeStringField("rule", waiver.rule());
        json.writeStringField("logicalResourceId", waiver.logicalResourceId());
        JsonMembers.digest(json, "template", waiver.template());
        JsonMembers.text(json, "stacks", waiver.stacks());
        json.writeStringField("owner", waiver.owner());
        json.writeStringField("reason", waiver.reason());
        json.writeStringField("ticket", waiver.ticket());
        JsonMembers.time(json, "issuedAt", waiver.issuedAt());
        JsonMembers.time(json, "expiresAt", waiver.expiresAt());
    }
}
