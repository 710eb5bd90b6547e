package io.jenkins.plugins.cfnattest.app;

import static io.jenkins.plugins.cfnattest.app.Attacker.ask;
import static io.jenkins.plugins.cfnattest.app.Attacker.codes;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.cfnattest.gate.DeploymentRequest;
import io.jenkins.plugins.cfnattest.gate.ReasonCode;
import io.jenkins.plugins.cfnattest.gate.TargetRule;
import io.jenkins.plugins.cfnattest.gate.TargetScope;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A good proof, taken to where it was not made for: the lines of docs/threat-model.md about requests. */
class AttackOnRequestTest {
    private static List<ReasonCode> refusal(DeploymentRequest request) {
        return codes(ask(Attacker.proof(), request));
    }

    private static Requests but() {
        return Requests.of(Attacker.request());
    }

    @Test
    void changedParameter() {
        assertThat(refusal(but().parameter("Env", "test").build())).containsExactly(ReasonCode.PARAMETERS_MISMATCH);
        assertThat(refusal(but().parameter("Size", "300").build())).containsExactly(ReasonCode.PARAMETERS_MISMATCH);
        assertThat(refusal(but().without("Env").build())).containsExactly(ReasonCode.PARAMETERS_MISMATCH);
    }

    /** Nobody knows what the stack's own value is, so nobody inspected it. */
    @Test
    void previousValueInPlaceOfTheAttestedOne() {
        assertThat(refusal(but().without("Env").previous("Env").build()))
                .isNotEmpty()
                .containsOnly(ReasonCode.PARAMETERS_MISMATCH);
    }

    /** A hidden parameter that is given in the open would stand in every record. */
    @Test
    void hiddenParameterInTheOpen() {
        assertThat(refusal(but().parameter("Password", "hunter2").plain()))
                .containsExactly(ReasonCode.PARAMETERS_MISMATCH);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"admin", "web2", "WEB", "web/../admin", "arn:aws:cloudformation:eu-central-1:1:stack/web/1"})
    void otherStack(String stack) {
        assertThat(refusal(but().stack(stack).build())).contains(ReasonCode.STACK_FORBIDDEN);
    }

    @ParameterizedTest
    @ValueSource(strings = {"us-east-1", "eu-central-1.evil.example.org", "eu-central-1#", ""})
    void otherRegion(String region) {
        assertThat(refusal(but().region(region).build())).contains(ReasonCode.REGION_FORBIDDEN);
    }

    @Test
    void otherJob() {
        assertThat(refusal(but().caller("intern/playground").build())).containsExactly(ReasonCode.TARGET_FORBIDDEN);
        assertThat(refusal(but().caller("xpay/deploy").build())).containsExactly(ReasonCode.TARGET_FORBIDDEN);
    }

    @Test
    void moreCapabilities() {
        assertThat(refusal(but().capability("CAPABILITY_NAMED_IAM").build()))
                .containsExactly(ReasonCode.CAPABILITY_FORBIDDEN);
    }

    @Test
    void otherRole() {
        assertThat(refusal(but().role("arn:aws:iam::123456789012:role/admin").build()))
                .containsExactly(ReasonCode.TARGET_FORBIDDEN);
    }

    @Test
    void wrongAccountBehindATarget() {
        assertThat(refusal(but().account("999999999999").build())).containsExactly(ReasonCode.CALLER_FORBIDDEN);
    }

    /** A target without rules is nobody's. */
    @Test
    void targetWithoutRules() {
        TargetScope empty = new TargetScope(
                "production", Optional.of("123456789012"), "aws", "eu-central-1", List.<TargetRule>of(), Set.of());

        assertThat(refusal(but().target(empty).build())).containsExactly(ReasonCode.TARGET_FORBIDDEN);
    }
}
