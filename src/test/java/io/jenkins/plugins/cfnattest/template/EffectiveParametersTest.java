package io.jenkins.plugins.cfnattest.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EffectiveParametersTest {
    private static final String TEMPLATE = """
            Parameters:
              Env: {Type: String, Default: test}
              Free: {Type: String}
              Password: {Type: String, NoEcho: true}
              Token: {Type: String, NoEcho: 'True', Default: initial}
            X: !Sub '${AWS::Region} ${AWS::StackName}'
            """;

    @Test
    void takesTheGivenThenTheDefault() throws TemplateException {
        assertThat(of(Map.of(), Set.of()).values()).isEqualTo(Map.of("Env", "test"));
        assertThat(of(Map.of("Env", "", "Free", "x"), Set.of()).values()).isEqualTo(Map.of("Env", "", "Free", "x"));
    }

    @Test
    void takesPseudoParametersThatAreUsedAndKnown() throws TemplateException {
        Map<String, String> pseudo = Map.of("AWS::Region", "eu-west-1", "AWS::AccountId", "111122223333");

        assertThat(EffectiveParameters.of(template(), Map.of(), Set.of(), pseudo)
                        .values())
                .isEqualTo(Map.of("Env", "test", "AWS::Region", "eu-west-1"));
    }

    @Test
    void withholdsSecretsAndTheirDefaults() throws TemplateException {
        assertThat(of(Map.of(), Set.of()).withheld()).containsExactly("Token");
        EffectiveParameters effective =
                of(Map.of("Token", "{{resolve:secretsmanager:db:SecretString:token}}"), Set.of("Password"));

        assertThat(effective.withheld()).containsExactly("Password", "Token");
        assertThat(effective.values()).isEqualTo(Map.of("Env", "test"));
        assertThat(effective.toString()).doesNotContain("initial", "resolve");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "hunter2",
                "",
                "{{resolve:secretsmanager:}}",
                "{{resolve:ssm-secure:a}}x",
                "x{{resolve:ssm-secure:a}}",
                "{{resolve:other:hunter2}}",
                "{{resolve:ssm:a}}{{resolve:ssm:b}}"
            })
    void refusesASecretInTheOpenWithoutShowingIt(String value) {
        assertThatThrownBy(() -> of(Map.of("Password", value), Set.of()))
                .isInstanceOf(TemplateException.class)
                .hasMessage(
                        "Expected the parameter \"Password\", which is NoEcho, as a secret or as a {{resolve:...}} reference,"
                                + " but found its value in the open. Give it as a secret, and change it where it has been seen.");
    }

    @Test
    void refusesNamesThatAreNotDeclared() throws TemplateException {
        assertThatThrownBy(() -> of(Map.of("env", "x"), Set.of()))
                .hasMessage(
                        "Expected parameters that the template declares, but found \"env\"; it declares \"Env\", \"Free\","
                                + " \"Password\", \"Token\". Correct the name or leave it out.");
        assertThatThrownBy(() -> of(Map.of(), Set.of("pass"))).hasMessageContaining("but found \"pass\"; it declares");
        assertThatThrownBy(() -> of(Map.of("AWS::Region", "x"), Set.of()))
                .hasMessageContaining("but found AWS::Region, which CloudFormation itself gives");
        Template none = Fixtures.parse(Fixtures.RESOURCES);
        assertThatThrownBy(() -> EffectiveParameters.of(none, Map.of("A", "x"), Set.of(), Map.of()))
                .hasMessageContaining("but found \"A\"; it declares none.");
    }

    @Test
    void refusesSecretsThatWouldBeShown() {
        assertThatThrownBy(() -> of(Map.of(), Set.of("Env")))
                .hasMessage(
                        "Expected secrets for parameters with NoEcho only, but found one for \"Env\", which CloudFormation would"
                                + " show. Add NoEcho: true to it at line 2, column 15.");
        assertThatThrownBy(() -> of(Map.of("Password", "{{resolve:ssm-secure:a}}"), Set.of("Password")))
                .hasMessageContaining("both as a secret and in the open");
    }

    @Test
    void refusesValuesLongerThanCloudFormationTakes() throws TemplateException {
        assertThat(of(Map.of("Free", "ö".repeat(2048)), Set.of()).values()).containsKey("Free");
        assertThatThrownBy(() -> of(Map.of("Free", "ö".repeat(2049)), Set.of()))
                .hasMessage(
                        "Expected at most 4096 bytes for the parameter \"Free\", as CloudFormation takes, but found more."
                                + " Shorten the value.");
    }

    /** As CloudFormation shows them in the change set; seen with octal and long numbers. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "String | true | true",
                "String | yes | true",
                "String | 'yes' | yes",
                "String | 0300 | 192",
                "String | '0300' | 0300",
                "String | 012345678901 | 1.2345678901E10",
                "String | 123456789012 | 123456789012",
                "String | 1.10 | 1.1",
                "String | 2020-01-01 | 2020-01-01",
                "String | 10.0.0.0/8 | 10.0.0.0/8",
                "String | '' | ",
                "Number | 1_000 | 1000",
                "CommaDelimitedList | 80,443 | 80,443",
                "CommaDelimitedList | a, b | a, b",
            })
    void readsDefaultsAsCloudFormationDoes(String type, String text, String expected) throws TemplateException {
        Template template =
                Fixtures.parse("Parameters:\n  P:\n    Type: " + type + "\n    Default: " + text + Fixtures.RESOURCES);

        assertThat(EffectiveParameters.of(template, Map.of(), Set.of(), Map.of())
                        .values()
                        .get("P"))
                .isEqualTo(expected == null ? "" : expected);
    }

    @Test
    void canNotBeChanged() {
        TreeMap<String, String> values = new TreeMap<>(Map.of("a", "b"));
        EffectiveParameters effective = new EffectiveParameters(values, new TreeSet<>());
        values.clear();

        assertThat(effective.values()).hasSize(1);
        assertThatThrownBy(() -> effective.values().clear()).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> effective.withheld().add("a")).isInstanceOf(UnsupportedOperationException.class);
    }

    private static Template template() throws TemplateException {
        return Fixtures.parse(TEMPLATE + Fixtures.RESOURCES);
    }

    private static EffectiveParameters of(Map<String, String> given, Set<String> secret) throws TemplateException {
        return EffectiveParameters.of(template(), given, secret, Map.of());
    }
}
