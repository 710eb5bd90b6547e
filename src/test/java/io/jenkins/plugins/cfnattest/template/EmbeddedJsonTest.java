package io.jenkins.plugins.cfnattest.template;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EmbeddedJsonTest {
    @Test
    void readsJsonWithBlanksAroundIt() {
        assertThat(EmbeddedJson.read(" \n{\"Statement\": [{\"Effect\": \"Allow\"}]}\t")
                        .flatMap(root -> root.get("Statement")))
                .isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Statement: []",
                "{\"a\": 1} {\"a\": 2}",
                "{\"a\": 1, \"a\": 2}",
                "{'a': 1}",
                "{\"a\": 1,}",
                "{\"a\": 1} // all",
                "\uFEFF{}",
                "{\"a\": \"\\u12\"}",
                "[[[["
            })
    void refusesWhatReadersUnderstandInDifferentWays(String text) {
        assertThat(EmbeddedJson.read(text)).isEmpty();
    }

    @Test
    void staysWithinTheBoundsOfATemplate() {
        assertThat(EmbeddedJson.read("[".repeat(100) + "]".repeat(100))).isPresent();
        assertThat(EmbeddedJson.read("[".repeat(100_000) + "]".repeat(100_000))).isEmpty();
    }
}
