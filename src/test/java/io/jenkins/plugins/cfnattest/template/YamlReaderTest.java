package io.jenkins.plugins.cfnattest.template;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class YamlReaderTest {
    static Stream<Arguments> styles() {
        return Stream.of(
                Arguments.of("literal", "|\n  a\n   b\n\n  c\n", "'a\n b\n\nc\n'"),
                Arguments.of("literal, chomped", "|-\n  a\n  b\n", "'a\nb'"),
                Arguments.of("literal, kept", "|+\n  a\n", "'a\n\n'"),
                Arguments.of("folded", ">\n  a\n  b\n\n  c\n", "'a b\nc\n'"),
                Arguments.of("indentation named", "|2\n   a\n", "' a\n'"),
                Arguments.of("plain over lines", "a\n  b\n", "'a b'"),
                Arguments.of("plain with punctuation", "a:b#c [d]", "'a:b#c [d]'"),
                Arguments.of("comment behind", "a # b", "'a'"),
                Arguments.of("single quotes", "'it''s'", "'it's'"),
                Arguments.of("double quotes", "\"\\x41\\u00e9\\U0001F600\\t\"", "'Aé😀\t'"),
                Arguments.of("escaped surrogate pair", "\"\\ud83d\\ude00\"", "'😀'"),
                Arguments.of("double quotes over lines", "\"a\n  b\\\n  c\"", "'a bc'"),
                Arguments.of("block list", "\n- a\n- - b\n  - c\n", "['a', ['b', 'c']]"),
                Arguments.of("list not indented", "\n- a: 1\n  b: 2\n-\n", "[{a: 1, b: 2}, null]"),
                Arguments.of("flow", "{a: [1, 2], 'b': {c: }, \"d\":e}", "{a: [1, 2], b: {c: null}, d: 'e'}"),
                Arguments.of("pair in a flow list", "[a: 1]", "[{a: 1}]"),
                Arguments.of("trailing commas", "[a, {b: c,},]", "['a', {b: 'c'}]"),
                Arguments.of("explicit key", "\n  ? a\n  : b\n", "{a: 'b'}"),
                Arguments.of("quoted merge key", "{'<<': a}", "{<<: 'a'}"),
                Arguments.of("merge sign as value", "<<", "'<<'"),
                Arguments.of("block text as function", "!Sub |\n  a ${b}\n", "{Fn::Sub: 'a ${b}\n'}"),
                Arguments.of(
                        "function below its tag",
                        "!If\n  - a\n  - !Ref b\n  - {Ref: c}\n",
                        "{Fn::If: ['a', {Ref: 'b'}, {Ref: 'c'}]}"),
                Arguments.of("function of nothing", "!Sub", "{Fn::Sub: ''}"),
                Arguments.of("tag through a verbatim form", "!<!Ref> a", "{Ref: 'a'}"),
                Arguments.of("anchor before tag", "[&a !Ref b, !Ref c, *a]", "[{Ref: 'b'}, {Ref: 'c'}, {Ref: 'b'}]"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("styles")
    void readsEachStyle(String name, String text, String expected) throws TemplateException {
        assertThat(Fixtures.print(Fixtures.value(text))).isEqualTo(expected);
    }

    @Test
    void readsTheDirectiveOfItsVersion() throws TemplateException {
        assertThat(Fixtures.parse("%YAML 1.1\n---\nResources: {A: {Type: T}}\n...\n")
                        .resources())
                .hasSize(1);
    }

    @Test
    void readsABracketAfterAMarkAsYaml() throws TemplateException {
        Template template = Fixtures.parse("--- {Resources: {A: {Type: T}}}");

        assertThat(template.mediaType()).isEqualTo("application/yaml");
        assertThat(template.resources()).hasSize(1);
    }

    @Test
    void knowsWhereEachNodeStarts() throws TemplateException {
        Value.MapOf root = Fixtures.parse("""
                A:
                  - b
                  - c: !Ref d
                    e: |
                      f
                Resources:
                  T:
                    Type:
                      'AWS::SNS::Topic'
                """).root();
        Value.ListOf list = (Value.ListOf) root.get("A").orElseThrow();
        Value map = list.items().get(1);

        assertThat(root.position()).isEqualTo(new Position(1, 1));
        assertThat(list.position()).isEqualTo(new Position(2, 3));
        assertThat(list.items().get(0).position()).isEqualTo(new Position(2, 5));
        assertThat(map.position()).isEqualTo(new Position(3, 5));
        assertThat(map.get("c").orElseThrow().position()).isEqualTo(new Position(3, 8));
        assertThat(map.get("c").flatMap(ref -> ref.get("Ref")).orElseThrow().position())
                .isEqualTo(new Position(3, 8));
        assertThat(map.get("e").orElseThrow().position()).isEqualTo(new Position(4, 8));
        assertThat(root.get("Resources")
                        .flatMap(all -> all.get("T"))
                        .flatMap(t -> t.get("Type"))
                        .orElseThrow()
                        .position())
                .isEqualTo(new Position(9, 7));
    }

    @Test
    void readsTheSameFromJsonAndYaml() throws TemplateException {
        Template json = Fixtures.parse(
                "{\"Resources\": {\"A\": {\"Type\": \"T\", \"Properties\": {\"B\": {\"Fn::Sub\": \"x\"}, \"C\": [1, 1.5, true, null]}}}}");
        Template yaml = Fixtures.parse(
                "Resources:\n  A:\n    Type: T\n    Properties:\n      B: !Sub x\n      C: [1, 1.5, yes, ~]\n");

        assertThat(Fixtures.print(yaml.root())).isEqualTo(Fixtures.print(json.root()));
    }
}
