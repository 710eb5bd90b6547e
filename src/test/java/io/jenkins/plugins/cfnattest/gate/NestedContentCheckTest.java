package io.jenkins.plugins.cfnattest.gate;

import static io.jenkins.plugins.cfnattest.gate.GateFixture.codes;
import static io.jenkins.plugins.cfnattest.gate.GateFixture.messages;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.cfnattest.envelope.Bytes;
import io.jenkins.plugins.cfnattest.envelope.InspectionPredicate.NotInspectedRef;
import io.jenkins.plugins.cfnattest.envelope.InspectionPredicate.Result;
import io.jenkins.plugins.cfnattest.inspect.Inspection.NotInspected;
import io.jenkins.plugins.cfnattest.signing.TrustedKeys;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NestedContentCheckTest {
    private final GateFixture fixture = new GateFixture();

    @Test
    void refusesWhatTheGateFindsItselfThoughTheAttestationIsSilent() {
        Gate gate = new Gate(
                fixture.policy,
                new TrustedKeys(fixture.trusted),
                Clock.fixed(GateFixture.NOW, ZoneOffset.UTC),
                (template, parameters) ->
                        List.of(new NotInspected("nested stack", "Child", "/Properties/TemplateURL")));

        Decision decision = gate.decide(fixture.envelope(), fixture.request());

        assertThat(codes(decision)).containsExactly(ReasonCode.NESTED_CONTENT);
        assertThat(messages(decision)).contains("nested stack in Child at /Properties/TemplateURL");
    }

    @Test
    void refusesWhatTheAttestationNamesThoughTheGateFindsNothing() {
        fixture.result = new Result(
                "PASS", 0, 0, List.of(), List.of(), List.of(new NotInspectedRef("macro", "", "/Transform")), List.of());

        assertThat(codes(fixture.decide())).containsExactly(ReasonCode.NESTED_CONTENT);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Resources: {Child: {Type: AWS::CloudFormation::Stack, Properties: {TemplateURL: 'https://example.org/t'}}}",
                "Transform: [Evil]\nResources: {Topic: {Type: AWS::SNS::Topic}}",
                "Resources: {App: {Type: AWS::Serverless::Application, Properties: {Location: 'https://example.org/t'}}}",
                "Resources: {Own: {Type: Custom::Own, Properties: {ServiceToken: arn}}}",
                "Resources: {Topic: {Type: AWS::SNS::Topic, Properties: {DisplayName: '{{resolve:ssm:/name:1}}'}}}",
                "Parameters: {P: {Type: 'AWS::SSM::Parameter::Value<String>', Default: /x}}\nResources: {Topic: {Type: AWS::SNS::Topic}}",
            })
    void refusesEachKindOnTheBytesThemselves(String template) {
        fixture.template = Bytes.utf8(template);
        fixture.attested.clear();
        fixture.attested.putAll(template.contains("Parameters") ? Map.of("P", "/x") : Map.of());
        fixture.withheld = List.of();
        fixture.parameters.clear();
        fixture.secrets = Set.of();

        assertThat(codes(fixture.decide())).containsExactly(ReasonCode.NESTED_CONTENT);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{{resolve:ssm:/cidr:1}}",
                "x{{resolve:secretsmanager:s}}",
                "{{resolve:ssm-secure:/p}}",
                "{{ resolve : ssm:/p}}"
            })
    void refusesADynamicReferenceInAnOpenParameter(String value) {
        fixture.attested.put("Env", value);
        fixture.parameters.put("Env", value);

        Decision decision = fixture.decide();

        assertThat(codes(decision)).containsExactly(ReasonCode.NESTED_CONTENT);
        assertThat(messages(decision)).contains("a dynamic reference in the parameter Env");
    }

    @Test
    void acceptsADynamicReferenceForAHiddenParameter() {
        fixture.parameters.put("Password", "{{resolve:secretsmanager:db:SecretString:password}}");
        fixture.secrets = Set.of();

        assertThat(codes(fixture.decide())).isEmpty();
    }

    @Test
    void refusesAReferenceThatIsPutTogetherFromParameters() {
        fixture.template = Bytes.utf8("""
                Parameters: {Head: {Type: String}, Tail: {Type: String}}
                Resources: {Topic: {Type: AWS::SNS::Topic, Properties: {DisplayName: !Join ['', [!Ref Head, !Ref Tail]]}}}
                """);
        fixture.withheld = List.of();
        fixture.secrets = Set.of();
        fixture.parameters.clear();
        fixture.parameters.putAll(Map.of("Head", "{{res", "Tail", "olve:ssm:/name:1}}"));
        fixture.attested.clear();
        fixture.attested.putAll(fixture.parameters);

        assertThat(codes(fixture.decide())).containsExactly(ReasonCode.NESTED_CONTENT);
    }
}
