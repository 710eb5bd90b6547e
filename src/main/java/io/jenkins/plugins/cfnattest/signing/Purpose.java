package io.jenkins.plugins.cfnattest.signing;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** What a key is trusted for; a key has one purpose. */
public enum Purpose {
    /** Signs attestations. */
    ATTEST("attest"),
    /** Signs envelopes of the 2020 service. */
    ATTEST_2020("attest-2020"),
    /** Signs the gate's decisions. */
    DECISION("decision"),
    /** Signs waivers. */
    WAIVER("waiver"),
    /** Signs checkpoints of the record. */
    LOG("log");

    private final String word;

    Purpose(String word) {
        this.word = word;
    }

    /** The word used in configuration and messages. */
    public String word() {
        return word;
    }

    /** The purpose with exactly this word; absent when there is none. */
    public static Optional<Purpose> of(String word) {
        return Arrays.stream(values())
                .filter(purpose -> purpose.word.equals(word))
                .findFirst();
    }

    /** Every word, for messages and forms. */
    public static List<String> words() {
        return Arrays.stream(values()).map(Purpose::word).toList();
    }
}
