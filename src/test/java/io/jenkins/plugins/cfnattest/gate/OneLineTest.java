package io.jenkins.plugins.cfnattest.gate;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class OneLineTest {
    @Test
    void cannotForgeLinesColoursOrDirection() {
        assertThat(OneLine.of("a\nALLOWED\u001b[32m\u202eb\u2028c\ud800", 80)).isEqualTo("a?ALLOWED?[32m?b?c?");
    }

    @Test
    void cutsByCharactersAndNotByHalves() {
        assertThat(OneLine.of("Köln😀😀", 5)).isEqualTo("Köln😀...");
        assertThat(OneLine.of("Köln😀", 5)).isEqualTo("Köln😀");
    }

    @Test
    void quotes() {
        assertThat(OneLine.quoted("web")).isEqualTo("'web'");
    }
}
