package io.jenkins.plugins.cfnattest.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConditionsTest {
    private static final String PARAMETERS = """
            Parameters:
              Env: {Type: String}
              Unknown: {Type: String}
              Secret: {Type: String, NoEcho: true}
              Image: {Type: 'AWS::SSM::Parameter::Value<String>'}
              List: {Type: CommaDelimitedList}
            Mappings: {Sizes: {test: {Big: false}}}
            """;
    private static final Map<String, String> VALUES =
            Map.of("Env", "test", "Secret", "s", "Image", "/ami", "List", "a,b", "AWS::Region", "eu-west-1");

    /** T is true, F is false and U is not known. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "!Equals [a, a]                                        | true",
                "!Equals [a, b]                                        | false",
                "!Equals [true, 'true']                                | true",
                "!Equals [1, '1']                                      | true",
                "!Equals [A, a]                                        | false",
                "!Equals [!Ref Env, test]                              | true",
                "!Equals [!Ref Unknown, test]                          | -",
                "!Equals [!Ref Unknown, !Ref Unknown]                  | -",
                "!Equals [!Ref Secret, s]                              | -",
                "!Equals [!Ref Image, /ami]                            | -",
                "!Equals [!Ref List, 'a,b']                            | -",
                "!Equals [!Join [',', !Ref List], 'a,b']               | true",
                "!Equals [!Select [1, !Ref List], b]                   | true",
                "!Equals [!Sub '${AWS::Region}x', eu-west-1x]          | true",
                "!Equals [!FindInMap [Sizes, !Ref Env, Big], 'false']  | true",
                "!Equals [~, ~]                                        | -",
                "!Not [!Condition T]                                   | false",
                "!Not [!Condition F]                                   | true",
                "!Not [!Condition U]                                   | -",
                "!And [!Condition T, !Condition T]                     | true",
                "!And [!Condition T, !Condition F]                     | false",
                "!And [!Condition U, !Condition F]                     | false",
                "!And [!Condition U, !Condition T]                     | -",
                "!Or [!Condition F, !Condition F]                      | false",
                "!Or [!Condition F, !Condition T]                      | true",
                "!Or [!Condition U, !Condition T]                      | true",
                "!Or [!Condition U, !Condition F]                      | -",
                "!Condition T                                          | true",
                "{Condition: U}                                        | -",
                "!Contains [[a], a]                                    | -",
                "!Not [!Contains [[a], a]]                             | -",
            })
    void decidesWhatCanBeDecided(String text, String expected) throws TemplateException {
        String conditions = "Conditions:\n  X: " + text
                + "\n  T: !Equals [a, a]\n  F: !Equals [a, b]\n  U: !Equals [!Ref Unknown, a]\n";
        Map<String, Boolean> known =
                Conditions.evaluate(Fixtures.parse(PARAMETERS + conditions + Fixtures.RESOURCES), VALUES);

        assertThat(known.containsKey("X") ? known.get("X").toString() : "-").isEqualTo(expected);
        assertThat(known).containsEntry("T", true).containsEntry("F", false).doesNotContainKey("U");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "{A: !Condition B}                             | the name of a condition of this template, but found \"B\" at line 1, column 17",
                "{A: !Not [!Condition 'true']}                 | the name of a condition of this template, but found \"true\"",
                "{A: !Condition A}                             | conditions that do not use themselves, but found a circle through \"A\"",
                "{A: !Not [!Condition B], B: !Not [!Condition C], C: !Not [!Condition B]} | a circle through \"B\", \"C\" at line 1",
                "{A: true}                                     | the condition \"A\" to be Fn::Equals of two values",
                "{A: [a]}                                      | the condition \"A\" to be Fn::Equals",
                "{A: {}}                                       | the condition \"A\" to be Fn::Equals",
                "{A: {Fn::Not: [a], Fn::Or: [b]}}              | the condition \"A\" to be Fn::Equals",
                "{A: !Equals [a]}                              | the condition \"A\" to be Fn::Equals",
                "{A: !Equals a}                                | the condition \"A\" to be Fn::Equals",
                "{A: !Not [!Equals [a, a], !Equals [a, a]]}    | the condition \"A\" to be Fn::Equals",
                "{A: !Or [!Equals [a, a]]}                     | the condition \"A\" to be Fn::Equals",
                "{A: {Condition: [b]}}                         | the condition \"A\" to be Fn::Equals",
            })
    void refusesWhatIsNoCondition(String section, String message) throws TemplateException {
        Template template = Fixtures.parse("Conditions: " + section + Fixtures.RESOURCES);

        assertThatThrownBy(() -> Conditions.evaluate(template, Map.of()))
                .isInstanceOf(TemplateException.class)
                .hasMessageStartingWith("Expected ")
                .hasMessageContaining(message);
    }

    /** Longer than a stack could bear, and written backwards. */
    @Test
    void followsLongChains() throws TemplateException {
        StringBuilder section = new StringBuilder("Conditions:\n");
        int length = 30_000;
        for (int i = 0; i < length; i++) {
            section.append("  C")
                    .append(i)
                    .append(": !Condition C")
                    .append(i + 1)
                    .append('\n');
        }
        section.append("  C").append(length).append(": !Equals [a, a]\n");

        assertThat(Conditions.evaluate(Fixtures.parse(section + Fixtures.RESOURCES), Map.of()))
                .hasSize(length + 1)
                .containsEntry("C0", true);
    }

    @Test
    void namesALongCircleInPart() throws TemplateException {
        StringBuilder section = new StringBuilder("Conditions:\n");
        for (int i = 0; i < 1000; i++) {
            section.append("  C")
                    .append(i)
                    .append(": !Condition C")
                    .append((i + 1) % 1000)
                    .append('\n');
        }
        Template template = Fixtures.parse(section + Fixtures.RESOURCES);

        assertThatThrownBy(() -> Conditions.evaluate(template, Map.of()))
                .hasMessageContaining("a circle through \"C0\", \"C1\", ")
                .hasMessageContaining("\"C9\", ... at line 1001");
    }
}
