package io.jenkins.plugins.cfnattest.envelope;

/**
 * An in-toto Statement v1 with exactly one subject and an inspection predicate.
 *
 * @param subjectName the template's path as the pipeline named it
 * @param subjectDigest the template digest
 * @param predicate the inspection
 */
public record Statement(String subjectName, Digest subjectDigest, InspectionPredicate predicate) {
    /** The statement type (in-toto attestation framework v1, "Statement"). */
    public static final String TYPE = "https://in-toto.io/Statement/v1";
}
