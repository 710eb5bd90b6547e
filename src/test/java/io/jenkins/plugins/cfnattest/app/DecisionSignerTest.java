package io.jenkins.plugins.cfnattest.app;

import static io.jenkins.plugins.cfnattest.app.AppFixture.KEY;
import static io.jenkins.plugins.cfnattest.app.AppFixture.OTHER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.jenkins.plugins.cfnattest.envelope.Bytes;
import io.jenkins.plugins.cfnattest.envelope.DecisionStatement;
import io.jenkins.plugins.cfnattest.envelope.Digest;
import io.jenkins.plugins.cfnattest.envelope.SamplePredicates;
import io.jenkins.plugins.cfnattest.envelope.VerificationSummary;
import io.jenkins.plugins.cfnattest.gate.CheckResult;
import io.jenkins.plugins.cfnattest.gate.CheckResult.Outcome;
import io.jenkins.plugins.cfnattest.gate.Decision;
import io.jenkins.plugins.cfnattest.gate.DeploymentRequest;
import io.jenkins.plugins.cfnattest.gate.Gate;
import io.jenkins.plugins.cfnattest.gate.Policy;
import io.jenkins.plugins.cfnattest.gate.ReasonCode;
import io.jenkins.plugins.cfnattest.gate.Refusal;
import io.jenkins.plugins.cfnattest.gate.TestDecisions;
import io.jenkins.plugins.cfnattest.gate.UsedWaiver;
import io.jenkins.plugins.cfnattest.signing.Algorithm;
import io.jenkins.plugins.cfnattest.signing.KeyException;
import io.jenkins.plugins.cfnattest.signing.Purpose;
import io.jenkins.plugins.cfnattest.signing.Signer;
import io.jenkins.plugins.cfnattest.signing.SigningKey;
import io.jenkins.plugins.cfnattest.signing.VerificationKey;
import io.jenkins.plugins.cfnattest.signing.Verified;
import io.jenkins.plugins.cfnattest.signing.Verifier;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DecisionSignerTest {
    private static final String GATE = "https://ci.example/cfn-attestation/gate";
    private static final SigningKey GATE_KEY = SigningKey.generate(Algorithm.ECDSA_P256, new SecureRandom());
    private static final Verifier VERIFIER = new Verifier(AppFixture.trusting(GATE_KEY, Purpose.DECISION));

    private final DecisionSigner signer = new DecisionSigner(GATE_KEY, GATE, "1.2.3", AppFixture.CLOCK);

    @Test
    void signsWhatWasAllowedAndTheSummaryBesideIt() throws Exception {
        Decision decision = decide(Map.of("Env", "prod"), Set.of("Password"));

        SignedDecision signed = signer.sign(decision, Optional.of("arn:changeset"), "BEFORE");

        Verified<DecisionStatement> said = VERIFIER.decision(signed.decision());
        Verified<VerificationSummary> summary =
                VERIFIER.summary(signed.summary().orElseThrow());
        assertThat(said.digest()).isEqualTo(signed.digest());
        assertThat(said.statement().summary()).contains(summary.digest());
        assertThat(said.statement().allowed()).isTrue();
        assertThat(said.statement().passed()).isTrue();
        assertThat(said.statement().subject()).isEqualTo(Digest.of(AppFixture.TEMPLATE));
        assertThat(said.statement().signedBy())
                .containsExactly(KEY.verificationKey().keyId().hex());
        assertThat(said.statement().checks()).hasSameSizeAs(decision.checks());
        assertThat(said.statement().changeSet()).contains("arn:changeset");
        assertThat(said.statement().request().readBack()).isEqualTo("BEFORE");
        assertThat(said.statement().request().parameters()).isEqualTo(Map.of("Env", "prod", "Size", "3"));
        assertThat(said.statement().request().withheld()).containsExactly("Password");
        assertThat(summary.statement())
                .isEqualTo(new VerificationSummary(
                        "infra/wait.yaml",
                        Digest.of(AppFixture.TEMPLATE),
                        GATE,
                        new TreeMap<>(Map.of("cfn-attestation", "1.2.3")),
                        said.statement().decidedAt(),
                        "arn:aws:cloudformation:eu-central-1:123456789012:stack/web",
                        "urn:cfn-attestation:policy:" + decision.policy().name(),
                        decision.policy().digest(),
                        List.of(decision.verified().orElseThrow().attestationDigest()),
                        true,
                        List.of("CFN_ATTESTATION_PASSED")));
    }

    @Test
    void summarisesARefusalAsFailed() throws Exception {
        SignedDecision signed = signer.sign(decide(Map.of("Env", "dev"), Set.of("Password")), Optional.empty(), "NONE");

        DecisionStatement said = VERIFIER.decision(signed.decision()).statement();
        VerificationSummary summary =
                VERIFIER.summary(signed.summary().orElseThrow()).statement();
        assertThat(said.allowed()).isFalse();
        assertThat(said.checks())
                .filteredOn(check -> check.result().equals("REFUSED"))
                .singleElement()
                .satisfies(check -> {
                    assertThat(check.number()).isEqualTo(5);
                    assertThat(check.refusals().get(0).code()).isEqualTo("PARAMETERS_MISMATCH");
                    assertThat(check.refusals().get(0).details()).containsKey("Env");
                });
        assertThat(summary.passed()).isFalse();
        assertThat(summary.verifiedLevels()).containsExactly("FAILED");
    }

    @Test
    void summarisesWhatIsOnlyLetPassAsFailed() throws Exception {
        Decision plain = decide(Map.of("Env", "prod"), Set.of("Password"));
        List<CheckResult> checks = new ArrayList<>(plain.checks());
        checks.add(new CheckResult(
                15,
                "record",
                Outcome.RELAXED,
                List.of(Refusal.of(ReasonCode.RECORD_MISSING, "There is no proof of the record."))));
        UsedWaiver waiver = new UsedWaiver(Digest.of(Bytes.utf8("waiver")), SamplePredicates.waiver());
        Decision relaxed = TestDecisions.allowed(
                plain.verified().orElseThrow(),
                new Decision.Facts(
                        plain.policy(),
                        plain.facts().at(),
                        plain.facts().envelope(),
                        plain.facts().request(),
                        checks,
                        List.of(waiver),
                        Optional.of(SamplePredicates.approval())));

        SignedDecision signed = signer.sign(relaxed, Optional.empty(), "AFTER");

        DecisionStatement said = VERIFIER.decision(signed.decision()).statement();
        VerificationSummary summary =
                VERIFIER.summary(signed.summary().orElseThrow()).statement();
        assertThat(said.allowed()).isTrue();
        assertThat(said.passed()).isFalse();
        assertThat(said.approval()).contains(SamplePredicates.approval());
        assertThat(said.waivers()).extracting(used -> used.digest()).containsExactly(waiver.digest());
        assertThat(summary.passed()).isFalse();
        assertThat(summary.inputAttestations())
                .containsExactly(plain.verified().orElseThrow().attestationDigest(), waiver.digest());
    }

    @Test
    void saysNothingOfATemplateThatNobodyVerified() throws Exception {
        Bytes forged = AppFixture.attester(OTHER).attest(AppFixture.request()).envelope();
        Decision decision = AppFixture.gate().decide(forged, request(Map.of("Env", "prod"), Set.of()));

        assertNothingVerified(forged, signer.sign(decision, Optional.empty(), "NONE"));
    }

    @ParameterizedTest
    @EnumSource(
            value = Purpose.class,
            names = {"WAIVER", "LOG", "DECISION"})
    void saysNothingOfATemplateThatAKeyForSomethingElseSigned(Purpose purpose) throws Exception {
        Bytes envelope = AppFixture.attester(KEY).attest(AppFixture.request()).envelope();
        Decision decision = new Gate(Policy.standard(), AppFixture.trusting(KEY, purpose), AppFixture.CLOCK)
                .decide(envelope, request(Map.of("Env", "prod"), Set.of()));

        assertThat(decision.verified()).as("the signature is good").isPresent();
        assertNothingVerified(envelope, signer.sign(decision, Optional.empty(), "NONE"));
    }

    private static void assertNothingVerified(Bytes envelope, SignedDecision signed) throws Exception {
        DecisionStatement said = VERIFIER.decision(signed.decision()).statement();
        assertThat(signed.summary()).isEmpty();
        assertThat(said.attestation()).isEmpty();
        assertThat(said.subject()).isEqualTo(Digest.of(envelope));
        assertThat(said.subjectName()).isEqualTo("envelope");
        assertThat(said.request().parameters()).isEmpty();
    }

    @Test
    void keepsWhatWasRefusedBeyondTheChecks() throws Exception {
        Decision plain = decide(Map.of("Env", "prod"), Set.of("Password"));
        Decision refused = new Decision.Refused(
                plain.facts(),
                plain.verified(),
                List.of(Refusal.of(ReasonCode.CHANGESET_MISMATCH, "The change set is another.")));

        DecisionStatement said = VERIFIER.decision(
                        signer.sign(refused, Optional.empty(), "NONE").decision())
                .statement();

        assertThat(said.checks())
                .last()
                .satisfies(check -> assertThat(check.refusals())
                        .singleElement()
                        .extracting(reason -> reason.code())
                        .isEqualTo("CHANGESET_MISMATCH"));
    }

    @Test
    void signsHowADeploymentEnded() throws Exception {
        Decision.Allowed decision = (Decision.Allowed) decide(Map.of("Env", "prod"), Set.of("Password"));
        SignedDecision signed = signer.sign(decision, Optional.of("arn:changeset"), "BEFORE");

        Bytes ended = signer.deployment(
                Permit.of(decision, Optional.of(signed)),
                new DeploymentEnd(
                        "arn:stack/1",
                        Optional.of("arn:changeset"),
                        DeploymentEnd.Result.SUCCEEDED,
                        "CREATE_COMPLETE"));

        assertThat(VERIFIER.deployment(ended).statement()).satisfies(end -> {
            assertThat(end.template()).isEqualTo(Digest.of(AppFixture.TEMPLATE));
            assertThat(end.decision()).isEqualTo(signed.digest());
            assertThat(end.status()).isEqualTo("CREATE_COMPLETE");
            assertThat(end.endedAt()).isEqualTo("2026-03-01T12:00:00Z");
        });
    }

    @Test
    void aKeyThatCannotSignEndsItAll() {
        Signer broken = new Signer() {
            @Override
            public VerificationKey verificationKey() {
                return GATE_KEY.verificationKey();
            }

            @Override
            public Bytes sign(Bytes message) throws KeyException {
                throw new KeyException("The key service does not answer.");
            }
        };

        assertThatIllegalStateException()
                .isThrownBy(() -> new DecisionSigner(broken, GATE, "1")
                        .sign(decide(Map.of("Env", "prod"), Set.of("Password")), Optional.empty(), "NONE"))
                .withMessageContaining("nothing follows")
                .withMessageContaining("does not answer");
    }

    static Decision decide(Map<String, String> parameters, Set<String> secrets) throws Exception {
        Bytes envelope = AppFixture.attester(KEY).attest(AppFixture.request()).envelope();
        return AppFixture.gate().decide(envelope, request(parameters, secrets));
    }

    static DeploymentRequest request(Map<String, String> parameters, Set<String> secrets) {
        return new DeploymentRequest(
                AppFixture.scope(),
                "web",
                "eu-central-1",
                "pay/deploy",
                Optional.empty(),
                new TreeMap<>(parameters),
                new TreeSet<>(secrets),
                Set.of(),
                new TreeMap<>(),
                Optional.empty());
    }
}
