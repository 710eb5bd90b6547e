package io.jenkins.plugins.cfnattest.template;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ExtendedFunctionsTest {
    private static final String TEXT = """
            Transform: %s
            Parameters:
              Names: {Type: CommaDelimitedList}
              Env: {Type: String}
              Nobody: {Type: String}
            Mappings:
              M: {prod: {a: 1, nothing: null, list: [x, y]}}
            Resources:
              R: {Type: T::T::T, Properties: {P: %s}}
            """;

    private static String resolved(String transform, String value, Dialect dialect) {
        try {
            Template template =
                    Template.parse(TEXT.formatted(transform, value).getBytes(StandardCharsets.UTF_8), dialect);
            return ExpansionTest.shown(Resolver.of(template, Map.of("Names", "x,y", "Env", "prod"), Map.of("Yes", true))
                    .resolve(template.resources().get("R").properties().get("P").orElseThrow()));
        } catch (TemplateException e) {
            throw new AssertionError(e.getMessage(), e);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {Fn::Length: [a, b]}                                    | 2
            {Fn::Length: []}                                        | 0
            {Fn::Length: !Ref Names}                                | 2
            {Fn::Length: !Split ['-', a-b-c]}                       | 3
            {Fn::Length: !FindInMap [M, prod, list]}                | 2
            {Fn::Length: !Ref Nobody}                               | {Fn::Length: {Ref: Nobody}}
            {Fn::Length: text}                                      | {Fn::Length: text}
            {Fn::Length: [a, !Ref 'AWS::NoValue']}                  | {Fn::Length: [a, {Ref: AWS::NoValue}]}
            {Fn::Length: [a, !If [Maybe, b, c]]}                    | {Fn::Length: [a, {Fn::If: [Maybe, b, c]}]}
            !FindInMap [M, prod, a, {DefaultValue: d}]              | 1
            !FindInMap [M, prod, b, {DefaultValue: d}]              | d
            !FindInMap [M, prod, nothing, {DefaultValue: d}]        | d
            !FindInMap [N, prod, b, {DefaultValue: !Ref Env}]       | prod
            !FindInMap [M, !Select [0, !Split ['-', prod-x]], a]    | 1
            !FindInMap [M, !Ref Nobody, a, {DefaultValue: d}]       | {Fn::FindInMap: [M, {Ref: Nobody}, a, {DefaultValue: d}]}
            !FindInMap [M, prod, b, {Other: d}]                     | {Fn::FindInMap: [M, prod, b, {Other: d}]}
            {Fn::ToJsonString: {a: [1, true, null, 't"\\x']}}       | {"a":[1,true,null,"t\\"\\\\x"]}
            {Fn::ToJsonString: [{}, [], !Ref Names, !Ref Env]}      | [{},[],["x","y"],"prod"]
            {Fn::ToJsonString: {a: !Ref 'AWS::NoValue', b: [!Ref 'AWS::NoValue']}} | {"b":[]}
            {Fn::ToJsonString: {a: !Ref Nobody}}                    | {Fn::ToJsonString: {a: {Ref: Nobody}}}
            {Fn::ToJsonString: {a: {Ref: b, c: d}}}                 | {"a":{"Ref":"b","c":"d"}}
            {Fn::ToJsonString: {Fn::ForEach::X: [a]}}               | {Fn::ToJsonString: {Fn::ForEach::X: [a]}}
            {Fn::ToJsonString: text}                                | {Fn::ToJsonString: text}
            """)
    void evaluatesWhatIsKnown(String value, String result) {
        assertThat(resolved("AWS::LanguageExtensions", value, Dialect.CLOUDFORMATION))
                .isEqualTo(result);
    }

    @ParameterizedTest
    @EnumSource(Dialect.class)
    void evaluatesThemWhoeverReadTheTemplate(Dialect dialect) {
        assertThat(resolved(
                        "[AWS::LanguageExtensions]",
                        "[{Fn::Length: [a, b]}, !FindInMap [M, x, y, {DefaultValue: d}], {Fn::ToJsonString: {a: 1}}]",
                        dialect))
                .isEqualTo("[2, d, {\"a\":1}]");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {Fn::Length: [a]}
            {Fn::ToJsonString: {a: b}}
            {Fn::FindInMap: [M, x, y, {DefaultValue: d}]}
            """)
    void leavesThemAloneWithoutTheTransform(String value) {
        assertThat(resolved("Other", value, Dialect.CLOUDFORMATION)).isEqualTo(value);
        assertThat(resolved("Other", value, Dialect.CFN_NAG)).isEqualTo(value);
    }
}
