package io.jenkins.plugins.cfnattest.gate;

import io.jenkins.plugins.cfnattest.envelope.Bytes;
import java.nio.charset.CharacterCodingException;

/** Policies for tests, read as users' are. */
final class Policies {
    /** A policy of few lines. */
    static final String SMALL = """
            name: small
            signatures: 1
            maxAge: P1D
            clockSkew: PT1M
            threshold: WARN
            evaluation: [ALL]
            inspectors:
              - {name: cfn-nag, implementation: cfn-attestation}
            rules:
              required:
                FAIL: {F3: 1}
                WARN: {W41: 2}
            """;

    private Policies() {}

    static Policy read(String text) throws PolicyException {
        return Policy.read(Bytes.utf8(text), "policy.yaml");
    }

    /** The default policy with one text replaced, called 'changed'. */
    static Policy standardBut(String old, String replacement) {
        try {
            return read(replaced(Policy.standardFile().toUtf8(), old, replacement)
                    .replace("name: default", "name: changed"));
        } catch (PolicyException | CharacterCodingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The text with the one occurrence of another replaced. */
    static String replaced(String text, String old, String replacement) {
        int at = text.indexOf(old);
        if (at < 0 || text.indexOf(old, at + 1) >= 0) {
            throw new IllegalArgumentException("Not there exactly once: " + old);
        }
        return text.substring(0, at) + replacement + text.substring(at + old.length());
    }
}
