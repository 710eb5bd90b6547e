package io.jenkins.plugins.cfnattest.inspect.external;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** What a command writes to its standard output. */
public enum AnswerFormat {
    /** The JSON of {@code cfn_nag_scan --output-format json}. */
    CFN_NAG("cfn-nag"),
    /** SARIF 2.1.0, as cfn-lint, cfn-guard and checkov write it. */
    SARIF("sarif");

    private final String word;

    AnswerFormat(String word) {
        this.word = word;
    }

    /** How a configuration calls it. */
    public String word() {
        return word;
    }

    /** The format that a configuration calls so. */
    public static Optional<AnswerFormat> of(String word) {
        return Arrays.stream(values())
                .filter(format -> format.word.equals(word))
                .findFirst();
    }

    /** All words, for messages. */
    public static List<String> words() {
        return Arrays.stream(values()).map(AnswerFormat::word).toList();
    }
}
