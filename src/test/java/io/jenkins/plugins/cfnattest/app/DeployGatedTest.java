package io.jenkins.plugins.cfnattest.app;

import static io.jenkins.plugins.cfnattest.app.AppFixture.KEY;
import static io.jenkins.plugins.cfnattest.app.AppFixture.OTHER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.jenkins.plugins.cfnattest.deploy.AwsAccess;
import io.jenkins.plugins.cfnattest.deploy.DeploymentException;
import io.jenkins.plugins.cfnattest.deploy.DeploymentListener;
import io.jenkins.plugins.cfnattest.deploy.Target;
import io.jenkins.plugins.cfnattest.envelope.Bytes;
import io.jenkins.plugins.cfnattest.gate.Decision;
import io.jenkins.plugins.cfnattest.gate.DeploymentRequest;
import io.jenkins.plugins.cfnattest.gate.ReasonCode;
import io.jenkins.plugins.cfnattest.gate.Refusal;
import io.jenkins.plugins.cfnattest.gate.TargetScope;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DeployGatedTest {
    private final FakeDeployments aws = new FakeDeployments();
    private final DeployGated deployGated = new DeployGated(AppFixture.gate(), aws);
    private final Listener listener = new Listener();

    @Test
    void asksStsThenTheGateThenPlansThenExecutes() throws Exception {
        DeployGated.Result result = deployGated.deploy(envelope(), order("web", "eu-central-1", false), listener);

        assertThat(aws.calls).containsExactly("connect eu-central-1", "account", "plan [Password]", "execute", "close");
        assertThat(result.decision()).isInstanceOf(Decision.Allowed.class);
        assertThat(result.plan()).contains(FakeDeployments.PLAN);
        assertThat(result.outcome()).contains(FakeDeployments.OUTCOME);
        assertThat(aws.allowed.request().observedAccount()).contains("123456789012");
        assertThat(aws.allowed.statement().template()).isEqualTo(AppFixture.TEMPLATE);
    }

    @Test
    void aDryRunEndsWithThePlan() throws Exception {
        DeployGated.Result result = deployGated.deploy(envelope(), order("web", "eu-central-1", true), listener);

        assertThat(aws.calls).containsExactly("connect eu-central-1", "account", "plan [Password]", "close");
        assertThat(result.plan()).isPresent();
        assertThat(result.outcome()).isEmpty();
    }

    @Test
    void aDryRunWithoutCredentialsIsGatedAndSaysWhyItHasNoPlan() throws Exception {
        aws.account = Optional.empty();

        DeployGated.Result result = deployGated.deploy(envelope(), order("web", "eu-central-1", true), listener);

        assertThat(result.decision()).isInstanceOf(Decision.Allowed.class);
        assertThat(result.plan()).isEmpty();
        assertThat(aws.calls).containsExactly("connect eu-central-1", "account", "close");
        assertThat(listener.steps).singleElement().asString().contains("makes no change set", "no credentials");
    }

    @Test
    void deploysNothingWithoutKnowingTheAccount() {
        aws.account = Optional.empty();

        assertThatExceptionOfType(DeploymentException.class)
                .isThrownBy(() -> deployGated.deploy(envelope(), order("web", "eu-central-1", false), listener))
                .withMessageContaining("no credentials");
        assertThat(aws.calls).containsExactly("connect eu-central-1", "account", "close");
    }

    @Test
    void plansNothingInTheWrongAccount() throws Exception {
        aws.account = Optional.of("999999999999");

        DeployGated.Result result = deployGated.deploy(envelope(), order("web", "eu-central-1", false), listener);

        assertThat(codes(result)).containsExactly(ReasonCode.CALLER_FORBIDDEN);
        assertThat(aws.calls).containsExactly("connect eu-central-1", "account", "close");
    }

    @ParameterizedTest
    @CsvSource({
        "web, us-east-1, REGION_FORBIDDEN",
        "web, evil.example/, REGION_FORBIDDEN",
        "web, eu-central-1.evil.example, REGION_FORBIDDEN",
        "db, eu-central-1, STACK_FORBIDDEN",
    })
    void touchesNoCredentialsForWhatTheTargetForbids(String stack, String region, ReasonCode code) throws Exception {
        DeployGated.Result result = deployGated.deploy(envelope(), order(stack, region, false), listener);

        assertThat(codes(result)).contains(code);
        assertThat(result.plan()).isEmpty();
        assertThat(aws.calls).isEmpty();
    }

    @Test
    void touchesNoCredentialsWithoutAProof() throws Exception {
        Bytes forged = AppFixture.attester(OTHER).attest(AppFixture.request()).envelope();

        DeployGated.Result result = deployGated.deploy(forged, order("web", "eu-central-1", false), listener);

        assertThat(codes(result)).containsExactly(ReasonCode.KEY_UNTRUSTED);
        assertThat(aws.calls).isEmpty();
    }

    @Test
    void plansNothingForATemplateWithFailures() throws Exception {
        DeployGated.Result result = deployFailing();

        assertThat(codes(result)).containsExactly(ReasonCode.VIOLATIONS);
        assertThat(aws.calls).containsExactly("connect eu-central-1", "account", "close");
    }

    @Test
    void namesTheReasonsOfARefusalWithoutCredentialsToo() throws Exception {
        aws.account = Optional.empty();

        DeployGated.Result result = deployFailing();

        assertThat(codes(result)).containsExactly(ReasonCode.VIOLATIONS);
        assertThat(listener.steps).singleElement().asString().contains("makes no change set", "no credentials");
    }

    private DeployGated.Result deployFailing() throws Exception {
        Bytes failing = AppFixture.attester(KEY)
                .attest(AppFixture.request(AppFixture.FAILING, Map.of()))
                .envelope();
        DeploymentRequest plain = order("web", "eu-central-1", false).request();
        DeploymentRequest request = new DeploymentRequest(
                plain.target(),
                plain.stack(),
                plain.region(),
                plain.caller(),
                Optional.empty(),
                new TreeMap<>(),
                new TreeSet<>(),
                Set.of(),
                plain.tags(),
                Optional.empty());
        DeployGated.Order order = new DeployGated.Order(
                Target.of(AppFixture.scope()),
                new AwsAccess.DefaultChain(),
                request,
                Map.of(),
                new DeployGated.Mode.Deploy(),
                "test");

        return deployGated.deploy(failing, order, listener);
    }

    @Test
    void closesTheConnectionWhenTheDeploymentFails() {
        aws.failing = true;

        assertThatExceptionOfType(DeploymentException.class)
                .isThrownBy(() -> deployGated.deploy(envelope(), order("web", "eu-central-1", false), listener));
        assertThat(aws.calls).endsWith("execute", "close");
    }

    @Test
    void refusesSecretsTheGateWasNotAskedAbout() {
        DeploymentRequest request = AppFixture.deployment(AppFixture.scope(), "web", "eu-central-1");

        assertThatIllegalArgumentException()
                .isThrownBy(() -> new DeployGated.Order(
                        Target.of(AppFixture.scope()),
                        new AwsAccess.DefaultChain(),
                        request,
                        Map.of("Password", "hunter2", "Cidr", "0.0.0.0/0"),
                        new DeployGated.Mode.Deploy(),
                        "test"))
                .satisfies(e -> assertThat(e.getMessage()).contains("Cidr").doesNotContain("hunter2", "0.0.0.0"));
    }

    @Test
    void refusesAnotherTargetThanTheGateWasAskedAbout() {
        TargetScope other = new TargetScope(
                "other",
                Optional.empty(),
                "aws",
                "eu-central-1",
                AppFixture.scope().rules(),
                Set.of());

        assertThatIllegalArgumentException()
                .isThrownBy(() -> new DeployGated.Order(
                        Target.of(other),
                        new AwsAccess.DefaultChain(),
                        AppFixture.deployment(AppFixture.scope(), "web", "eu-central-1"),
                        Map.of("Password", "x"),
                        new DeployGated.Mode.Deploy(),
                        "test"))
                .withMessageContaining("'production'")
                .withMessageContaining("'other'");
    }

    @Test
    void anOrderDoesNotShowItsSecrets() {
        assertThat(order("web", "eu-central-1", false).toString()).doesNotContain("hunter2");
    }

    private static Bytes envelope() throws AttestException, InterruptedException {
        return AppFixture.attester(KEY).attest(AppFixture.request()).envelope();
    }

    private static DeployGated.Order order(String stack, String region, boolean dryRun) {
        return new DeployGated.Order(
                Target.of(AppFixture.scope()),
                new AwsAccess.DefaultChain(),
                AppFixture.deployment(AppFixture.scope(), stack, region),
                Map.of("Password", "hunter2"),
                dryRun ? new DeployGated.Mode.DryRun() : new DeployGated.Mode.Deploy(),
                "test");
    }

    private static List<ReasonCode> codes(DeployGated.Result result) {
        return result.decision().refusals().stream().map(Refusal::code).toList();
    }

    private static final class Listener implements DeploymentListener {
        private final List<String> steps = new ArrayList<>();

        @Override
        public void step(String sentence) {
            steps.add(sentence);
        }

        @Override
        public void event(StackEvent event) {
            steps.add(event.status());
        }
    }
}
