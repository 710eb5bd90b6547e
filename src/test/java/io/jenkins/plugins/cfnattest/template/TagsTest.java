package io.jenkins.plugins.cfnattest.template;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TagsTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "!Ref a              | {Ref: 'a'}                        | {Ref: 'a'}",
                "!Ref \"12\"         | {Ref: '12'}                       | {Ref: 12}",
                "!Sub \"false\"      | {Fn::Sub: 'false'}                | {Fn::Sub: false}",
                "!Sub [a, {b: 1}]    | {Fn::Sub: ['a', {b: 1}]}          | {Fn::Sub: ['a', {b: 1}]}",
                "!GetAZs \"\"        | {Fn::GetAZs: ''}                  | {Fn::GetAZs: null}",
                "!GetAtt a.b.c       | {Fn::GetAtt: ['a', 'b', 'c']}     | {Fn::GetAtt: ['a', 'b', 'c']}",
                "!GetAtt [a, b.c]    | {Fn::GetAtt: ['a', 'b.c']}        | {Fn::GetAtt: ['a', 'b.c']}",
                "!Equals [1, '1']    | {Fn::Equals: [1, '1']}            | [1, '1']",
                "!Condition c        | {Condition: 'c'}                  | 'c'",
                "!Cidr [a, 1]        | {Fn::Cidr: ['a', 1]}              | ['a', 1]",
                "!Transform {Name: x} | {Fn::Transform: {Name: 'x'}}     | {Name: 'x'}",
                "!Unknown false      | {Fn::Unknown: 'false'}            | false",
                "!Base64 {Ref: a}    | {Fn::Base64: {Ref: 'a'}}          | {Fn::Base64: {Ref: 'a'}}",
                "!!int '5'           | 5                                 | 5",
                "!!map {a: b}        | {a: 'b'}                          | {a: 'b'}",
                "!If [a, !Ref b, !Join [-, [c]]] | {Fn::If: ['a', {Ref: 'b'}, {Fn::Join: ['-', ['c']]}]}"
                        + " | {Fn::If: ['a', {Ref: 'b'}, {Fn::Join: ['-', ['c']]}]}",
            })
    void turnsShortFormsIntoLongOnes(String text, String cloudFormation, String cfnNag) throws TemplateException {
        assertThat(Fixtures.print(Fixtures.value(text))).isEqualTo(cloudFormation);
        assertThat(Fixtures.print(Fixtures.value(text, Dialect.CFN_NAG))).isEqualTo(cfnNag);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "!ruby/object:Object {}",
                "!!binary aGk=",
                "!!set {a}",
                "!<tag:example.com,2000:x> y",
                "!!javax.script.ScriptEngineManager []"
            })
    void refusesTagsThatMakeObjects(String text) throws TemplateException {
        assertThat(Fixtures.refusal("X: " + text + Fixtures.RESOURCES))
                .hasMessageStartingWith("Expected a tag that CloudFormation knows, such as !Ref, but found the tag \"")
                .hasMessageContaining(" at line 1, column 4.");
        assertThat(Fixtures.parse("X: " + text + Fixtures.RESOURCES, Dialect.CFN_NAG)
                        .root()
                        .get("X"))
                .isPresent();
    }
}
