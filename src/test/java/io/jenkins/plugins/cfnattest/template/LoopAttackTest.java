package io.jenkins.plugins.cfnattest.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Loops that CloudFormation refuses, or that it and somebody else could read in two ways. */
class LoopAttackTest {
    private static final String HEAD = """
            Transform: AWS::LanguageExtensions
            Parameters: {Env: {Type: String, Default: x}}
            Resources:
              Taken: {Type: T::T::T}
            """;

    private static void refuses(String loop, String... words) {
        assertThatThrownBy(() -> Expansion.of(ExpansionTest.template(HEAD + loop.indent(2)), Map.of("Env", "x")))
                .isInstanceOf(TemplateException.class)
                .hasMessageContainingAll(words)
                .hasMessageContaining("Expected ");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            [N, [Taken], {'${N}': {Type: T::T::T}}]              | "Taken"
            [N, [a, a], {'R${N}': {Type: T::T::T}}]              | "Ra"
            [N, [a, b], {Same: {Type: T::T::T}}]                 | "Same"
            [N, [a-b, ab], {'R&{N}': {Type: T::T::T}}]           | "Rab"
            [N, ['', '-'], {'R&{N}': {Type: T::T::T}}]           | "R"
            [N, [a], {R: {Type: T::T::T, Properties: {a: 1, '${N}': 2}}}] | "a"
            """)
    void refusesNamesThatCollide(String loop, String name) {
        refuses("Fn::ForEach::L: " + loop, "each key once", name);
    }

    @Test
    void refusesTwoLoopsThatMakeTheSame() {
        refuses("""
                Fn::ForEach::L: [N, [a], {'R${N}': {Type: T::T::T}}]
                Fn::ForEach::M: [N, [a], {'R${N}': {Type: T::T::T}}]
                """, "each key once", "\"Ra\"");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            [Env, [a], {'R${Env}': {Type: T::T::T}}]                          | the parameter "Env"
            [Taken, [a], {'R${Taken}': {Type: T::T::T}}]                      | the resource "Taken"
            [Ra, [a], {'R${Ra}': {Type: T::T::T}}]                            | the resource "Ra"
            [N, [a], {'Fn::ForEach::K': [N, [b], {'R${N}': {Type: T::T::T}}]}] | no loop around
            [N, [a], {R: {Type: T::T::T, Properties: {P: !Sub ['${N}', {N: b}]}}}] | the name in Fn::Sub "N"
            """)
    void refusesIdentifiersThatMeanTwoThings(String loop, String words) {
        refuses("Fn::ForEach::L: " + loop, words);
    }

    @ParameterizedTest
    @ValueSource(strings = {"['${B}']", "['&{B}']", "['{B}']", "['B}']", "['$']"})
    void refusesItemsThatSpellAnIdentifier(String items) {
        refuses("""
                Fn::ForEach::L:
                  - A
                  - %s
                  - Fn::ForEach::K:
                      - B
                      - ['*']
                      - R:
                          Type: T::T::T
                          Properties: {P: '${A}', Q: '$${A}', R: '${${A}', S: '${A}{B}'}
                """.formatted(items), "spell no identifier", "\"B\"");
    }

    @Test
    void refusesItemsThatSpellAnIdentifierForAReference() {
        refuses("""
                Fn::ForEach::L:
                  - A
                  - ['${B}']
                  - Fn::ForEach::K: [B, ['*'], {R: {Type: T::T::T, Properties: {P: !Ref A}}}]
                """, "spell no identifier");
    }

    @ParameterizedTest
    @ValueSource(strings = {"${ N }", "${N }", "&{ N}", "x${\tN}"})
    void refusesIdentifiersBetweenBlanks(String text) {
        refuses("Fn::ForEach::L: [N, [a], {R: {Type: T::T::T, Properties: {P: \"" + text + "\"}}}]", "without blanks");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "x",
                "{a: b}",
                "[]",
                "[N, [a]]",
                "[N, [a], x]",
                "[N, [a], {'R${N}': {Type: T::T::T}}, 4]",
                "['', [a], {R: {Type: T::T::T}}]",
                "[[N], [a], {R: {Type: T::T::T}}]",
                "[1, [a], {R: {Type: T::T::T}}]",
                "[!Ref Env, [a], {R: {Type: T::T::T}}]",
                "['AWS::Region', [a], {R: {Type: T::T::T}}]",
                "['a.b', [a], {R: {Type: T::T::T}}]",
                "['}', [a], {R: {Type: T::T::T}}]",
                "[N, a, {R: {Type: T::T::T}}]",
                "[N, null, {R: {Type: T::T::T}}]",
                "[N, !Ref Env, {R: {Type: T::T::T}}]",
                "[N, [[a]], {R: {Type: T::T::T}}]",
                "[N, [null], {R: {Type: T::T::T}}]",
                "[N, [a], {R: 1}]",
                "[N, [a], {R: {Type: !Ref Env}}]",
                "[N, [a], {R: {Type: T::T::T, Condition: !GetAtt A.B}}]"
            })
    void refusesLoopsOfAnotherShape(String loop) {
        refuses("Fn::ForEach::L: " + loop, "line 5");
    }

    @Test
    void refusesLoopsWithoutTheTransform() {
        assertThatThrownBy(() -> Template.parse(
                        "Resources: {Fn::ForEach::L: [N, [a], {'R${N}': {Type: T::T::T}}]}".getBytes("UTF-8")))
                .isInstanceOf(TemplateException.class)
                .hasMessageContainingAll("Transform: AWS::LanguageExtensions", "Fn::ForEach::L", "line 1");
    }

    @Test
    void refusesATemplateThatLoopsMakeEmpty() {
        assertThatThrownBy(() -> Expansion.of(ExpansionTest.template("""
                                Transform: AWS::LanguageExtensions
                                Resources: {Fn::ForEach::L: [N, [], {'R${N}': {Type: T::T::T}}]}
                                """), Map.of()))
                .isInstanceOf(TemplateException.class)
                .hasMessageContaining("at least one resource");
    }

    @Test
    void refusesTheSixthLoopInside() {
        String body = "{'${A}${B}${C}${D}${E}${F}': {Type: T::T::T}}";
        for (String name : "F E D C B A".split(" ")) {
            body = "{'Fn::ForEach::" + name + "': [" + name + ", [x], " + body + "]}";
        }
        refuses("Fn::ForEach::L: [Z, [z], " + body + "]", "at most 5 loops");
    }

    private static String list(int size) {
        return IntStream.range(0, size).mapToObj(i -> "i" + i).collect(Collectors.joining(", ", "[", "]"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{'R${A}${B}${C}${D}${E}': {Type: T::T::T}}",
                "{'R${A}${B}${C}${D}${E}': {Type: T::T::T, Properties: {'${A}': !Ref B}}}"
            })
    @Timeout(20)
    void stopsWhatWouldExplode(String innermost) {
        String body = innermost;
        for (String name : "E D C B A".split(" ")) {
            body = "{'Fn::ForEach::" + name + "': [" + name + ", " + list(1000) + ", " + body + "]}";
        }
        refuses(body.substring(1, body.length() - 1), "no more than 1048576 characters");
    }

    /** What it makes would be in no section, and so no rule would see it. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "Fn::ForEach::L: [N, [h], {'Fn::ForEac${N}::M': [K, [a], {'V${K}': {Type: T::T::T}}]}]",
                "Fn::ForEach::L: [N, [h], {'V${N}': {Type: T::T::T, Properties: {'Fn::ForEac${N}::M': [K, [P], {'${K}': 1}]}}}]",
                "R: {Type: T::T::T, 'Fn::ForEach::L': [N, [Properties], {'${N}': {P: 1}}]}"
            })
    void refusesLoopsThatHideFromTheExpansion(String text) {
        refuses(text, "the loop \"Fn::ForEach::");
    }

    @Test
    @Timeout(20)
    void stopsTextsThatWouldExplode() {
        String item = "x".repeat(100_000);
        refuses(
                "Fn::ForEach::L: [N, [" + item + "], {R: {Type: T::T::T, Properties: {P: '" + "${N}".repeat(100_000)
                        + "'}}}]",
                "no more than 1048576 characters");
    }

    @ParameterizedTest
    @ValueSource(strings = {"${", "${N", "&{ ", "${N ", "$", "{"})
    @Timeout(20)
    void readsTextsThatOnlyOpenInLinearTime(String piece) throws TemplateException {
        String text = piece.repeat(300_000 / piece.length());
        Template template = ExpansionTest.template(
                HEAD + "  Fn::ForEach::L: [N, [a], {R: {Type: T::T::T, Properties:" + " {P: '" + text + "'}}}]");

        assertThat(Expansion.of(template, Map.of())
                        .template()
                        .resources()
                        .get("R")
                        .properties()
                        .get("P")
                        .flatMap(Value::text))
                .contains(text);
    }

    @Test
    void takesThousandsOfResources() throws TemplateException {
        Template template = ExpansionTest.template(
                HEAD + "  Fn::ForEach::L: [N, " + list(10_000) + ", {'R${N}': {Type: AWS::S3::Bucket}}]");

        assertThat(Expansion.of(template, Map.of()).template().resources()).hasSize(10_001);
    }
}
