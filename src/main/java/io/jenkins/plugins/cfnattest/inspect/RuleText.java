package io.jenkins.plugins.cfnattest.inspect;

import java.util.List;

/**
 * What people are told about a rule, in our own wording.
 *
 * @param looksFor what it looks for, exactly enough to predict its answer; a sentence
 * @param problem what is wrong where it reports, without full stop, such as {@code AccessControl lets everybody read the bucket}
 * @param remedy what to do, without full stop, such as {@code use Private and a bucket policy}
 * @param rationale why it matters; a sentence
 */
public record RuleText(String looksFor, String problem, String remedy, String rationale) {
    public RuleText {
        for (String sentence : List.of(looksFor, rationale)) {
            if (sentence.isBlank() || !sentence.endsWith(".")) {
                throw new IllegalArgumentException(
                        "Expected a sentence that ends with a full stop, but found '" + sentence + "'.");
            }
        }
        for (String part : List.of(problem, remedy)) {
            if (part.isBlank() || part.endsWith(".")) {
                throw new IllegalArgumentException(
                        "Expected a part of a sentence without full stop, but found '" + part + "'.");
            }
        }
    }

    /** What is wrong and what to do, one sentence. */
    public String message() {
        return problem + "; " + remedy + ".";
    }
}
