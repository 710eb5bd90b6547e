package io.jenkins.plugins.cfnattest.envelope;

/** The JSON form of a statement with an inspection predicate (in-toto Statement v1; docs/cfn-inspection.md). */
public final class StatementJson {
    private StatementJson() {}

    /**
     * Parses a payload whose signature has been verified; nothing else may call this. Unknown members are ignored, every other deviation is an error.
     *
     * @throws EnvelopeException MALFORMED, or PREDICATE_UNSUPPORTED for another predicate type
     */
    public static Statement read(Bytes payload) throws EnvelopeException {
        StatementFrame frame = StatementFrame.read(payload, InspectionPredicate.TYPE);
        return new Statement(frame.name(), frame.digest(), PredicateReader.read(frame.predicate()));
    }

    /**
     * Writes a statement: the payload of an envelope. Members stand in the order of the specification, times in whole seconds (fractions are cut off).
     *
     * @throws IllegalArgumentException when a text has no UTF-8 form, or a time no four-digit year
     */
    public static Bytes write(Statement statement) {
        return StatementFrame.write(
                statement.subjectName(),
                statement.subjectDigest(),
                InspectionPredicate.TYPE,
                json -> PredicateWriter.write(json, statement.predicate()));
    }
}
