package io.jenkins.plugins.cfnattest.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.cfnattest.envelope.Bytes;
import io.jenkins.plugins.cfnattest.gate.DeploymentRequest;
import io.jenkins.plugins.cfnattest.gate.ReasonCode;
import io.jenkins.plugins.cfnattest.gate.TestDecisions;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DeployerIdentityTest {
    private DeployFixture fixture;

    @BeforeEach
    void start() throws IOException {
        fixture = new DeployFixture();
    }

    @AfterEach
    void stop() {
        fixture.close();
    }

    @Test
    void refusesSecretsOtherThanTheAllowed() {
        fixture.secrets = Map.of("Other", "x1y2z3");

        assertThatThrownBy(() -> fixture.plan(DeployFixture.allowed()))
                .isInstanceOf(DeploymentException.class)
                .hasMessageContaining("[Password]")
                .hasMessageContaining("[Other]")
                .hasMessageNotContaining("x1y2z3");
        assertThat(fixture.aws.requests()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"arn:aws:cloudformation:eu-central-1:123456789012:stack/other/1", "a/b", "-a", ""})
    void refusesAStackThatIsNotNamedByItsName(String stack) {
        DeploymentRequest request = TestDecisions.request(stack, Map.of(), Set.of(), Map.of());

        assertThatThrownBy(() -> fixture.plan(TestDecisions.allowed(Bytes.utf8("Resources: {}"), request)))
                .isInstanceOf(DeploymentException.class)
                .hasMessageContaining("A stack is named by");
        assertThat(fixture.aws.requests()).isEmpty();
    }

    @Test
    void refusesCredentialsOfAnotherAccount() {
        fixture.aws.actions().callerIn("999999999999");

        assertThatThrownBy(() -> fixture.plan(DeployFixture.allowed()))
                .isInstanceOfSatisfying(
                        DeploymentException.class,
                        e -> assertThat(e.refusal()).get().satisfies(refusal -> {
                            assertThat(refusal.code()).isEqualTo(ReasonCode.TARGET_FORBIDDEN);
                            assertThat(refusal.message()).contains("123456789012", "999999999999", "staging");
                        }));
        assertThat(fixture.aws.requests("CreateChangeSet")).isEmpty();
    }

    @Test
    void refusesADecisionThatNeverAskedForTheAccount() {
        DeploymentRequest known = DeployFixture.allowed().request();
        DeploymentRequest unknown = new DeploymentRequest(
                known.target(),
                known.stack(),
                known.region(),
                known.caller(),
                Optional.empty(),
                known.parameters(),
                known.secretParameters(),
                known.capabilities(),
                known.tags(),
                Optional.empty());

        assertThatThrownBy(() -> fixture.plan(TestDecisions.allowed(Bytes.utf8(DeployFixture.TEMPLATE), unknown)))
                .isInstanceOf(DeploymentException.class)
                .hasMessageContaining("without knowing the account");
        assertThat(fixture.aws.requests("CreateChangeSet")).isEmpty();
    }

    @Test
    void refusesADecisionForAnotherRegion() {
        DeploymentRequest here = DeployFixture.allowed().request();
        DeploymentRequest elsewhere = new DeploymentRequest(
                here.target(),
                here.stack(),
                "us-east-1",
                here.caller(),
                here.observedAccount(),
                here.parameters(),
                here.secretParameters(),
                here.capabilities(),
                here.tags(),
                Optional.empty());

        assertThatThrownBy(() -> fixture.plan(TestDecisions.allowed(Bytes.utf8(DeployFixture.TEMPLATE), elsewhere)))
                .isInstanceOf(DeploymentException.class)
                .hasMessageContaining("us-east-1")
                .hasMessageContaining("eu-central-1");
        assertThat(fixture.aws.requests()).isEmpty();
    }
}
