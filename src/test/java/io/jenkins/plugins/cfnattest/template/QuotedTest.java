package io.jenkins.plugins.cfnattest.template;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QuotedTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            ignoreLeadingAndTrailingWhitespace = false,
            value = {
                "Bucket|\"Bucket\"",
                "Köln 1|\"Köln 1\"",
                "😀|\"😀\"",
                "a\tb|\"a<U+0009>b\"",
                "a\u0000b|\"a<U+0000>b\"",
                "a\u001b[31m|\"a<U+001B>[31m\"",
                "a\u2028b|\"a<U+2028>b\"",
                "a\u202eb|\"a<U+202E>b\"",
                "a\ufeffb|\"a<U+FEFF>b\"",
                "a\ue000b|\"a<U+E000>b\"",
                "a\udb40\udc41b|\"a<U+E0041>b\"",
            })
    void showsNamesWithoutTricks(String name, String quoted) {
        assertThat(Quoted.name(name)).isEqualTo(quoted);
    }

    @Test
    void showsLineFeedsAsCodes() {
        assertThat(Quoted.name("a\r\nERROR b")).isEqualTo("\"a<U+000D><U+000A>ERROR b\"");
    }

    @Test
    void cutsLongNamesBetweenCharacters() {
        assertThat(Quoted.name("😀".repeat(80))).isEqualTo("\"" + "😀".repeat(80) + "\"");
        assertThat(Quoted.name("😀".repeat(81))).isEqualTo("\"" + "😀".repeat(80) + "...\"");
    }

    @Test
    void showsSingleCharacters() {
        assertThat(Quoted.character('x')).isEqualTo("'x'");
        assertThat(Quoted.character('\n')).isEqualTo("the character U+000A");
        assertThat(Quoted.code(0x1F600)).isEqualTo("U+1F600");
    }
}
