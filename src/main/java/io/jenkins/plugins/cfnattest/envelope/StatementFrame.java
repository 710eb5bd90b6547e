package io.jenkins.plugins.cfnattest.envelope;

import io.jenkins.plugins.cfnattest.envelope.EnvelopeException.Kind;

/**
 * What stands around every predicate (in-toto attestation framework v1, "Statement"): the statement's type, one subject, the predicate's type. Unknown members
 * are ignored, as that specification asks; every other deviation is an error.
 *
 * @param subject the one subject
 * @param digest its digest
 * @param predicate the predicate, whose type is the wanted one
 */
record StatementFrame(JsonAt subject, Digest digest, JsonAt predicate) {
    private static final String DOCUMENT = "the statement";

    /** Reads a statement with a predicate of this type; another type is PREDICATE_UNSUPPORTED, anything else MALFORMED. */
    static StatementFrame read(Bytes payload, String predicateType) throws EnvelopeException {
        JsonAt root = Json.read(payload, DOCUMENT);
        JsonAt type = root.member("_type");
        if (!type.text().equals(Statement.TYPE)) {
            throw type.expected("'" + Statement.TYPE + "'", Quoted.of(type.text()));
        }
        JsonAt found = root.member("predicateType");
        if (!found.text().equals(predicateType)) {
            throw new EnvelopeException(
                    Kind.PREDICATE_UNSUPPORTED,
                    "At predicateType of " + DOCUMENT + " expected '" + predicateType + "', but found "
                            + Quoted.of(found.text()) + ", which cannot be judged here.");
        }
        JsonAt subject = onlySubject(root.member("subject"));
        return new StatementFrame(subject, subject.member("digest").sha256(), root.member("predicate"));
    }

    /** Two subjects would let one statement speak for bytes that nobody looked at. */
    private static JsonAt onlySubject(JsonAt subjects) throws EnvelopeException {
        var list = subjects.list(subject -> subject);
        if (list.size() != 1) {
            throw subjects.expected("exactly one subject", Integer.toString(list.size()));
        }
        return list.get(0);
    }

    /** The subject's name. */
    String name() throws EnvelopeException {
        return subject.member("name").text();
    }

    /** Refuses a subject that is not the thing the predicate speaks of. */
    void requireSubject(Digest wanted, String what) throws EnvelopeException {
        if (!digest.equals(wanted)) {
            throw subject.expected("the digest of " + what + ", " + wanted, digest.hex());
        }
    }

    /**
     * Writes a statement; {@code predicate} writes the members of the predicate.
     *
     * @throws IllegalArgumentException when a text has no UTF-8 form, or a time no four-digit year
     */
    static Bytes write(String name, Digest subject, String predicateType, Json.Content predicate) {
        return Json.write(json -> {
            json.writeStartObject();
            json.writeStringField("_type", Statement.TYPE);
            json.writeArrayFieldStart("subject");
            json.writeStartObject();
            json.writeStringField("name", name);
            JsonMembers.digest(json, "digest", subject);
            json.writeEndObject();
            json.writeEndArray();
            json.writeStringField("predicateType", predicateType);
            json.writeObjectFieldStart("predicate");
            predicate.to(json);
            json.writeEndObject();
            json.writeEndObject();
        });
    }
}
