package io.jenkins.plugins.cfnattest.envelope;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class QuotedTest {
    @Test
    void keepsLettersOfAllScripts() {
        assertThat(Quoted.of("Köln 東京 😀")).isEqualTo("'Köln 東京 😀'");
    }

    @Test
    void replacesWhatSteersATerminalOrTurnsTheDirection() {
        assertThat(Quoted.of("a\u001b[31m\r\n\u202Eb\u200B\u2028\uD800\u0085")).isEqualTo("'a?[31m???b????'");
    }

    @Test
    void cutsWhatIsTooLong() {
        assertThat(Quoted.of("😀".repeat(81))).isEqualTo("'" + "😀".repeat(80) + "...'");
        assertThat(Quoted.of("x".repeat(80))).isEqualTo("'" + "x".repeat(80) + "'");
    }
}
