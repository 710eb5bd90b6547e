package io.jenkins.plugins.cfnattest.template;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonReaderTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "{}                        | {}",
                "[]                        | []",
                "[ 1 , [ 2 ] , { } ]       | [1, [2], {}]",
                "\"\"                      | ''",
                "\"yes\"                   | 'yes'",
                "\"010\"                   | '010'",
                "\"\\\"\\\\\\/\\u0041\"    | '\"\\/A'",
                "\"\\uD83D\\uDE00 \\u00e9 ö\" | '😀 é ö'",
                "\"\\u007f\\u0000\"        | '\u007f\u0000'",
                "true                      | true",
                "false                     | false",
                "null                      | null",
                "0                         | 0",
                "-0                        | 0",
                "-12                       | -12",
                "123456789012              | 123456789012",
                "1.10                      | 1.1",
                "0.5                       | 0.5",
                "1e3                       | 1000.0",
                "1E-2                      | 0.01",
                "-1.5e+2                   | -150.0",
                "1e999                     | '1e999'",
            })
    void readsEachValue(String text, String expected) throws TemplateException {
        Template template = Fixtures.parse("{\"X\": " + text + ", \"Resources\": {\"A\": {\"Type\": \"T\"}}}");

        assertThat(Fixtures.print(template.root().get("X").orElseThrow())).isEqualTo(expected);
    }

    @Test
    void startsBehindBlankLines() throws TemplateException {
        Template template = Fixtures.parse("\r\n\n\t {\"Resources\": {\"A\": {\"Type\": \"T\"}}}\n\n");

        assertThat(template.mediaType()).isEqualTo("application/json");
        assertThat(template.resources().get("A").position()).isEqualTo(new Position(3, 32));
    }

    @Test
    void knowsNoShortFormsOrAliases() throws TemplateException {
        Template template = Fixtures.parse(
                "{\"X\": [\"!Ref a\", \"*a\", \"<<\"], \"<<\": 1, \"Resources\": {\"A\": {\"Type\": \"T\"}}}");

        assertThat(Fixtures.print(template.root().get("X").orElseThrow())).isEqualTo("['!Ref a', '*a', '<<']");
        assertThat(template.root().entries()).containsKey("<<");
    }

    @Test
    void takesLineSeparatorsInTexts() throws TemplateException {
        Template template =
                Fixtures.parse("{\"Description\": \"a\u2028b\", \"Resources\": {\"A\": {\"Type\": \"T\"}}}");

        assertThat(template.root().get("Description").flatMap(Value::text)).contains("a\u2028b");
    }

    @Test
    void countsColumnsInWholeCharacters() throws TemplateException {
        Template template = Fixtures.parse(
                "{\"X\": [\"\uD83D\uDE00\uD83D\uDE00 \\n\uD83D\uDE00\", 1],\r\"Y\": 2, \"Resources\": {\"A\": {\"Type\": \"T\"}}}");
        Value.ListOf list = (Value.ListOf) template.root().get("X").orElseThrow();

        assertThat(list.items().get(1).position()).isEqualTo(new Position(1, 18));
        assertThat(template.root().get("Y").orElseThrow().position()).isEqualTo(new Position(2, 6));
    }
}
