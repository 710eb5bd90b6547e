package io.jenkins.plugins.cfnattest.app;

import static io.jenkins.plugins.cfnattest.app.AppFixture.KEY;
import static io.jenkins.plugins.cfnattest.app.AppFixture.OTHER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.cfnattest.deploy.AwsAccess;
import io.jenkins.plugins.cfnattest.deploy.DeploymentListener;
import io.jenkins.plugins.cfnattest.deploy.Target;
import io.jenkins.plugins.cfnattest.envelope.Bytes;
import io.jenkins.plugins.cfnattest.envelope.EnvelopeJson;
import io.jenkins.plugins.cfnattest.gate.Decision;
import io.jenkins.plugins.cfnattest.ledger.DecisionEvent;
import io.jenkins.plugins.cfnattest.signing.KeyException;
import io.jenkins.plugins.cfnattest.signing.Signer;
import io.jenkins.plugins.cfnattest.signing.VerificationKey;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What is signed is what is recorded, and nothing is executed that is not. */
class DeployGatedSigningTest {
    private final FakeDeployments aws = new FakeDeployments();
    private final Key key = new Key();
    private final DeployGated deployGated = new DeployGated(
            AppFixture.gate(), aws, new Log(), Optional.of(new DecisionSigner(key, "https://ci.example/gate", "1")));

    @Test
    void signsAfterThePlanAndRecordsWhatItSigned() throws Exception {
        DeployGated.Result result = deployGated.deploy(envelope(), order("web"), new Quiet());

        SignedDecision signed = result.signed().orElseThrow();
        assertThat(signed.digest())
                .isEqualTo(EnvelopeJson.read(signed.decision()).attestationDigest());
        assertThat(signed.summary()).isPresent();
        assertThat(EnvelopeJson.read(signed.decision()).payload().toUtf8()).contains("arn:changeset", "BEFORE");
        assertThat(aws.calls)
                .containsSubsequence(
                        "plan [Password]",
                        "sign",
                        "record ALLOWED " + signed.digest(),
                        "execute",
                        "end " + signed.digest());
    }

    @Test
    void signsAndRecordsARefusalWithoutTouchingCredentials() throws Exception {
        DeployGated.Result result = deployGated.deploy(envelope(), order("db"), new Quiet());

        SignedDecision signed = result.signed().orElseThrow();
        assertThat(aws.calls).startsWith("sign").endsWith("record REFUSED " + signed.digest());
        assertThat(aws.calls).doesNotContain("account");
        assertThat(signed.summary()).as("FAILED, for what was verified").isPresent();
    }

    @Test
    void signsARefusalOfAForgeryWithoutASummary() throws Exception {
        Bytes forged = AppFixture.attester(OTHER).attest(AppFixture.request()).envelope();

        SignedDecision signed =
                deployGated.deploy(forged, order("web"), new Quiet()).signed().orElseThrow();

        assertThat(signed.summary()).isEmpty();
        assertThat(aws.calls).containsExactly("sign", "record REFUSED " + signed.digest());
    }

    @Test
    void executesNothingThatCouldNotBeSigned() {
        key.lost = true;

        assertThatThrownBy(() -> deployGated.deploy(envelope(), order("web"), new Quiet()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("no key today");

        assertThat(aws.calls).endsWith("plan [Password]", "sign", "discard", "close");
    }

    private static Bytes envelope() throws Exception {
        return AppFixture.attester(KEY).attest(AppFixture.request()).envelope();
    }

    private static DeployGated.Order order(String stack) {
        return new DeployGated.Order(
                Target.of(AppFixture.scope()),
                new AwsAccess.DefaultChain(),
                AppFixture.deployment(AppFixture.scope(), stack, "eu-central-1"),
                Map.of("Password", "hunter2"),
                new DeployGated.Mode.Deploy(),
                "test");
    }

    /** The gate's key, which can get lost. */
    private final class Key implements Signer {
        private boolean lost;

        @Override
        public VerificationKey verificationKey() {
            return OTHER.verificationKey();
        }

        @Override
        public Bytes sign(Bytes message) throws KeyException {
            aws.calls.add("sign");
            if (lost) {
                throw new KeyException("no key today");
            }
            return OTHER.sign(message);
        }
    }

    private final class Log implements DecisionLog {
        @Override
        public void decided(Decision decision, Optional<SignedDecision> signed, DecisionEvent.Action action) {
            String word = decision instanceof Decision.Allowed ? "ALLOWED" : "REFUSED";
            aws.calls.add("record " + word + " " + signed.orElseThrow().digest());
        }

        @Override
        public void ended(Permit permit, DeploymentEnd end) {
            aws.calls.add("end " + permit.decision().orElseThrow());
        }
    }

    private static final class Quiet implements DeploymentListener {
        @Override
        public void step(String sentence) {}

        @Override
        public void event(StackEvent event) {}
    }
}
