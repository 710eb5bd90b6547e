package io.jenkins.plugins.cfnattest.envelope;

import java.util.Set;

/** The JSON form of how a deployment ended (in-toto Statement v1; docs/decision.md, "Deployment"). */
public final class DeploymentJson {
    private static final String SUBJECT_NAME = "template";
    private static final Set<String> OUTCOMES = Set.of("SUCCEEDED", "UNCHANGED", "FAILED", "UNKNOWN");

    private DeploymentJson() {}

    /**
     * Parses a payload whose signature has been verified; nothing else may call this.
     *
     * @throws EnvelopeException MALFORMED, or PREDICATE_UNSUPPORTED for another predicate type
     */
    public static DeploymentStatement read(Bytes payload) throws EnvelopeException {
        StatementFrame frame = StatementFrame.read(payload, DeploymentStatement.TYPE);
        JsonAt predicate = frame.predicate();
        return new DeploymentStatement(
                frame.digest(),
                predicate.member("decision").sha256(),
                predicate.member("stackId").filled(),
                predicate.optional("changeSet", JsonAt::filled),
                predicate.member("outcome").oneOf(OUTCOMES),
                predicate.member("status").filled(),
                predicate.member("endedAt").time());
    }

    /**
     * Writes a statement: the payload of an envelope.
     *
     * @throws IllegalArgumentException when a text has no UTF-8 form, or a time no four-digit year
     */
    public static Bytes write(DeploymentStatement statement) {
        return StatementFrame.write(SUBJECT_NAME, statement.template(), DeploymentStatement.TYPE, json -> {
            JsonMembers.digest(json, "decision", statement.decision());
            json.writeStringField("stackId", statement.stackId());
            JsonMembers.text(json, "changeSet", statement.changeSet());
            json.writeStringField("outcome", statement.outcome());
            json.writeStringField("status", statement.status());
            JsonMembers.time(json, "endedAt", statement.endedAt());
        });
    }
}
