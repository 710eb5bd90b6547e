package io.jenkins.plugins.cfnattest.app;

import static io.jenkins.plugins.cfnattest.app.AppFixture.KEY;
import static io.jenkins.plugins.cfnattest.app.AppFixture.OTHER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.cfnattest.deploy.AwsAccess;
import io.jenkins.plugins.cfnattest.deploy.DeploymentException;
import io.jenkins.plugins.cfnattest.deploy.DeploymentListener;
import io.jenkins.plugins.cfnattest.deploy.Plan;
import io.jenkins.plugins.cfnattest.deploy.Target;
import io.jenkins.plugins.cfnattest.envelope.Bytes;
import io.jenkins.plugins.cfnattest.gate.Decision;
import io.jenkins.plugins.cfnattest.gate.Gate;
import io.jenkins.plugins.cfnattest.gate.Policy;
import io.jenkins.plugins.cfnattest.gate.ReasonCode;
import io.jenkins.plugins.cfnattest.gate.Refusal;
import io.jenkins.plugins.cfnattest.ledger.DecisionEvent;
import io.jenkins.plugins.cfnattest.signing.Purpose;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** In which order a deployment asks, tells, records and acts, and what becomes of it when any of that fails. */
class DeployGatedFlowTest {
    private static final DeploymentException FULL = new DeploymentException(
            Refusal.of(ReasonCode.RECORD_UNAVAILABLE, "The disk is full, so nothing is deployed."));

    private final FakeDeployments aws = new FakeDeployments();
    private final Witness witness = new Witness();

    @Test
    void executesOnlyWhatWasReadBackAndRecorded() throws Exception {
        deploy(new DeployGated.Mode.Deploy());

        assertThat(aws.calls)
                .containsExactly(
                        "connect eu-central-1",
                        "account",
                        "told ALLOWED",
                        "plan [Password]",
                        "told the plan",
                        "record DEPLOY ALLOWED",
                        "execute",
                        "end SUCCEEDED CREATE_COMPLETE",
                        "close");
    }

    @Test
    void takesThePlanBackWhenItCannotBeRecorded() {
        witness.decisions = Optional.of(FULL);

        assertThatThrownBy(() -> deploy(new DeployGated.Mode.Deploy())).isSameAs(FULL);

        assertThat(aws.calls)
                .endsWith("record DEPLOY ALLOWED", "discard", "close")
                .doesNotContain("execute");
    }

    @Test
    void takesThePlanOfADryRunBackToo() {
        witness.decisions = Optional.of(FULL);

        assertThatThrownBy(() -> deploy(new DeployGated.Mode.DryRun())).isSameAs(FULL);

        assertThat(aws.calls).endsWith("record PLAN ALLOWED", "discard", "close");
    }

    @Test
    void saysWhatIsLeftWhenThePlanCannotBeTakenBack() {
        witness.decisions = Optional.of(new DeploymentException("The disk is full."));
        aws.discardFailure = Optional.of(new DeploymentException("the change set is still there"));

        assertThatThrownBy(() -> deploy(new DeployGated.Mode.Deploy()))
                .hasMessage("The disk is full.")
                .hasSuppressedException(aws.discardFailure.get());
        assertThat(aws.calls).doesNotContain("execute");
    }

    @Test
    void takesThePlanBackWhenWhoIsToldOfItFails() {
        witness.deaf = true;

        assertThatThrownBy(() -> deploy(new DeployGated.Mode.Deploy())).isInstanceOf(IllegalStateException.class);

        assertThat(aws.calls).endsWith("told the plan", "discard", "close").doesNotContain("execute");
    }

    @Test
    void keepsTheChangeSetOfADryRun() throws Exception {
        DeployGated.Result result = deploy(new DeployGated.Mode.DryRun());

        assertThat(aws.calls).endsWith("plan [Password]", "told the plan", "record PLAN ALLOWED", "close");
        assertThat(result.plan()).contains(FakeDeployments.PLAN);
    }

    @Test
    void recordsADryRunThatCouldNotAskAws() throws Exception {
        aws.account = Optional.empty();

        deploy(new DeployGated.Mode.DryRun());

        assertThat(aws.calls).endsWith("told ALLOWED", "record PLAN ALLOWED", "close");
    }

    @Test
    void adoptsAChangeSetAndTreatsItLikeANewOne() throws Exception {
        deploy(new DeployGated.Mode.Apply("arn:kept"));

        assertThat(aws.calls)
                .containsExactly(
                        "connect eu-central-1",
                        "account",
                        "told ALLOWED",
                        "adopt arn:kept",
                        "told the plan",
                        "record DEPLOY ALLOWED",
                        "execute",
                        "end SUCCEEDED CREATE_COMPLETE",
                        "close");
    }

    @Test
    void gatesAChangeSetAgainThatWaitedForTooLong() throws Exception {
        Bytes envelope = envelope();
        Clock later = Clock.offset(AppFixture.CLOCK, Duration.ofDays(8));
        Gate gate = new Gate(Policy.standard(), AppFixture.trusting(KEY, Purpose.ATTEST), later);

        DeployGated.Result result = new DeployGated(gate, aws, witness, Optional.empty())
                .deploy(envelope, order("web", "eu-central-1", new DeployGated.Mode.Apply("arn:kept")), witness);

        assertThat(result.decision())
                .isInstanceOfSatisfying(
                        Decision.Refused.class,
                        refused -> assertThat(refused.refusals())
                                .extracting(Refusal::code)
                                .containsExactly(ReasonCode.ATTESTATION_EXPIRED));
        assertThat(aws.calls)
                .containsExactly("connect eu-central-1", "account", "told REFUSED", "record DEPLOY REFUSED", "close");
    }

    @Test
    void executesNoAdoptedChangeSetThatIsNotAsAllowed() {
        aws.planFailure = Optional.of(
                new DeploymentException(Refusal.of(ReasonCode.CHANGESET_MISMATCH, "The template is another.")));

        assertThatThrownBy(() -> deploy(new DeployGated.Mode.Apply("arn:kept")))
                .isSameAs(aws.planFailure.get())
                .hasNoSuppressedExceptions();

        assertThat(aws.calls)
                .endsWith(
                        "adopt arn:kept",
                        "record PLAN ALLOWED",
                        "end FAILED CHANGESET_MISMATCH: The template is another.",
                        "close");
    }

    @Test
    void saysBothWhenThereIsNeitherAPlanNorARecord() {
        aws.planFailure = Optional.of(new DeploymentException("The template is another."));
        witness.decisions = Optional.of(FULL);

        assertThatThrownBy(() -> deploy(new DeployGated.Mode.Deploy()))
                .isSameAs(aws.planFailure.get())
                .hasSuppressedException(FULL);
    }

    @ParameterizedTest
    @CsvSource({"db, eu-central-1", "web, us-east-1", "web, evil.example/"})
    void recordsWhatIsHopelessWithoutTouchingCredentials(String stack, String region) throws Exception {
        deployGated().deploy(envelope(), order(stack, region, new DeployGated.Mode.Deploy()), witness);

        assertThat(aws.calls).containsExactly("told REFUSED", "record DEPLOY REFUSED");
    }

    @Test
    void recordsAForgeryWithoutTouchingCredentials() throws Exception {
        Bytes forged = AppFixture.attester(OTHER).attest(AppFixture.request()).envelope();

        deployGated().deploy(forged, order("web", "eu-central-1", new DeployGated.Mode.Apply("arn:kept")), witness);

        assertThat(aws.calls).containsExactly("told REFUSED", "record DEPLOY REFUSED");
    }

    @Test
    void showsARefusalEvenIfItCannotBeRecorded() {
        witness.decisions = Optional.of(FULL);

        assertThatThrownBy(() -> deployGated()
                        .deploy(envelope(), order("db", "eu-central-1", new DeployGated.Mode.Deploy()), witness))
                .isSameAs(FULL);

        assertThat(aws.calls).containsExactly("told REFUSED", "record DEPLOY REFUSED");
    }

    @Test
    void recordsAFailureAndLosesNeitherItNorThatItsRecordFailed() {
        aws.failing = true;
        witness.ends = Optional.of(FULL);

        assertThatThrownBy(() -> deploy(new DeployGated.Mode.Deploy()))
                .hasMessage("rolled back")
                .hasSuppressedException(FULL);

        assertThat(aws.calls).endsWith("execute", "end FAILED rolled back", "close");
    }

    @Test
    void saysWhenTheEndOfADeploymentCouldNotBeRecorded() {
        witness.ends = Optional.of(new DeploymentException("has taken place"));

        assertThatThrownBy(() -> deploy(new DeployGated.Mode.Deploy())).hasMessage("has taken place");

        assertThat(aws.calls).endsWith("execute", "end SUCCEEDED CREATE_COMPLETE", "close");
    }

    private DeployGated deployGated() {
        return new DeployGated(AppFixture.gate(), aws, witness, Optional.empty());
    }

    private DeployGated.Result deploy(DeployGated.Mode mode) throws Exception {
        return deployGated().deploy(envelope(), order("web", "eu-central-1", mode), witness);
    }

    private static Bytes envelope() throws Exception {
        return AppFixture.attester(KEY).attest(AppFixture.request()).envelope();
    }

    private static DeployGated.Order order(String stack, String region, DeployGated.Mode mode) {
        return new DeployGated.Order(
                Target.of(AppFixture.scope()),
                new AwsAccess.DefaultChain(),
                AppFixture.deployment(AppFixture.scope(), stack, region),
                Map.of("Password", "hunter2"),
                mode,
                "test");
    }

    /** Writes between the calls to AWS what it is told and what it is to record; can fail at either. */
    private final class Witness implements DecisionLog, DeploymentListener {
        private Optional<DeploymentException> decisions = Optional.empty();
        private Optional<DeploymentException> ends = Optional.empty();
        private boolean deaf;

        @Override
        public void decided(Decision decision, Optional<SignedDecision> signed, DecisionEvent.Action action)
                throws DeploymentException {
            aws.calls.add("record " + action + " " + word(decision));
            if (decisions.isPresent()) {
                throw decisions.get();
            }
        }

        @Override
        public void ended(Permit permit, DeploymentEnd end) throws DeploymentException {
            aws.calls.add("end " + end.result() + " " + end.status());
            if (ends.isPresent()) {
                throw ends.get();
            }
        }

        @Override
        public void decided(Decision decision) {
            aws.calls.add("told " + word(decision));
        }

        @Override
        public void planned(Plan plan) {
            aws.calls.add("told the plan");
            if (deaf) {
                throw new IllegalStateException("not listening");
            }
        }

        @Override
        public void step(String sentence) {}

        @Override
        public void event(StackEvent event) {}

        private String word(Decision decision) {
            return decision instanceof Decision.Allowed ? "ALLOWED" : "REFUSED";
        }
    }
}
