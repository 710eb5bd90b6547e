package io.jenkins.plugins.cfnattest.envelope;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;

/** The JSON form of an approval (in-toto Statement v1; docs/decision.md, "Break-glass"). Its subject is the refused decision. */
public final class ApprovalJson {
    private static final String SUBJECT_NAME = "decision";

    private ApprovalJson() {}

    /**
     * Parses a payload whose signature has been verified; nothing else may call this.
     *
     * @throws EnvelopeException MALFORMED, or PREDICATE_UNSUPPORTED for another predicate type
     */
    public static Approval read(Bytes payload) throws EnvelopeException {
        StatementFrame frame = StatementFrame.read(payload, Approval.TYPE);
        return read(frame.predicate(), frame.digest());
    }

    /**
     * Writes a statement: the payload of an envelope.
     *
     * @throws IllegalArgumentException when a text has no UTF-8 form, or a time no four-digit year
     */
    public static Bytes write(Approval statement) {
        return StatementFrame.write(
                SUBJECT_NAME, statement.decision(), Approval.TYPE, json -> members(json, statement));
    }

    static Approval read(JsonAt approval, Digest decision) throws EnvelopeException {
        var requester = approval.member("requester").filled();
        var approver = approval.member("approver").filled();
        var reason = approval.member("reason").filled();
        var ticket = approval.member("ticket").filled();
        var approved = approval.member("approvedAt").time();
        var expires = approval.member("expiresAt").time();
        return approval.made(() -> new Approval(decision, requester, approver, reason, ticket, approved, expires));
    }

    static void members(JsonGenerator json, Approval approval) throws IOException {
        json.writeStringField("requester", approval.requester());
        json.writeStringField("approver", approval.approver());
        json.writeStringField("reason", approval.reason());
        json.writeStringField("ticket", approval.ticket());
        JsonMembers.time(json, "approvedAt", approval.approvedAt());
        JsonMembers.time(json, "expiresAt", approval.expiresAt());
    }
}
