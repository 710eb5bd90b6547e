package io.jenkins.plugins.cfnattest.template;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ResolverTest {
    private static final String TEMPLATE = """
            Parameters:
              Env: {Type: String}
              Star: {Type: String}
              Tricky: {Type: String}
              Unknown: {Type: String}
              List: {Type: CommaDelimitedList}
              Numbers: {Type: List<Number>}
            Mappings:
              Sizes:
                test: {Count: 1, Names: [a, b]}
                eu-west-1: {Count: 2}
            """;
    private static final Map<String, String> VALUES = Map.of(
            "Env",
            "test",
            "Star",
            "*",
            "Tricky",
            "${Env}",
            "List",
            "a, b,,c ",
            "Numbers",
            "1,2",
            "AWS::Region",
            "eu-west-1");
    private static final Map<String, Boolean> CONDITIONS = Map.of("IsOn", true, "IsOff", false);

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                // References
                "!Ref Env                               | 'test'",
                "!Ref AWS::Region                       | 'eu-west-1'",
                "!Ref Unknown                           | {Ref: 'Unknown'}",
                "!Ref Topic                             | {Ref: 'Topic'}",
                "!Ref AWS::NoValue                      | {Ref: 'AWS::NoValue'}",
                "!Ref List                              | ['a', 'b', '', 'c']",
                "!Ref Numbers                           | ['1', '2']",
                "{Ref: [Env]}                           | {Ref: ['Env']}",
                "{Ref: Env, X: !Ref Env}                | {Ref: 'Env', X: 'test'}",
                "{Condition: !Ref Env}                  | {Condition: 'test'}",
                "!GetAtt Topic.Name                     | {Fn::GetAtt: ['Topic', 'Name']}",
                "[1, true, ~, {a: !Ref Env}]            | [1, true, null, {a: 'test'}]",
                // Conditions
                "!If [IsOn, !Ref Env, b]                 | 'test'",
                "!If [IsOff, !Ref Env, b]                  | 'b'",
                "!If [Maybe, !Ref Env, b]               | {Fn::If: ['Maybe', 'test', 'b']}",
                "!If [IsOn, !Ref AWS::NoValue, b]        | {Ref: 'AWS::NoValue'}",
                "!If [IsOn, !If [IsOff, 1, 2], 3]           | 2",
                "!If [IsOn, b]                           | {Fn::If: ['IsOn', 'b']}",
                "!If IsOn                                | {Fn::If: 'IsOn'}",
                // Mappings
                "!FindInMap [Sizes, test, Count]        | 1",
                "!FindInMap [Sizes, !Ref Env, Names]    | ['a', 'b']",
                "!FindInMap [Sizes, !Ref AWS::Region, Count] | 2",
                "!FindInMap [Sizes, !Ref Unknown, Count] | {Fn::FindInMap: ['Sizes', {Ref: 'Unknown'}, 'Count']}",
                "!FindInMap [Sizes, test, Colour]       | {Fn::FindInMap: ['Sizes', 'test', 'Colour']}",
                "!FindInMap [Sizes, test]               | {Fn::FindInMap: ['Sizes', 'test']}",
                "!FindInMap [Sizes, x, y, {DefaultValue: 1}] | {Fn::FindInMap: ['Sizes', 'x', 'y', {DefaultValue: 1}]}",
                // Substitution
                "!Sub 'a-${Env}-${AWS::Region}'         | 'a-test-eu-west-1'",
                "!Sub 'plain'                           | 'plain'",
                "!Sub '${!Env} ${Env}'                  | '${Env} test'",
                "!Sub '${!Env} ${Unknown}'              | {Fn::Sub: '${!Env} ${Unknown}'}",
                "!Sub 'arn:${Star}:${Topic.Name}'       | {Fn::Sub: 'arn:*:${Topic.Name}'}",
                "!Sub '${Tricky}'                       | '${Env}'",
                "!Sub '${Tricky}${Unknown}'             | {Fn::Sub: '${!Env}${Unknown}'}",
                "!Sub '${Env'                           | '${Env'",
                "!Sub '${List}'                         | {Fn::Sub: '${List}'}",
                "!Sub ['${a}${Env}', {a: !Ref Star}]    | '*test'",
                "!Sub ['${Env}', {Env: own}]            | 'own'",
                "!Sub ['${Env}', {Env: !Ref Unknown}]   | {Fn::Sub: ['${Env}', {Env: {Ref: 'Unknown'}}]}",
                "!Sub ['${Env}', {Env: !Ref List}]      | {Fn::Sub: ['${Env}', {Env: ['a', 'b', '', 'c']}]}",
                "!Sub [a]                               | {Fn::Sub: ['a']}",
                "{Fn::Sub: 5}                           | {Fn::Sub: 5}",
                // Join, split, select, base64
                "!Join ['-', [a, 1, true, !Ref Env]]    | 'a-1-true-test'",
                "!Join [',', !Ref List]                 | 'a,b,,c'",
                "!Join ['-', [a, !Ref Unknown]]         | {Fn::Join: ['-', ['a', {Ref: 'Unknown'}]]}",
                "!Join ['-', [!Ref Star, !Ref Unknown]] | {Fn::Join: ['-', ['*', {Ref: 'Unknown'}]]}",
                "!Join ['-', [a, ~]]                    | {Fn::Join: ['-', ['a', null]]}",
                "!Join ['-', []]                        | ''",
                "!Join abc                              | {Fn::Join: 'abc'}",
                "!Split [',', 'a,b,,']                  | ['a', 'b', '', '']",
                "!Split ['.*', 'a.*b']                  | ['a', 'b']",
                "!Split ['', abc]                       | {Fn::Split: ['', 'abc']}",
                "!Split [',', !Ref Unknown]             | {Fn::Split: [',', {Ref: 'Unknown'}]}",
                "!Select [1, [a, b]]                    | 'b'",
                "!Select ['0', !Split ['-', a-b]]       | 'a'",
                "!Select [!Ref Star, [a]]               | {Fn::Select: ['*', ['a']]}",
                "!Select [2, [a, b]]                    | {Fn::Select: [2, ['a', 'b']]}",
                "!Select [-1, [a, b]]                   | {Fn::Select: [-1, ['a', 'b']]}",
                "!Select [99999999999, [a]]             | {Fn::Select: [99999999999, ['a']]}",
                "!Select [0, [a, !If [Maybe, b, c]]]    | 'a'",
                "!Select [1, [!If [Maybe, b, c], d]]    | {Fn::Select: [1, [{Fn::If: ['Maybe', 'b', 'c']}, 'd']]}",
                "!Select [1, [!Ref AWS::NoValue, d]]    | {Fn::Select: [1, [{Ref: 'AWS::NoValue'}, 'd']]}",
                "!Base64 abc                            | 'abc'",
                "!Base64 {Fn::Sub: '${Env}'}            | 'test'",
                "!Base64 {Ref: Unknown}                 | {Fn::Base64: {Ref: 'Unknown'}}",
                // Known at the deployment only
                "!GetAZs ''                             | {Fn::GetAZs: ''}",
                "!GetAZs {Ref: AWS::Region}             | {Fn::GetAZs: 'eu-west-1'}",
                "!ImportValue {Fn::Sub: '${Env}-x'}     | {Fn::ImportValue: 'test-x'}",
                "!Cidr [!Ref Unknown, 1]                | {Fn::Cidr: [{Ref: 'Unknown'}, 1]}",
            })
    void replacesWhatIsKnown(String text, String expected) throws TemplateException {
        assertThat(Fixtures.print(resolve(text, Dialect.CLOUDFORMATION))).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "!Ref Env                               | 'test'",
                "!Ref List                              | 'a, b,,c '",
                "{Ref: Env, X: 1}                       | 'test'",
                "!If [Maybe, 1, !Ref Env]               | 'test'",
                "!If [IsOn]                              | null",
                "!If IsOn                                | {Fn::If: 'IsOn'}",
                "!Sub '${Env} ${!Env} ${Unknown} ${'    | 'test ${!Env} ${Unknown} ${'",
                "!Sub ['${a}${b}${Env}', {a: x, b: 1}]  | 'x${b}test'",
                "!Sub 5                                 | {Fn::Sub: 5}",
                "!Sub [a]                               | {Fn::Sub: ['a']}",
                "!Join ['-', [a, !Ref x, [b, ~], !GetAtt Topic.Name]] | 'a-{\"Ref\"=>\"x\"}-b--{\"Fn::GetAtt\"=>[\"Topic\", \"Name\"]}'",
                "!Join [',', !Ref List]                 | {Fn::Join: [',', {Ref: 'List'}]}",
                "!Select [-1, [a, b]]                   | 'b'",
                "!Select [5, [a, b]]                    | null",
                "!Select ['0', [a, b]]                  | {Fn::Select: ['0', ['a', 'b']]}",
                "!Split [',', 'a,b']                    | ['a', 'b']",
                "!Split [',', 5]                        | {Fn::Split: [',', 5]}",
                "!Base64 {Ref: x}                       | {Ref: 'x'}",
                "!FindInMap [Sizes, !Ref Env, Count]    | 1",
                "!FindInMap [Sizes, !Ref x, Count]      | {Fn::FindInMap: ['Sizes', {Ref: 'x'}, 'Count']}",
                "!ImportValue {Ref: Env}                | {Fn::ImportValue: {Ref: 'Env'}}",
                "{a: [!Ref Env]}                        | {a: ['test']}",
            })
    void followsCfnNagInItsDialect(String text, String expected) throws TemplateException {
        assertThat(Fixtures.print(resolve(text, Dialect.CFN_NAG))).isEqualTo(expected);
    }

    @Test
    void keepsThePlaceOfWhatIsReplaced() throws TemplateException {
        Template template = Fixtures.parse(TEMPLATE + "X: [a, !Ref Env]\nY: !Sub '${Env}'" + Fixtures.RESOURCES);
        Resolver resolver = Resolver.of(template, VALUES, Map.of());

        assertThat(resolver.resolve(template.root().get("X").orElseThrow()))
                .isEqualTo(new Value.ListOf(
                        List.of(
                                new Value.Text("a", new Position(12, 5), true),
                                new Value.Text("test", new Position(12, 8))),
                        new Position(12, 4)));
        assertThat(resolver.resolve(template.root().get("Y").orElseThrow()).position())
                .isEqualTo(new Position(13, 4));
    }

    /** Thirty levels that each double would make a billion letters. */
    @Test
    void stopsWhereTextsExplode() throws TemplateException {
        String bomb = "aaaaaaaaaa";
        for (int i = 0; i < 30; i++) {
            bomb = "{Fn::Sub: ['${x}${x}', {x: " + bomb + "}]}";
        }
        Value result = resolve(bomb, Dialect.CLOUDFORMATION);

        assertThat(result.text()).isEmpty();
        assertThat(result.get("Fn::Sub")).isPresent();
    }

    @Test
    void stopsWhereManyResultsAddUp() throws TemplateException {
        String large = "x".repeat(500_000);
        Template template = Fixtures.parse("Mappings: {A: {b: {c: " + large + "}}}" + Fixtures.RESOURCES);
        Resolver resolver = Resolver.of(template, Map.of(), Map.of());
        Value join = Fixtures.value("!Join ['', [!FindInMap [A, b, c], y]]");
        int known = 0;
        for (int i = 0; i < 1000; i++) {
            known += resolver.resolve(join).text().isPresent() ? 1 : 0;
        }

        assertThat(known).isBetween(10, 40);
    }

    @Test
    void stopsWhereAListExplodes() throws TemplateException {
        Template template = Fixtures.parse("Parameters: {L: {Type: CommaDelimitedList}}" + Fixtures.RESOURCES);
        Resolver resolver = Resolver.of(template, Map.of("L", ",".repeat(1_000_000)), Map.of());

        assertThat(Fixtures.print(resolver.resolve(Fixtures.value("!Ref L")))).isEqualTo("{Ref: 'L'}");
    }

    private static Value resolve(String text, Dialect dialect) throws TemplateException {
        Template template = Fixtures.parse(TEMPLATE + "X: " + text + Fixtures.RESOURCES, dialect);
        return Resolver.of(template, VALUES, CONDITIONS)
                .resolve(template.root().get("X").orElseThrow());
    }

    @Test
    void repeatsTheListsOfMappingsOnlyAsFarAsTheyAreInProportion() throws TemplateException {
        Template template =
                Fixtures.parse("Mappings: {M: {k: {l: [" + "a,".repeat(19_999) + "a]}}}" + Fixtures.RESOURCES);
        Value lookup = Fixtures.parse("X: !FindInMap [M, k, l]" + Fixtures.RESOURCES)
                .root()
                .get("X")
                .orElseThrow();
        Resolver resolver = Resolver.of(template, Map.of(), Map.of());

        long repeated = IntStream.range(0, 1000)
                .mapToObj(i -> resolver.resolve(lookup))
                .filter(Value.ListOf.class::isInstance)
                .count();

        assertThat(repeated).isBetween(10L, 100L);
    }
}
