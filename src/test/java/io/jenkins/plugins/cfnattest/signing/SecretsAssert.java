package io.jenkins.plugins.cfnattest.signing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;

/** Looks for secrets in everything that a complaint could print. */
final class SecretsAssert {
    private static final int TELLING = 12;

    private SecretsAssert() {}

    /** None of the passphrases and no dozen characters of a key's body stand in the complaint, its causes or its stack trace. */
    static void assertKeepsSecrets(Throwable complaint, String pem, String... passphrases) {
        StringWriter printed = new StringWriter();
        complaint.printStackTrace(new PrintWriter(printed));
        String text = printed.toString();
        assertThat(text).doesNotContain(passphrases);
        pem.lines()
                .filter(line -> !line.startsWith("-----") && line.length() >= TELLING)
                .forEach(line -> assertThat(text).doesNotContain(line.substring(0, TELLING)));
    }
}
