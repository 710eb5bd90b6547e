package io.jenkins.plugins.cfnattest.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OwnCallsTest {
    private static final String POLICY =
            "{\"Statement\":[{\"Effect\":\"Deny\",\"Action\":\"Update:Delete\",\"Principal\":\"*\","
                    + "\"Resource\":\"*\"}]}";

    private DeployFixture fixture;

    @BeforeEach
    void start() throws IOException {
        fixture = new DeployFixture();
    }

    @AfterEach
    void stop() {
        fixture.close();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void setsPolicyAndProtectionAfterASuccess(boolean protects) throws Exception {
        fixture.deploy(deployer(Optional.of(POLICY), Optional.of(protects)), DeployFixture.allowed(), OnAbort.CANCEL);

        assertThat(fixture.aws.actions().policy("web")).contains(POLICY);
        assertThat(fixture.aws.actions().terminationProtection("web")).contains(protects);
        assertThat(fixture.steps).contains("The target's stack policy is set.");
    }

    @Test
    void leavesBothAsTheyAreWhereTheTargetSaysNothing() throws Exception {
        fixture.deploy(deployer(Optional.empty(), Optional.empty()), DeployFixture.allowed(), OnAbort.CANCEL);

        assertThat(fixture.aws.requests("SetStackPolicy")).isEmpty();
        assertThat(fixture.aws.requests("UpdateTerminationProtection")).isEmpty();
    }

    @Test
    void givesAnUnchangedStackItsSettingsToo() throws Exception {
        fixture.deploy(DeployFixture.allowed());

        Outcome outcome = fixture.deploy(
                deployer(Optional.of(POLICY), Optional.of(true)), DeployFixture.allowed(), OnAbort.CANCEL);

        assertThat(outcome.changed()).isFalse();
        assertThat(fixture.aws.actions().policy("web")).contains(POLICY);
        assertThat(fixture.aws.actions().terminationProtection("web")).contains(true);
    }

    @Test
    void setsNothingOnAStackWhoseDeploymentFailed() {
        fixture.aws.actions().failNextExecution("no");

        assertThatThrownBy(() -> fixture.deploy(
                        deployer(Optional.of(POLICY), Optional.of(true)), DeployFixture.allowed(), OnAbort.CANCEL))
                .isInstanceOf(DeploymentException.class);

        assertThat(fixture.aws.requests("SetStackPolicy")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"SetStackPolicy", "UpdateTerminationProtection"})
    void saysThatTheDeploymentItselfSucceeded(String action) {
        fixture.aws.fail(action, 403, "AccessDenied", "not for you");

        assertThatThrownBy(() -> fixture.deploy(
                        deployer(Optional.of(POLICY), Optional.of(true)), DeployFixture.allowed(), OnAbort.CANCEL))
                .isInstanceOf(DeploymentException.class)
                .hasMessageContaining("The deployment itself succeeded")
                .hasMessageContaining("not for you");

        assertThat(fixture.aws.requests("SetStackPolicy")).hasSize(1);
        assertThat(fixture.aws.requests("UpdateTerminationProtection"))
                .as("one that fails keeps the other from nothing")
                .hasSize(1);
    }

    @Test
    void doesNotBelieveAServerThatForgetsThePolicy() {
        fixture.aws.actions().manners().forgetsPolicies();

        assertThatThrownBy(() -> fixture.deploy(
                        deployer(Optional.of(POLICY), Optional.empty()), DeployFixture.allowed(), OnAbort.CANCEL))
                .isInstanceOf(DeploymentException.class)
                .hasMessageContaining("The deployment itself succeeded")
                .hasMessageContaining("did not keep it. Mend that");
        assertThat(fixture.steps).doesNotContain("The target's stack policy is set.");
    }

    @Test
    void namesBothWhenBothFail() {
        fixture.aws.fail("SetStackPolicy", 403, "AccessDenied", "no policy");
        fixture.aws.fail("UpdateTerminationProtection", 403, "AccessDenied", "no protection");

        assertThatThrownBy(() -> fixture.deploy(
                        deployer(Optional.of(POLICY), Optional.of(true)), DeployFixture.allowed(), OnAbort.CANCEL))
                .hasMessageContaining("no policy")
                .satisfies(e ->
                        assertThat(e.getSuppressed()).singleElement().asString().contains("no protection"));
    }

    private Deployer deployer(Optional<String> policy, Optional<Boolean> protection) {
        return fixture.deployer(fixture.target(
                ReadBackMode.BEFORE,
                new StackSettings(List.of(), List.of(), 0, Optional.empty(), false, policy, protection)));
    }
}
