package io.jenkins.plugins.cfnattest.gate;

import static io.jenkins.plugins.cfnattest.gate.GateFixture.codes;
import static io.jenkins.plugins.cfnattest.gate.GateFixture.messages;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.cfnattest.envelope.Bytes;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ParametersCheckTest {
    private final GateFixture fixture = new GateFixture();

    @Test
    void refusesAnotherValueAndShowsBothSides() {
        fixture.parameters.put("Env", "test");

        Decision decision = fixture.decide();

        assertThat(codes(decision)).containsExactly(ReasonCode.PARAMETERS_MISMATCH);
        assertThat(messages(decision)).contains("Env: inspected with 'prod', requested with 'test'");
        assertThat(GateFixture.refusals(decision).get(0).details()).containsOnlyKeys("Env");
    }

    @Test
    void refusesAValueInPlaceOfTheHarmlessDefault() {
        fixture.parameters.put("Cidr", "0.0.0.0/0");

        assertThat(messages(fixture.decide()))
                .contains("Cidr: inspected with '10.0.0.0/8', requested with '0.0.0.0/0'");
    }

    @Test
    void refusesADangerousDefaultInPlaceOfTheAttestedValue() {
        fixture.template = Bytes.utf8(GateFixture.TEMPLATE.replace("10.0.0.0/8", "0.0.0.0/0"));

        assertThat(messages(fixture.decide()))
                .contains("Cidr: inspected with '10.0.0.0/8', requested with '0.0.0.0/0'");
    }

    @Test
    void acceptsTheDefaultGivenInFull() {
        fixture.parameters.put("Cidr", "10.0.0.0/8");

        assertThat(codes(fixture.decide())).isEmpty();
    }

    @Test
    void refusesAParameterThatWasNotLookedAt() {
        fixture.attested.remove("Env");

        assertThat(messages(fixture.decide())).contains("Env: inspected with nothing, requested with 'prod'");
    }

    @Test
    void refusesAParameterThatIsMissingNow() {
        fixture.parameters.clear();

        assertThat(messages(fixture.decide())).contains("Env: inspected with 'prod', requested with nothing");
    }

    @Test
    void refusesAParameterTheTemplateDoesNotDeclare() {
        fixture.parameters.put("Other", "x");

        assertThat(codes(fixture.decide())).containsExactly(ReasonCode.PARAMETERS_MISMATCH);
    }

    @Test
    void refusesAnOpenValueForAHiddenParameterWithoutShowingIt() {
        fixture.parameters.put("Password", "hunter2hunter2");
        fixture.secrets = Set.of();

        Decision decision = fixture.decide();

        assertThat(codes(decision)).containsExactly(ReasonCode.PARAMETERS_MISMATCH);
        assertThat(messages(decision)).contains("Password").doesNotContain("hunter2");
    }

    @Test
    void refusesAHiddenParameterWithoutAValue() {
        fixture.secrets = Set.of();

        assertThat(messages(fixture.decide()))
                .contains("Password: inspected with a hidden value (NoEcho), requested with nothing");
    }

    @Test
    void refusesNoEchoUsedToHideACidr() {
        fixture.attested.remove("Cidr");
        fixture.withheld = List.of("Password", "Cidr");

        Decision decision = fixture.decide();

        assertThat(messages(decision))
                .contains("Cidr: inspected with a hidden value (NoEcho), requested with an open value");
    }

    @Test
    void neverShowsAHiddenValueThatTheAttestationShouldNotHaveHad() {
        fixture.attested.put("Password", "hunter2hunter2");
        fixture.withheld = List.of();

        assertThat(messages(fixture.decide())).contains("Password").doesNotContain("hunter2");
    }

    @Test
    void letsThePolicyFreeAName() {
        fixture.policy = Policies.standardBut("freeParameters: []", "freeParameters: [Env]");
        fixture.parameters.put("Env", "test");
        assertThat(codes(fixture.decide())).isEmpty();

        fixture.parameters.put("Cidr", "0.0.0.0/0");
        assertThat(messages(fixture.decide())).contains("Cidr").doesNotContain("Env:");
    }

    @Test
    void refusesAnotherRegionThanTheAttestedOne() {
        fixture.rules = List.of(new TargetRule("pay/**", "web-*", List.of("us-east-1")));
        fixture.region = "us-east-1";

        assertThat(messages(fixture.decide()))
                .contains("AWS::Region: inspected with 'eu-central-1', requested with 'us-east-1'");
    }

    @Test
    void acceptsAPseudoParameterThatWasInspectedAsUnknown() {
        fixture.attested.remove("AWS::Region");
        fixture.attested.remove("AWS::AccountId");

        assertThat(codes(fixture.decide())).isEmpty();
    }

    @Test
    void refusesAnAttestedAccountThatNobodyKnowsNow() {
        fixture.account = Optional.empty();
        fixture.observed = Optional.empty();

        assertThat(messages(fixture.decide()))
                .contains("AWS::AccountId: inspected with '123456789012', requested with nothing");
    }

    @Test
    void takesTheTargetsAccountWhereStsWasNotAsked() {
        fixture.observed = Optional.empty();

        assertThat(codes(fixture.decide())).isEmpty();
    }

    @Test
    void refusesAnAttestedPseudoParameterThatTheTemplateDoesNotUse() {
        fixture.attested.put("AWS::StackId", "arn");

        assertThat(messages(fixture.decide())).contains("AWS::StackId: inspected with 'arn', requested with nothing");
    }

    @Test
    void shortensLongValuesAndKeepsThemOnOneLine() {
        fixture.parameters.put("Env", "x\nREFUSED? No: ALLOWED" + "y".repeat(5000));

        assertThat(messages(fixture.decide())).doesNotContain("\n").hasSizeLessThan(1000);
    }
}
