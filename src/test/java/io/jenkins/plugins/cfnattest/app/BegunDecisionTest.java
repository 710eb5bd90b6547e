package io.jenkins.plugins.cfnattest.app;

import static io.jenkins.plugins.cfnattest.app.AppFixture.KEY;
import static io.jenkins.plugins.cfnattest.app.AppFixture.OTHER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.jenkins.plugins.cfnattest.deploy.DeploymentException;
import io.jenkins.plugins.cfnattest.deploy.Running;
import io.jenkins.plugins.cfnattest.envelope.Bytes;
import io.jenkins.plugins.cfnattest.envelope.Digest;
import io.jenkins.plugins.cfnattest.gate.Decision;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Whoever can change what was stored shall get no end signed of what was not allowed. */
class BegunDecisionTest {
    private static final String STACK = "arn:aws:cloudformation:eu-central-1:123456789012:stack/web";
    private static final String CHANGE_SET = "arn:aws:cloudformation:eu-central-1:123456789012:changeSet/one/1";

    private final DecisionSigner signer = new DecisionSigner(OTHER, "urn:gate", "1", AppFixture.CLOCK);

    @Test
    void readsWhatItAllowed() throws Exception {
        Decision.Allowed allowed = (Decision.Allowed) decide("web");
        SignedDecision signed = signer.sign(allowed, Optional.of(CHANGE_SET), "BEFORE");

        Permit permit = signer.permit(signed.decision(), running(CHANGE_SET));

        assertThat(permit).isEqualTo(Permit.of(allowed, Optional.of(signed)));
        assertThat(permit.stack()).isEqualTo(STACK);
        assertThat(permit.decision()).contains(signed.digest());
    }

    @Test
    void readsNoDecisionOfAnotherKey() throws Exception {
        Bytes foreign = new DecisionSigner(KEY, "urn:gate", "1", AppFixture.CLOCK)
                .sign(decide("web"), Optional.of(CHANGE_SET), "BEFORE")
                .decision();

        assertThatExceptionOfType(DeploymentException.class)
                .isThrownBy(() -> signer.permit(foreign, running(CHANGE_SET)))
                .withMessageContaining("none that the gate's key signed");
    }

    @Test
    void readsNoOtherStatementOfTheGate() throws Exception {
        Bytes summary = signer.sign(decide("web"), Optional.of(CHANGE_SET), "BEFORE")
                .summary()
                .orElseThrow();

        assertThatExceptionOfType(DeploymentException.class)
                .isThrownBy(() -> signer.permit(summary, running(CHANGE_SET)));
    }

    @Test
    void takesNoDecisionOfAnotherChangeSetOrOfNone() throws Exception {
        Bytes planned =
                signer.sign(decide("web"), Optional.of(CHANGE_SET), "BEFORE").decision();
        Bytes asked = signer.sign(decide("web"), Optional.empty(), "NONE").decision();
        String other = CHANGE_SET.replace("/one/", "/two/");

        assertThatExceptionOfType(DeploymentException.class)
                .isThrownBy(() -> signer.permit(planned, running(other)))
                .withMessageContainingAll(CHANGE_SET, other, "was changed");
        assertThatExceptionOfType(DeploymentException.class)
                .isThrownBy(() -> signer.permit(asked, running(CHANGE_SET)))
                .withMessageContaining("found none");
    }

    @Test
    void takesNoRefusal() throws Exception {
        Bytes refused =
                signer.sign(decide("db"), Optional.of(CHANGE_SET), "BEFORE").decision();

        assertThatExceptionOfType(DeploymentException.class)
                .isThrownBy(() -> signer.permit(refused, running(CHANGE_SET)))
                .withMessageContaining("it refused");
    }

    private static Running running(String changeSet) {
        return new Running(STACK + "/1", changeSet, true, true, Digest.of(Bytes.utf8("t")), Optional.empty());
    }

    private static Decision decide(String stack) throws Exception {
        Bytes envelope = AppFixture.attester(KEY).attest(AppFixture.request()).envelope();
        return AppFixture.gate()
                .decide(
                        envelope,
                        AppFixture.deployment(AppFixture.scope(), stack, "eu-central-1")
                                .observedIn("123456789012"));
    }
}
