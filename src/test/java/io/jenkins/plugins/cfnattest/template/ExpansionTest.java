package io.jenkins.plugins.cfnattest.template;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExpansionTest {
    private static final String HEAD = """
            Transform: AWS::LanguageExtensions
            Parameters:
              Names: {Type: CommaDelimitedList, Default: 'x, y'}
              Env: {Type: String, Default: prod}
            Mappings:
              Sizes:
                prod: {Names: [L, XL], Zones: {}}
                test: {Names: [S]}
            """;

    static Template template(String text) {
        try {
            return Template.parse(text.getBytes(StandardCharsets.UTF_8));
        } catch (TemplateException e) {
            throw new AssertionError(e.getMessage(), e);
        }
    }

    static Expansion expanded(String text) throws TemplateException {
        return Expansion.of(template(HEAD + text), Map.of("Names", "x, y", "Env", "prod"));
    }

    /** A value in the flow style of YAML, without quotes. */
    static String shown(Value value) {
        if (value instanceof Value.MapOf map) {
            return map.entries().entrySet().stream()
                    .map(entry -> entry.getKey() + ": " + shown(entry.getValue()))
                    .collect(Collectors.joining(", ", "{", "}"));
        }
        return value instanceof Value.ListOf list
                ? list.items().stream().map(ExpansionTest::shown).collect(Collectors.joining(", ", "[", "]"))
                : value.text().orElse("null");
    }

    private static String resources(String text) throws TemplateException {
        return shown(expanded("Resources:\n" + text.indent(2))
                .template()
                .root()
                .get("Resources")
                .orElseThrow());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            [A, B]                                      | A B
            [1, true]                                   | 1 true
            !Ref Names                                  | x y
            !Split ['-', 'a-b']                         | a b
            [!Ref Env, z]                               | prod z
            !FindInMap [Sizes, !Ref Env, Names]         | L XL
            !FindInMap [Sizes, !Sub '${Env}', Names]    | L XL
            !FindInMap [Sizes, none, Names, {DefaultValue: [d]}]        | d
            !FindInMap [Sizes, none, Names, {DefaultValue: !Ref Names}] | x y
            """)
    void goesThroughEveryKindOfCollection(String collection, String items) throws TemplateException {
        Template expanded = expanded("""
                Resources:
                  Plain: {Type: AWS::S3::Bucket}
                  Fn::ForEach::Loop: [Item, %s, {'R${Item}': {Type: AWS::S3::Bucket}}]
                """.formatted(collection)).template();

        assertThat(expanded.resources().keySet()).containsExactly(("Plain R" + items.replace(" ", " R")).split(" "));
    }

    @Test
    void makesNothingOfAnEmptyList() throws TemplateException {
        assertThat(resources("""
                Plain: {Type: T::T::T}
                Fn::ForEach::Loop: [Item, [], {'R${Item}': {Type: T::T::T}}]
                """)).isEqualTo("{Plain: {Type: T::T::T}}");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            !Ref Item                       | 10.0
            !Sub 'x${Item}'                 | {Fn::Sub: x10.0}
            !Sub ['${a}${Item}', {a: 1}]    | {Fn::Sub: [${a}10.0, {a: 1}]}
            'x-${Item}-&{Item}'             | x-10.0-100
            '${!Item}$Item{Item}'           | ${!Item}$Item{Item}
            '${Other}${Items}${tem}'        | ${Other}${Items}${tem}
            '${${Item}'                     | ${10.0
            {'k${Item}': [!Ref Item]}       | {k10.0: [10.0]}
            !GetAtt ['R&{Item}', Arn]       | {Fn::GetAtt: [R100, Arn]}
            !GetAtt 'R&{Item}.Arn'          | {Fn::GetAtt: [R100, Arn]}
            {Ref: !Sub 'R&{Item}'}          | {Ref: R100}
            {Ref: !Sub 'R${Env}'}           | {Ref: Rprod}
            !GetAtt [!Sub 'R&{Item}', !Ref Env] | {Fn::GetAtt: [R100, prod]}
            {Ref: !Sub 'R${Unknown}'}       | {Ref: {Fn::Sub: R${Unknown}}}
            !If ['C${Item}', a, b]          | {Fn::If: [C10.0, a, b]}
            """)
    void putsTheItemIn(String value, String result) throws TemplateException {
        assertThat(resources("""
                Fn::ForEach::Loop:
                  - Item
                  - ['10.0']
                  - 'R&{Item}': {Type: T::T::T, Properties: {P: %s}}
                """.formatted(value)))
                .isEqualTo("{R100: {Type: T::T::T, Properties: {P: " + result + "}}}");
    }

    @Test
    void nestsLoops() throws TemplateException {
        assertThat(resources("""
                Fn::ForEach::Outer:
                  - A
                  - [p, q]
                  - 'R${A}': {Type: T::T::T}
                    Fn::ForEach::Inner:
                      - B
                      - !FindInMap [Sizes, test, Names, {DefaultValue: ['${A}']}]
                      - 'R${A}${B}': {Type: T::T::T, Properties: {A: !Ref A, B: !Sub '${A}.${B}'}}
                """))
                .isEqualTo("{Rp: {Type: T::T::T}, RpS: {Type: T::T::T, Properties: {A: p, B: {Fn::Sub: p.S}}},"
                        + " Rq: {Type: T::T::T}, RqS: {Type: T::T::T, Properties: {A: q, B: {Fn::Sub: q.S}}}}");
    }

    @Test
    void letsTheOuterItemChooseTheInnerCollection() throws TemplateException {
        assertThat(resources("""
                Fn::ForEach::Outer:
                  - A
                  - [prod, test]
                  - Fn::ForEach::Inner: [B, !FindInMap [Sizes, !Ref A, Names], {'R${A}${B}': {Type: T::T::T}}]
                """))
                .isEqualTo("{RprodL: {Type: T::T::T}, RprodXL: {Type: T::T::T}, RtestS: {Type: T::T::T}}");
    }

    @Test
    void writesOutLoopsAtAnyDepthOfProperties() throws TemplateException {
        assertThat(resources("""
                R:
                  Type: T::T::T
                  Properties:
                    One: 1
                    Fn::ForEach::P: [N, [Two, Three], {'${N}': !Ref N}]
                    Deep: [{Fn::ForEach::Q: [N, [a], {'${N}': {Fn::ForEach::R: [M, [b], {'${N}${M}': x}]}}]}]
                """))
                .isEqualTo("{R: {Type: T::T::T, Properties: {One: 1, Two: Two, Three: Three, Deep: [{a: {ab: x}}]}}}");
    }

    @Test
    void writesOutConditionsAndOutputs() throws TemplateException {
        Template expanded = expanded("""
                Conditions:
                  Fn::ForEach::Is: [E, [prod, test], {'Is${E}': !Equals [!Ref Env, !Ref E]}]
                Resources:
                  R: {Type: T::T::T, Condition: Istest}
                Outputs:
                  Fn::ForEach::Out: [E, !Ref Names, {'Out${E}': {Value: !Ref E, Condition: 'Is${E}'}}]
                """).template();

        assertThat(Conditions.evaluate(expanded, Map.of("Env", "prod")))
                .isEqualTo(Map.of("Isprod", true, "Istest", false));
        assertThat(shown(expanded.root().get("Outputs").orElseThrow()))
                .isEqualTo("{Outx: {Value: x, Condition: Isx}, Outy: {Value: y, Condition: Isy}}");
    }

    @Test
    void computesTheConditionOfAResource() throws TemplateException {
        Template expanded = expanded("""
                Conditions: {prod: !Equals [a, b]}
                Resources:
                  Fn::ForEach::Loop:
                    - N
                    - [A, B]
                    - 'R${N}':
                        Type: T::T::T
                        Condition: !FindInMap [Sizes, !Ref N, x, {DefaultValue: !Ref 'AWS::NoValue'}]
                      'S${N}': {Type: T::T::T, Condition: !Ref Env}
                """).template();

        assertThat(expanded.resources().get("RA").condition()).isEmpty();
        assertThat(expanded.resources().get("SB").condition()).contains("prod");
    }

    @Test
    void keepsThePlacesOfTheLoopsText() throws TemplateException {
        Template expanded = template("""
                Transform: [AWS::LanguageExtensions]
                Resources:
                  Fn::ForEach::Loop:
                    - N
                    - [A, B]
                    - 'R${N}':
                        Type: AWS::S3::Bucket
                """);

        assertThat(Expansion.of(expanded, Map.of()).template().resources().values())
                .extracting(Resource::position)
                .containsExactly(new Position(7, 15), new Position(7, 15));
    }

    @Test
    void leavesTemplatesWithoutTheTransformAlone() throws TemplateException {
        Template template = template("Resources: {R: {Type: T::T::T, Properties: {Fn::ForEach::X: [a]}}}");

        assertThat(Expansion.of(template, Map.of()).template()).isSameAs(template);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            !Ref Nobody
            !Ref AWS::NotificationARNs
            !GetAZs ''
            !If [C, [a], [b]]
            [!Ref Nobody]
            [a, !GetAtt R.Arn]
            !FindInMap [Sizes, !Ref AWS::Region, Names]
            !FindInMap [Sizes, !Ref AWS::Region, Names, {DefaultValue: [a]}]
            !FindInMap [Sizes, none, Names]
            !Split [',', !ImportValue x]
            """)
    void leavesLoopsOverWhatNobodyKnows(String collection) throws TemplateException {
        Expansion expansion = expanded("""
                Resources:
                  Plain: {Type: T::T::T}
                  Fn::ForEach::Outer:
                    - A
                    - [1, 2]
                    - Fn::ForEach::Loop: [Item, %s, {'R${Item}': {Type: T::T::T}}]
                """.formatted(collection));

        assertThat(expansion.open())
                .singleElement()
                .asString()
                .contains("\"Fn::ForEach::Loop\"", "line 14", "Give its parameters values");
        assertThat(expansion.template().resources()).containsOnlyKeys("Plain");
        assertThat(shown(expansion.template().root())).contains("Fn::ForEach::Loop: [Item");
    }

    @Test
    void sketchesWhatNobodyKnowsWithTheIdentifierForTheItem() throws TemplateException {
        Expansion sketch = Expansion.sketch(template("""
                Transform: AWS::LanguageExtensions
                Mappings: {M: {a: {b: [c]}}}
                Parameters: {Names: {Type: CommaDelimitedList}}
                Resources:
                  Fn::ForEach::Loop:
                    - N
                    - !Ref Names
                    - 'R${N}&{N}':
                        Type: T::T::T
                        Condition: !FindInMap [M, !Ref N, b]
                        Properties: {P: !Ref N, Q: !Sub 'x${N}'}
                      Fn::ForEach::Inner: [K, !FindInMap [M, !Ref N, b], {'S${K}': {Type: T::T::T}}]
                """), Map.of());

        assertThat(shown(sketch.template().root().get("Resources").orElseThrow()))
                .isEqualTo(
                        "{R${N}&{N}: {Type: T::T::T, Properties: {P: ${N}, Q: {Fn::Sub: x${N}}}}, S${K}: {Type: T::T::T}}");
        assertThat(sketch.open()).hasSize(2);
    }

    @Test
    void doesNotWriteOutWhatAMacroOrATextIsMadeOf() throws TemplateException {
        assertThat(resources("""
                R:
                  Type: T::T::T
                  Properties:
                    Fn::Transform: {Name: M, Parameters: {Fn::ForEach::A: [N, [a], {'${N}': x}]}}
                    Text: {Fn::ToJsonString: {Fn::ForEach::B: [N, [a], {'${N}': x}]}}
                """)).contains("Fn::ForEach::A", "Fn::ForEach::B");
    }
}
