package io.jenkins.plugins.cfnattest.app;

import static io.jenkins.plugins.cfnattest.app.AppFixture.KEY;
import static io.jenkins.plugins.cfnattest.app.AppFixture.OTHER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.jenkins.plugins.cfnattest.envelope.Approval;
import io.jenkins.plugins.cfnattest.envelope.Bytes;
import io.jenkins.plugins.cfnattest.envelope.Digest;
import io.jenkins.plugins.cfnattest.gate.BreakGlass;
import io.jenkins.plugins.cfnattest.gate.Decision;
import io.jenkins.plugins.cfnattest.gate.DeploymentRequest;
import io.jenkins.plugins.cfnattest.signing.Algorithm;
import io.jenkins.plugins.cfnattest.signing.Purpose;
import io.jenkins.plugins.cfnattest.signing.SigningKey;
import io.jenkins.plugins.cfnattest.signing.TrustedKey;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** An approval from its signature to what the gate is given. */
class BreakGlassTest {
    private static final SigningKey GATE_KEY = SigningKey.generate(Algorithm.ED25519, new SecureRandom());
    private static final Duration HOUR = Duration.ofHours(1);

    private final DecisionSigner signer = new DecisionSigner(GATE_KEY, "urn:gate", "1", AppFixture.CLOCK);
    private final BreakGlassReader reader = new BreakGlassReader(gate(Purpose.DECISION));

    @Test
    void approvesExactlyOneRefusal() throws Exception {
        SignedDecision refused = refused("web");

        Bytes approval = signer.approve(refused, "anna", "bert", "outage", "INC-1", HOUR);

        BreakGlass breakGlass = reader.read(refused.decision(), approval);
        assertThat(breakGlass.refused().digest()).isEqualTo(refused.digest());
        assertThat(breakGlass.approval().statement())
                .isEqualTo(new Approval(
                        refused.digest(),
                        "anna",
                        "bert",
                        "outage",
                        "INC-1",
                        Instant.parse("2026-03-01T12:00:00Z"),
                        Instant.parse("2026-03-01T13:00:00Z")));
    }

    @Test
    void anApprovalIsForNoOtherRefusal() throws Exception {
        SignedDecision other = refused("other");
        Bytes approval = signer.approve(refused("web"), "anna", "bert", "outage", "INC-1", HOUR);

        assertThatExceptionOfType(BreakGlassException.class)
                .isThrownBy(() -> reader.read(other.decision(), approval))
                .withMessageContaining(other.digest().hex());
    }

    @Test
    void approvesNothingThatNobodyCanLetPass() throws Exception {
        SignedDecision refused = signer.sign(decide("web", Map.of("Env", "prod")), Optional.empty(), "NONE");

        assertThatExceptionOfType(BreakGlassException.class)
                .isThrownBy(() -> signer.approve(refused, "anna", "bert", "outage", "INC-1", HOUR))
                .withMessageContaining("parameters");
    }

    @Test
    void approvesNothingThatWasAllowed() throws Exception {
        Bytes envelope = AppFixture.attester(KEY).attest(AppFixture.request()).envelope();
        Decision allowed =
                AppFixture.gate().decide(envelope, AppFixture.deployment(AppFixture.scope(), "web", "eu-central-1"));
        SignedDecision signed = signer.sign(allowed, Optional.empty(), "NONE");

        assertThatExceptionOfType(BreakGlassException.class)
                .isThrownBy(() -> signer.approve(signed, "anna", "bert", "outage", "INC-1", HOUR))
                .withMessageContaining("needs no approval");
    }

    @Test
    void approvesNoRefusalOfAnotherGate() throws Exception {
        SignedDecision foreign = new DecisionSigner(OTHER, "urn:gate", "1", AppFixture.CLOCK)
                .sign(decide("web", Map.of()), Optional.empty(), "NONE");

        assertThatExceptionOfType(BreakGlassException.class)
                .isThrownBy(() -> signer.approve(foreign, "anna", "bert", "outage", "INC-1", HOUR))
                .withMessageContaining("none that this gate signed");
    }

    @Test
    void approvesNoEnvelopeUnderTheDigestOfAnother() throws Exception {
        SignedDecision refused = refused("web");
        SignedDecision mixed = new SignedDecision(refused.decision(), Digest.of(Bytes.utf8("other")), Optional.empty());

        assertThatExceptionOfType(BreakGlassException.class)
                .isThrownBy(() -> signer.approve(mixed, "anna", "bert", "outage", "INC-1", HOUR));
    }

    @ParameterizedTest
    @CsvSource({
        "anna, ' ANNA ', outage, INC-1, 3600, asked for himself",
        "anna, bert, ' ', INC-1, 3600, names requester",
        "anna, bert, outage, '', 3600, names requester",
        "'', bert, outage, INC-1, 3600, names requester",
        "anna, bert, outage, INC-1, 0, ends after it begins",
        "anna, bert, outage, INC-1, -5, ends after it begins",
    })
    void approvesOnlyWithASecondPersonAReasonATicketAndAnEnd(
            String requester, String approver, String reason, String ticket, long seconds, String complaint)
            throws Exception {
        SignedDecision refused = refused("web");

        assertThatExceptionOfType(BreakGlassException.class)
                .isThrownBy(
                        () -> signer.approve(refused, requester, approver, reason, ticket, Duration.ofSeconds(seconds)))
                .withMessageContaining(complaint);
    }

    @Test
    void readsNoApprovalThatAnotherKeySigned() throws Exception {
        SignedDecision refused = refused("web");
        DecisionSigner forger = new DecisionSigner(OTHER, "urn:gate", "1", AppFixture.CLOCK);
        SignedDecision own = forger.sign(decide("web", Map.of()), Optional.empty(), "NONE");
        Bytes forged = forger.approve(own, "anna", "bert", "outage", "INC-1", HOUR);

        assertThatExceptionOfType(BreakGlassException.class)
                .isThrownBy(() -> reader.read(refused.decision(), forged))
                .withMessageContaining("none that this gate signed");
        assertThatExceptionOfType(BreakGlassException.class).isThrownBy(() -> reader.read(own.decision(), forged));
    }

    @Test
    void takesNoOtherStatementOfTheGateForAnApprovalOrARefusal() throws Exception {
        SignedDecision refused = refused("web");
        Bytes summary = refused.summary().orElseThrow();
        Bytes approval = signer.approve(refused, "anna", "bert", "outage", "INC-1", HOUR);

        assertThatExceptionOfType(BreakGlassException.class)
                .isThrownBy(() -> reader.read(refused.decision(), refused.decision()));
        assertThatExceptionOfType(BreakGlassException.class).isThrownBy(() -> reader.read(refused.decision(), summary));
        assertThatExceptionOfType(BreakGlassException.class).isThrownBy(() -> reader.read(approval, approval));
    }

    @ParameterizedTest
    @EnumSource(value = Purpose.class, mode = EnumSource.Mode.EXCLUDE, names = "DECISION")
    void readsWithNoKeyForSomethingElse(Purpose purpose) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new BreakGlassReader(gate(purpose)))
                .withMessageContaining(purpose.word());
    }

    @Test
    void readsWithNoRevokedKey() {
        TrustedKey revoked = new TrustedKey(
                "gate",
                GATE_KEY.verificationKey(),
                Purpose.DECISION,
                Optional.empty(),
                Optional.empty(),
                Optional.of(Instant.EPOCH));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> new BreakGlassReader(revoked))
                .withMessageContaining("revoked");
    }

    private static TrustedKey gate(Purpose purpose) {
        return TrustedKey.always("gate", GATE_KEY.verificationKey(), purpose);
    }

    /** Refused for its violations: what an approval can let pass. */
    private SignedDecision refused(String stack) throws Exception {
        return signer.sign(decide("web", Map.of(), stack), Optional.empty(), "NONE");
    }

    private static Decision decide(String stack, Map<String, String> parameters) throws Exception {
        return decide(stack, parameters, stack);
    }

    private static Decision decide(String stack, Map<String, String> parameters, String caller) throws Exception {
        Bytes failing = AppFixture.attester(KEY)
                .attest(AppFixture.request(AppFixture.FAILING, Map.of()))
                .envelope();
        return AppFixture.gate()
                .decide(
                        failing,
                        new DeploymentRequest(
                                AppFixture.scope(),
                                stack,
                                "eu-central-1",
                                "pay/" + caller,
                                Optional.empty(),
                                new TreeMap<>(parameters),
                                new TreeSet<>(),
                                Set.of(),
                                new TreeMap<>(),
                                Optional.empty()));
    }
}
