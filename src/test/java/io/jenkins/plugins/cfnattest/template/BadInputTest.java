package io.jenkins.plugins.cfnattest.template;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What is no template is refused with one sentence that says what, where, and what to do. */
class BadInputTest {
    private static Arguments bad(String text, String message, int... place) {
        return Arguments.of(text, message, place.length == 0 ? null : new Position(place[0], place[1]));
    }

    static Stream<Arguments> files() {
        return Stream.of(
                bad("", "but the file is empty"),
                bad(" \n\t\n", "but the file is empty"),
                bad("# only a comment\n", "the file holds comments only"),
                bad("---\n", "Expected a map with the member Resources, but found nothing", 2, 1),
                bad("42", "a map with the member Resources, but found a single value", 1, 1),
                bad("- a\n- b\n", "a map with the member Resources, but found a list", 1, 1),
                bad("[]", "a map with the member Resources, but found a list", 1, 1),
                bad("{}", "the member Resources with at least one resource, but found an empty map", 1, 1),
                bad("resources:\n  a: b\n", "but found only \"resources\". Give", 1, 1),
                bad("A: 1\nB: 1\nC: 1\nD: 1\nE: 1\nF: 1\n", "found only \"A\", \"B\", \"C\", \"D\", \"E\", ....", 1, 1),
                bad("A: 1\n\0", "the control character U+0000 at line 2, column 1", 2, 1),
                bad("A: \u0007", "the control character U+0007 at line 1, column 4", 1, 4),
                bad("A: \u009b31m", "the control character U+009B", 1, 4),
                bad("# a\u2028B: c", "U+2028, which ends the line for some readers of YAML only", 1, 4),
                bad("# a\u0085B: c", "U+0085, which ends the line", 1, 4));
    }

    static Stream<Arguments> yaml() {
        return Stream.of(
                bad("Resources:\n\tA: 1\n", "well-formed YAML, but found this: found character '\\t(TAB)'", 2, 1),
                bad("A: b: c\n", "mapping values are not allowed here", 1, 5),
                bad("A: [b\n", "well-formed YAML", 2, 1),
                bad("A: \"b\n", "unexpected end of stream", 2, 1),
                bad("A: \"\\ud83d\"\n", "the half of a surrogate pair, U+D83D", 1, 4),
                bad(
                        "A: *b\n",
                        "an alias of a value that stands before it, but found *\"b\", which no value is named",
                        1,
                        4),
                bad("A: &b [*b]\n", "*\"b\", which stands inside that value", 1, 8),
                bad("A: 1\nB: 2\n'A': 3\n", "the key \"A\" of line 1, column 1 again at line 3, column 1", 3, 1),
                bad("A: {on: 1, true: 2}", "the key \"true\" of line 1, column 5 again", 1, 12),
                bad("? [a]\n: b\n", "a text as key, but found an empty or composed key", 1, 3),
                bad("? {a: b}\n: b\n", "a text as key", 1, 3),
                bad("!Ref a: b\n", "a text as key", 1, 1),
                bad("~: b\n", "a text as key", 1, 1),
                bad("A: &a {b: c}\nB:\n  <<: *a\n", "the merge key \"<<\"", 3, 3),
                bad("A: 1\n---\nB: 1\n", "one document, but found a second one at line 2, column 1", 2, 1),
                bad("%TAG ! tag:example.com,2000:\n---\nA: !Ref b\n", "a %TAG directive", 1, 1),
                bad("%YAML 9.9\n---\nA: b\n", "well-formed YAML"),
                bad("%YAML 1.99999999999\n---\nA: b\n", "well-formed YAML"),
                bad("A: \"\\U00110000\"\n", "well-formed YAML"),
                bad("A: !%zz b\n", "well-formed YAML"),
                bad("A: " + "[".repeat(100) + "]".repeat(100), "at most 100 maps and lists inside each other", 1, 103));
    }

    static Stream<Arguments> json() {
        return Stream.of(
                bad("{Resources: {}}", "a name in double quotes, but found 'R' at line 1, column 2", 1, 2),
                bad("{\"A\": 1,}", "a name in double quotes, but found '}'", 1, 9),
                bad("{\"A\": [1,]}", "a JSON value, but found ']'", 1, 10),
                bad("{\"A\" 1}", "a colon after the name, but found '1'", 1, 6),
                bad("{\"A\": 1", "a comma or a closing }, but found the end of the text", 1, 8),
                bad("{\"A\": [1", "a comma or a closing ], but found the end of the text", 1, 9),
                bad("{\"A\": 1}\n{}", "the end of the text after the closing }, but found '{'", 2, 1),
                bad("{/* c */}", "a name in double quotes, but found '/'", 1, 2),
                bad("{\"A\": tru}", "the word true, but found '}'", 1, 10),
                bad("{\"A\": 01}", "a comma or a closing }, but found '1'", 1, 8),
                bad("{\"A\": -}", "a digit, but found '}'", 1, 8),
                bad("{\"A\": 1.}", "a digit", 1, 9),
                bad("{\"A\": 1e+}", "a digit", 1, 10),
                bad("{\"A\": +1}", "a JSON value, but found '+'", 1, 7),
                bad("{\"A\": NaN}", "a JSON value, but found 'N'", 1, 7),
                bad("{\"A\": 'b'}", "a JSON value, but found '''", 1, 7),
                bad("{\"A\": \"\\x\"}", "after a backslash, but found 'x'", 1, 9),
                bad("{\"A\": \"\\u12G4\"}", "four hexadecimal digits after \\u, but found 'G'", 1, 12),
                bad("{\"A\": \"\\ud83d\"}", "the half of a surrogate pair, U+D83D", 1, 7),
                bad("{\"A\": \"\\ude00\\ud83d\"}", "the half of a surrogate pair, U+DE00", 1, 7),
                bad(
                        "{\"A\": \"b\nc\"}",
                        "to end with a double quote on its line, but found the character U+000A",
                        1,
                        9),
                bad("{\"A\": \"b", "to end with a double quote on its line, but found the end of the text", 1, 9),
                bad("{\"A\":\u00a01}", "a JSON value, but found ", 1, 6),
                bad(
                        "{\"A\": 1,\n \"\\u0041\": 2}",
                        "the key \"A\" of line 1, column 2 again at line 2, column 2",
                        2,
                        2),
                bad("{\"A\": " + "[".repeat(100) + "]".repeat(100) + "}", "at most 100 maps and lists", 1, 106));
    }

    static Stream<Arguments> shapes() {
        return Stream.of(
                bad("Resources:\n", "Resources to be a map with at least one resource, but found nothing", 1, 11),
                bad("Resources: {}\n", "at least one resource, but found an empty map", 1, 12),
                bad("Resources: [a]\n", "at least one resource, but found a list", 1, 12),
                bad("Resources: {a: }\n", "the resource \"a\" to be a map, but found nothing", 1, 15),
                bad("Resources: {a: b}\n", "the resource \"a\" to be a map, but found a single value", 1, 16),
                bad("Resources: {a: {}}\n", "the member Type in the resource \"a\", but found none", 1, 16),
                bad("Resources: {a: {Type: }}\n", "Type of the resource \"a\" to be a text, but found nothing", 1, 22),
                bad(
                        "Resources: {a: {Type: 7}}\n",
                        "Type of the resource \"a\" to be a text, but found a single value",
                        1,
                        23),
                bad(
                        "Resources: {a: {Type: [b]}}\n",
                        "Type of the resource \"a\" to be a text, but found a list",
                        1,
                        23),
                bad(
                        "Resources: {a: {Type: b, Properties: [c]}}\n",
                        "Properties of the resource \"a\" to be a map",
                        1,
                        38),
                bad("Resources: {a: {Type: b, Metadata: c}}\n", "Metadata of the resource \"a\" to be a map", 1, 36),
                bad(
                        "Resources: {a: {Type: b, Condition: [c]}}\n",
                        "Condition of the resource \"a\" to be the name",
                        1,
                        37),
                bad("Parameters:" + Fixtures.RESOURCES, "the section Parameters to be a map, but found nothing", 1, 12),
                bad(
                        "Parameters: [a]" + Fixtures.RESOURCES,
                        "the section Parameters to be a map, but found a list",
                        1,
                        13),
                bad(
                        "Parameters: {p: }" + Fixtures.RESOURCES,
                        "the parameter \"p\" to be a map, but found nothing",
                        1,
                        16),
                bad("Parameters: {p: {}}" + Fixtures.RESOURCES, "the member Type in the parameter \"p\"", 1, 17),
                bad(
                        "Parameters: {p: {Type: 5}}" + Fixtures.RESOURCES,
                        "Type of the parameter \"p\" to be a text",
                        1,
                        24),
                bad(
                        "Parameters: {p: {Type: String, Default: [a]}}" + Fixtures.RESOURCES,
                        "Default of the parameter \"p\"",
                        1,
                        41),
                bad(
                        "Parameters: {p: {Type: String, NoEcho: 1}}" + Fixtures.RESOURCES,
                        "NoEcho of the parameter \"p\"",
                        1,
                        40),
                bad("Conditions:" + Fixtures.RESOURCES, "the section Conditions to be a map, but found nothing", 1, 12),
                bad("Mappings: a" + Fixtures.RESOURCES, "the section Mappings to be a map", 1, 11),
                bad("Transform:" + Fixtures.RESOURCES, "Transform to be the name of a macro", 1, 11),
                bad("Transform: [{A: b}]" + Fixtures.RESOURCES, "Transform to be the name of a macro", 1, 13));
    }

    @ParameterizedTest
    @MethodSource({"files", "yaml", "json", "shapes"})
    void isRefusedWithItsPlace(String text, String message, Position position) {
        TemplateException refusal = Fixtures.refusal(text);

        assertThat(refusal)
                .hasMessageContaining(message)
                .hasMessageStartingWith("Expected ")
                .hasNoCause();
        assertThat(refusal.getMessage()).endsWith(".").doesNotContain("\n", "org.yaml", "Exception");
        if (position != null) {
            assertThat(refusal.position()).contains(position);
        }
    }

    @Test
    void isRefusedAboveTheLimitOnly() throws TemplateException {
        byte[] largest = new byte[Template.LIMIT];
        Arrays.fill(largest, (byte) '\n');
        byte[] resources = Fixtures.RESOURCES.getBytes(StandardCharsets.UTF_8);
        System.arraycopy(resources, 0, largest, 0, resources.length);

        assertThat(Template.parse(largest).resources()).hasSize(1);
        assertThat(Fixtures.refusal(Arrays.copyOf(largest, largest.length + 1)))
                .hasMessage("Expected a template of at most 1048576 bytes, as CloudFormation takes, but found 1048577."
                        + " Split it into nested stacks.");
    }

    @Test
    void isRefusedInOtherEncodings() {
        assertThat(Fixtures.refusal("\uFEFFA: b".getBytes(StandardCharsets.UTF_16LE)))
                .hasMessageContaining("byte order mark of UTF-16");
        assertThat(Fixtures.refusal("A: b\nOrt: Köln".getBytes(StandardCharsets.ISO_8859_1)))
                .hasMessageContaining(
                        "Expected UTF-8, but found bytes that are none, from byte 12 at line 2, column 7.");
        assertThat(Fixtures.refusal(new byte[] {'A', (byte) 0xC3})).hasMessageContaining("from byte 2 ");
        assertThat(Fixtures.refusal(new byte[] {'A', (byte) 0xC0, (byte) 0x80})).hasMessageContaining("from byte 2 ");
        assertThat(Fixtures.refusal(new byte[] {'A', (byte) 0xED, (byte) 0xA0, (byte) 0x80}))
                .hasMessageContaining("from byte 2 ");
        assertThat(Fixtures.refusal(new byte[] {(byte) 0x89, 'P', 'N', 'G', 0})).hasMessageContaining("from byte 1 ");
        assertThat(Fixtures.refusal(new byte[] {'P', 'K', 3, 4})).hasMessageContaining("not a binary file");
    }

    @Test
    void showsNoValuesAndForgesNoLines() {
        String secret = "hunter2hunter2";

        assertThat(Fixtures.refusal("Resources: {a: " + secret + "}").getMessage())
                .doesNotContain(secret);
        assertThat(Fixtures.refusal("A: \"" + secret).getMessage()).doesNotContain(secret);
        assertThat(Fixtures.refusal("{\"A\": " + secret + "}").getMessage()).doesNotContain(secret);
        assertThat(Fixtures.refusal("Resources: {\"a\\n\\e[31m\\u202e" + "x".repeat(200) + "\": b}"))
                .hasMessageContaining("\"a<U+000A><U+001B>[31m<U+202E>xxx")
                .hasMessageContaining("xxx...\"");
    }
}
