package io.jenkins.plugins.cfnattest.app;

import static io.jenkins.plugins.cfnattest.app.AppFixture.KEY;
import static io.jenkins.plugins.cfnattest.app.AppFixture.OTHER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.jenkins.plugins.cfnattest.deploy.AwsAccess;
import io.jenkins.plugins.cfnattest.deploy.DeploymentException;
import io.jenkins.plugins.cfnattest.deploy.Target;
import io.jenkins.plugins.cfnattest.envelope.Bytes;
import io.jenkins.plugins.cfnattest.gate.Decision;
import io.jenkins.plugins.cfnattest.gate.DeploymentRequest;
import io.jenkins.plugins.cfnattest.gate.Evidence;
import io.jenkins.plugins.cfnattest.gate.ReasonCode;
import io.jenkins.plugins.cfnattest.gate.Refusal;
import io.jenkins.plugins.cfnattest.gate.TargetScope;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AskGateTest {
    private final FakeDeployments aws = new FakeDeployments();
    private final AskGate askGate = new AskGate(AppFixture.gate(), aws);
    private final List<String> console = new ArrayList<>();

    @Test
    void asksStsAndTheGateAndNothingElse() throws Exception {
        Decision decision = ask(good());

        assertThat(decision).isInstanceOf(Decision.Allowed.class);
        assertThat(decision.facts().request().observedAccount()).contains("123456789012");
        assertThat(aws.calls).containsExactly("connect eu-central-1", "account", "close");
        assertThat(console).isEmpty();
    }

    @Test
    void tellsWhyNotAndThrowsNothing() throws Exception {
        Decision decision = ask(Requests.of(good()).parameter("Env", "test").build());

        assertThat(codes(decision)).containsExactly(ReasonCode.PARAMETERS_MISMATCH);
        assertThat(aws.calls).containsExactly("connect eu-central-1", "account", "close");
    }

    @Test
    void seesThatTheCredentialsBelongToAnotherAccount() throws Exception {
        aws.account = Optional.of("999999999999");

        assertThat(codes(ask(good()))).containsExactly(ReasonCode.CALLER_FORBIDDEN);
    }

    @Test
    void answersWithoutAnAccountTooAndSaysWhyThereIsNone() throws Exception {
        aws.account = Optional.empty();

        Decision decision = ask(good());

        assertThat(decision).isInstanceOf(Decision.Allowed.class);
        assertThat(decision.facts().request().observedAccount()).isEmpty();
        assertThat(console).singleElement().asString().contains("asks the gate only", "no credentials");
        assertThat(aws.calls).containsExactly("connect eu-central-1", "account", "close");
    }

    @ParameterizedTest
    @CsvSource({
        "web, us-east-1, REGION_FORBIDDEN",
        "web, eu-central-1.evil.example, REGION_FORBIDDEN",
        "db, eu-central-1, STACK_FORBIDDEN",
    })
    void touchesNoCredentialsForWhatTheTargetForbids(String stack, String region, ReasonCode code) throws Exception {
        assertThat(codes(ask(AppFixture.deployment(AppFixture.scope(), stack, region))))
                .contains(code);
        assertThat(aws.calls).isEmpty();
    }

    @Test
    void touchesNoCredentialsWithoutAProof() throws Exception {
        Bytes forged = AppFixture.attester(OTHER).attest(AppFixture.request()).envelope();

        Decision decision = askGate.ask(forged, question(good()), console::add);

        assertThat(codes(decision)).containsExactly(ReasonCode.KEY_UNTRUSTED);
        assertThat(aws.calls).isEmpty();
    }

    @Test
    void cannotTellWhenThereIsNoWayToTheTarget() {
        AskGate lost = new AskGate(AppFixture.gate(), (target, access, region, sessionName) -> {
            throw new DeploymentException("no such endpoint");
        });

        assertThatExceptionOfType(DeploymentException.class)
                .isThrownBy(() -> lost.ask(envelope(), question(good()), console::add))
                .withMessage("no such endpoint");
    }

    @Test
    void refusesAnotherTargetThanTheGateIsAskedAbout() {
        TargetScope other = new TargetScope(
                "other",
                Optional.empty(),
                "aws",
                "eu-central-1",
                AppFixture.scope().rules(),
                Set.of());

        assertThatIllegalArgumentException()
                .isThrownBy(() -> new AskGate.Question(
                        Target.of(other), new AwsAccess.DefaultChain(), good(), Evidence.none(), "test"))
                .withMessageContaining("'production'")
                .withMessageContaining("'other'");
    }

    private Decision ask(DeploymentRequest request) throws Exception {
        return askGate.ask(envelope(), question(request), console::add);
    }

    private static DeploymentRequest good() {
        return AppFixture.deployment(AppFixture.scope(), "web", "eu-central-1");
    }

    private static AskGate.Question question(DeploymentRequest request) {
        return new AskGate.Question(
                Target.of(AppFixture.scope()), new AwsAccess.DefaultChain(), request, Evidence.none(), "test");
    }

    private static Bytes envelope() throws AttestException, InterruptedException {
        return AppFixture.attester(KEY).attest(AppFixture.request()).envelope();
    }

    private static List<ReasonCode> codes(Decision decision) {
        return decision.refusals().stream().map(Refusal::code).toList();
    }
}
