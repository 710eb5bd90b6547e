package io.jenkins.plugins.cfnattest.envelope;

/** The JSON form of a statement with this predicate (in-toto Statement v1). */
public final class SummaryJson {
    private SummaryJson() {}

    /** Parses a payload whose signature has been verified; nothing else may call this. */
    public static VerificationSummary read(Bytes payload) throws EnvelopeException {
        throw new UnsupportedOperationException();
    }

    /** Writes a statement: the payload of an envelope. */
    public static Bytes write(VerificationSummary statement) {
        throw new UnsupportedOperationException();
    }
}
