package io.jenkins.plugins.cfnattest.envelope;

/** The JSON form of a statement with this predicate (in-toto Statement v1). */
public final class DecisionJson {
    private DecisionJson() {}

    /** Parses a payload whose signature has been verified; nothing else may call this. */
    public static DecisionStatement read(Bytes payload) throws EnvelopeException {
        throw new UnsupportedOperationException();
    }

    /** Writes a statement: the payload of an envelope. */
    public static Bytes write(DecisionStatement statement) {
        throw new UnsupportedOperationException();
    }
}
