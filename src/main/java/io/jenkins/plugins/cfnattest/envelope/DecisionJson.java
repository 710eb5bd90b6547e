package io.jenkins.plugins.cfnattest.envelope;

/** The JSON form of a gate's decision (in-toto Statement v1; docs/decision.md, "Decision"). */
public final class DecisionJson {
    private DecisionJson() {}

    /**
     * Parses a payload whose signature has been verified; nothing else may call this.
     *
     * @throws EnvelopeException MALFORMED, or PREDICATE_UNSUPPORTED for another predicate type
     */
    public static DecisionStatement read(Bytes payload) throws EnvelopeException {
        return DecisionReader.read(StatementFrame.read(payload, DecisionStatement.TYPE));
    }

    /**
     * Writes a statement: the payload of an envelope.
     *
     * @throws IllegalArgumentException when a text has no UTF-8 form, or a time no four-digit year
     */
    public static Bytes write(DecisionStatement statement) {
        return StatementFrame.write(
                statement.subjectName(),
                statement.subject(),
                DecisionStatement.TYPE,
                json -> DecisionWriter.write(json, statement));
    }
}
