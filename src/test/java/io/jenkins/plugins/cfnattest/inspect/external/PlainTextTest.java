package io.jenkins.plugins.cfnattest.inspect.external;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlainTextTest {
    @ParameterizedTest
    @CsvSource({"'a b', 'a b'", "'  a \t\r\n b  ', 'a b'", "Größe 😀, Größe 😀", "'', ''", "' ', ''"})
    void keepsWordsOnOneLine(String text, String plain) {
        assertThat(PlainText.message(text)).isEqualTo(plain);
    }

    @Test
    void showsWhatSteersATerminalAsAQuestionMark() {
        assertThat(PlainText.message("\u001B[2J\u0000\u0007\u009B \u202E\u200B\uD800\uE000\u0085x\u2028y"))
                .isEqualTo("?[2J??? ?????x y");
    }

    @Test
    void cutsAndSaysSo() {
        assertThat(PlainText.cut("abcdef", 6)).isEqualTo("abcdef");
        assertThat(PlainText.cut("abcdefg", 6)).isEqualTo("abcdef [cut: 7 characters]");
        assertThat(PlainText.cut("😀😀😀", 2)).isEqualTo("😀😀 [cut: 6 characters]");
        assertThat(PlainText.cut("abcdef   ", 6)).isEqualTo("abcdef");
    }
}
