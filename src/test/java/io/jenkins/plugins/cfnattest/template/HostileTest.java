package io.jenkins.plugins.cfnattest.template;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Ways to show an inspection something else than what gets deployed. */
class HostileTest {
    private static final String OPEN = "0.0.0.0/0";

    @Test
    void seesTheDefaultThatWillCount() throws TemplateException {
        assertThat(cidr("Parameters: {Cidr: {Type: String, Default: 0.0.0.0/0}}\n", "!Ref Cidr"))
                .isEqualTo(OPEN);
    }

    @Test
    void seesTheBranchThatWillCount() throws TemplateException {
        String conditions =
                "Parameters: {Env: {Type: String, Default: test}}\nConditions: {IsTest: !Equals [!Ref Env, test]}\n";

        assertThat(cidr(conditions, "!If [IsTest, 0.0.0.0/0, 10.0.0.0/8]")).isEqualTo(OPEN);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "!Join [/, [!Join [., ['0', '0', '0', '0']], '0']]",
                "!Join ['', !Split ['x', '0.0.0.0x/0']]",
                "!Select [1, ['10.0.0.0/8', '0.0.0.0/0']]",
                "!Sub '0.0.0.${Zero}/${Zero}'",
                "!Sub ['${a}/0', {a: !Join [., ['0', '0', '0', '0']]}]",
                "!FindInMap [Nets, !Ref 'AWS::Region', all]",
                "!FindInMap [Nets, !Sub 'eu-${West}', !Select [0, [all]]]"
            })
    void seesThroughComputedValues(String text) throws TemplateException {
        String declarations = "Parameters: {Zero: {Type: Number, Default: 0}, West: {Type: String, Default: west-1}}\n"
                + "Mappings: {Nets: {eu-west-1: {all: 0.0.0.0/0}}}\n";

        assertThat(cidr(declarations, text)).isEqualTo(OPEN);
    }

    /** A secret never gets into a value, however it is asked for. */
    @ParameterizedTest
    @ValueSource(
            strings = {"!Ref Secret", "!Sub 'x${Secret}'", "!Join ['', [x, !Ref Secret]]", "!Base64 {Ref: Secret}"})
    void leavesSecretsOut(String text) throws TemplateException {
        Template template = group("Parameters: {Secret: {Type: String, NoEcho: true, Default: hunter2}}\n", text);

        assertThat(Fixtures.print(resolved(template))).doesNotContain("hunter2").contains("Secret");
    }

    /** Partly known is still judged by what is known, such as a star. */
    @Test
    void showsKnownPartsOfWhatIsNotKnown() throws TemplateException {
        Template template =
                group("Parameters: {Any: {Type: String, Default: '*'}}\n", "!Sub 'arn:aws:s3:::${Any}${Topic}'");

        assertThat(Fixtures.print(resolved(template))).contains("arn:aws:s3:::*${Topic}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Resources: {A: {Type: T, Properties: {Public: false, 'Public': true}}}",
                "{\"Resources\": {\"A\": {\"Type\": \"T\", \"T\\u0079pe\": \"U\"}}}",
                "Resources: {A: {Type: T}}\n---\nResources: {A: {Type: U}}",
                "Resources: {A: {Type: T, Properties: &p {Public: true}}, B: {Type: T, Properties: {<<: *p}}}",
                "%TAG ! !Not\n---\nResources: {A: {Type: T, Properties: {B: !Ref c}}}",
                "# comment\u2028Resources: {A: {Type: T}}",
                "Resources: {A: {Type: T, Properties: {B: !!binary MC4wLjAuMC8w}}}"
            })
    void refusesWhatReadersUnderstandDifferently(String text) {
        assertThat(Fixtures.refusal(text)).isNotNull();
    }

    @Test
    void keepsFunctionsOfTomorrowFromLookingLikeValues() throws TemplateException {
        Template template = group("", "!Tomorrow 10.0.0.0/8");

        assertThat(Fixtures.print(resolved(template))).isEqualTo("{CidrIp: {Fn::Tomorrow: '10.0.0.0/8'}}");
    }

    private static String cidr(String declarations, String text) throws TemplateException {
        return resolved(group(declarations, text))
                .get("CidrIp")
                .flatMap(Value::text)
                .orElse("unresolved");
    }

    private static Template group(String declarations, String text) throws TemplateException {
        return Fixtures.parse(declarations
                + "Resources:\n  Door:\n    Type: AWS::EC2::SecurityGroupIngress\n    Properties:\n      CidrIp: "
                + text);
    }

    private static Value resolved(Template template) throws TemplateException {
        Map<String, String> values = EffectiveParameters.of(
                        template, Map.of(), Set.of(), Map.of("AWS::Region", "eu-west-1"))
                .values();
        Map<String, Boolean> conditions = Conditions.evaluate(template, values);
        return Resolver.of(template, values, conditions)
                .resolve(template.resources().get("Door").properties());
    }
}
