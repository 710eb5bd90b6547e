package io.jenkins.plugins.cfnattest.envelope;

import io.jenkins.plugins.cfnattest.envelope.EnvelopeException.Kind;

/** The JSON form of a statement with an inspection predicate (in-toto Statement v1; docs/cfn-inspection.md). */
public final class StatementJson {
    private static final String DOCUMENT = "the statement";

    private StatementJson() {}

    /**
     * Parses a payload whose signature has been verified; nothing else may call this. Unknown members are ignored, every other deviation is an error.
     *
     * @throws EnvelopeException MALFORMED, or PREDICATE_UNSUPPORTED for another predicate type
     */
    public static Statement read(Bytes payload) throws EnvelopeException {
        JsonAt root = Json.read(payload, DOCUMENT);
        JsonAt type = root.member("_type");
        if (!type.text().equals(Statement.TYPE)) {
            throw type.expected("'" + Statement.TYPE + "'", Quoted.of(type.text()));
        }
        JsonAt predicateType = root.member("predicateType");
        if (!predicateType.text().equals(InspectionPredicate.TYPE)) {
            throw new EnvelopeException(
                    Kind.PREDICATE_UNSUPPORTED,
                    "At predicateType of " + DOCUMENT + " expected '" + InspectionPredicate.TYPE + "', but found "
                            + Quoted.of(predicateType.text()) + ", which this version cannot judge.");
        }
        JsonAt subject = onlySubject(root.member("subject"));
        return new Statement(
                subject.member("name").text(),
                subject.member("digest").member("sha256").digest(),
                PredicateReader.read(root.member("predicate")));
    }

    /** Two subjects would let one inspection speak for bytes that nobody inspected. */
    private static JsonAt onlySubject(JsonAt subjects) throws EnvelopeException {
        var list = subjects.list(subject -> subject);
        if (list.size() != 1) {
            throw subjects.expected("exactly one subject", Integer.toString(list.size()));
        }
        return list.get(0);
    }

    /**
     * Writes a statement: the payload of an envelope. Members stand in the order of the specification, times in whole seconds (fractions are cut off).
     *
     * @throws IllegalArgumentException when a text has no UTF-8 form, or a time no four-digit year
     */
    public static Bytes write(Statement statement) {
        return Json.write(json -> {
            json.writeStartObject();
            json.writeStringField("_type", Statement.TYPE);
            json.writeArrayFieldStart("subject");
            json.writeStartObject();
            json.writeStringField("name", statement.subjectName());
            PredicateWriter.digest(json, statement.subjectDigest());
            json.writeEndObject();
            json.writeEndArray();
            json.writeStringField("predicateType", InspectionPredicate.TYPE);
            json.writeFieldName("predicate");
            PredicateWriter.write(json, statement.predicate());
            json.writeEndObject();
        });
    }
}
