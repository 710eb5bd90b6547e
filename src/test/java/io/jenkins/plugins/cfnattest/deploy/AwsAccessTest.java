package io.jenkins.plugins.cfnattest.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.cfnattest.deploy.FakeCloudFormation.Request;
import io.jenkins.plugins.cfnattest.gate.TestDecisions;
import java.io.IOException;
import java.net.URI;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AwsAccessTest {
    private static final Optional<String> DEPLOYER = Optional.of("arn:aws:iam::123456789012:role/ci/deployer");
    private static final Optional<String> SERVICE = Optional.of("arn:aws:iam::123456789012:role/cloudformation");

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
    void worksAsTheAssumedRole() throws Exception {
        Deployer deployer = fixture.deployer(fixture.target(DEPLOYER, Optional.empty()));

        deployer.plan(DeployFixture.allowed(), fixture.secrets, fixture);

        Request assumed = fixture.aws.requests("AssumeRole").get(0);
        assertThat(assumed.accessKey()).isEqualTo("AKIAFAKE");
        assertThat(assumed.fields())
                .containsEntry("RoleArn", DEPLOYER.get())
                .containsEntry("ExternalId", "external-17")
                .containsEntry("RoleSessionName", "team-job--7");
        assertThat(fixture.aws.requests("AssumeRole")).hasSize(1);
        assertThat(fixture.aws.requests().stream().filter(one -> !one.action().equals("AssumeRole")))
                .isNotEmpty()
                .allSatisfy(one -> assertThat(one.accessKey()).isEqualTo("ASIAFAKEROLE"));
    }

    @Test
    void saysWhenTheRoleCanNotBeAssumed() {
        fixture.aws.fail("AssumeRole", 403, "AccessDenied", "not authorized with external-17");

        assertThatThrownBy(() -> fixture.deployer(fixture.target(DEPLOYER, Optional.empty()))
                        .account())
                .isInstanceOf(DeploymentException.class)
                .hasMessageContaining("AccessDenied: not authorized with ****");
    }

    @Test
    void givesCloudFormationTheTargetsRole() throws Exception {
        Deployer deployer = fixture.deployer(fixture.target(Optional.empty(), SERVICE));

        Plan plan = deployer.plan(DeployFixture.allowedWithRole(SERVICE.get()), fixture.secrets, fixture);
        Outcome outcome = deployer.execute(plan, DeployFixture.allowedWithRole(SERVICE.get()), OnAbort.CANCEL, fixture);

        assertThat(outcome.changed()).isTrue();
        assertThat(fixture.aws.requests("CreateChangeSet").get(0).field("RoleARN"))
                .isEqualTo(SERVICE.get());
    }

    @Test
    void letsAStackKeepItsRoleWhenTheTargetNamesNone() throws Exception {
        fixture.aws.actions().put("web", "UPDATE_COMPLETE");
        fixture.aws.actions().setRole("web", SERVICE.get());

        assertThat(fixture.deploy(DeployFixture.allowed()).changed()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a", "eu-central-1.evil.example/", "EU-CENTRAL-1", "eu central 1"})
    void refusesWhatIsNoRegion(String region) {
        Target target = fixture.target(Optional.empty(), Optional.empty());

        assertThatThrownBy(() -> Deployer.connect(target, new AwsAccess.DefaultChain(), region, "job"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("region");
    }

    @Test
    void connectsWithRealPausesAndTheDefaultChainWithoutAskingAnybody() {
        Target target = fixture.target(Optional.empty(), Optional.empty());

        try (Deployer deployer = Deployer.connect(target, new AwsAccess.DefaultChain(), TestDecisions.REGION, "job")) {
            assertThat(deployer).isNotNull();
        }
        assertThat(fixture.aws.requests()).isEmpty();
    }

    @Test
    void neverShowsTheSecret() {
        assertThat(new AwsAccess.Keys("AKIA1", "hush").toString()).isEqualTo("Keys[keyId=AKIA1]");
        assertThatThrownBy(() -> new AwsAccess.Keys(" ", "hush"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContaining("hush");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ftp://host", "file:///etc", "host:80", "/path", "http://user:pass@host", "https:///x"})
    void refusesAnEndpointThatIsNoHttpAddress(String endpoint) {
        assertThatThrownBy(() -> new Target(
                        TestDecisions.scope(), Optional.of(URI.create(endpoint)), Optional.empty(), Optional.empty()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("http or https")
                .hasMessageNotContaining("pass@");
    }

    @ParameterizedTest
    @ValueSource(strings = {"deployer", "arn:aws:iam::1:role/x", "arn:aws:iam::123456789012:user/x", ""})
    void refusesARoleThatIsNoRolesArn(String role) {
        assertThatThrownBy(() -> fixture.target(Optional.of(role), Optional.empty()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("role to assume");
        assertThatThrownBy(() -> fixture.target(Optional.empty(), Optional.of(role)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("role for CloudFormation");
    }

    @Test
    void refusesAnExternalIdWithoutARole() {
        assertThatThrownBy(
                        () -> new Target(TestDecisions.scope(), Optional.empty(), Optional.empty(), Optional.of("id")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("external id");
    }
}
