package io.jenkins.plugins.cfnattest.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.jenkins.plugins.cfnattest.app.VerifySigned.Expected;
import io.jenkins.plugins.cfnattest.envelope.ApprovalJson;
import io.jenkins.plugins.cfnattest.envelope.Bytes;
import io.jenkins.plugins.cfnattest.envelope.DecisionJson;
import io.jenkins.plugins.cfnattest.envelope.DecisionStatement;
import io.jenkins.plugins.cfnattest.envelope.DeploymentJson;
import io.jenkins.plugins.cfnattest.envelope.DeploymentStatement;
import io.jenkins.plugins.cfnattest.envelope.Digest;
import io.jenkins.plugins.cfnattest.envelope.Envelope;
import io.jenkins.plugins.cfnattest.envelope.EnvelopeJson;
import io.jenkins.plugins.cfnattest.envelope.SamplePredicates;
import io.jenkins.plugins.cfnattest.envelope.SummaryJson;
import io.jenkins.plugins.cfnattest.envelope.VerificationSummary;
import io.jenkins.plugins.cfnattest.envelope.WaiverJson;
import io.jenkins.plugins.cfnattest.signing.Algorithm;
import io.jenkins.plugins.cfnattest.signing.Purpose;
import io.jenkins.plugins.cfnattest.signing.SigningKey;
import io.jenkins.plugins.cfnattest.signing.TrustedKey;
import io.jenkins.plugins.cfnattest.signing.TrustedKeys;
import io.jenkins.plugins.cfnattest.signing.VerificationException;
import io.jenkins.plugins.cfnattest.signing.VerificationException.Reason;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class VerifySignedTest {
    private static final SigningKey KEY = SigningKey.generate(Algorithm.ED25519, new SecureRandom());
    private static final Instant NOW = SamplePredicates.NOON.plusSeconds(60);
    private static final Digest OTHER = Digest.of(Bytes.utf8("other"));

    static Stream<Arguments> statements() {
        return Stream.of(
                Arguments.of(
                        DecisionJson.write(SamplePredicates.decision()), SamplePredicates.decision(), Purpose.DECISION),
                Arguments.of(
                        SummaryJson.write(SamplePredicates.summary()), SamplePredicates.summary(), Purpose.DECISION),
                Arguments.of(WaiverJson.write(SamplePredicates.waiver()), SamplePredicates.waiver(), Purpose.WAIVER),
                Arguments.of(
                        ApprovalJson.write(SamplePredicates.approval()), SamplePredicates.approval(), Purpose.DECISION),
                Arguments.of(
                        DeploymentJson.write(SamplePredicates.deployment()),
                        SamplePredicates.deployment(),
                        Purpose.DECISION));
    }

    @ParameterizedTest
    @MethodSource("statements")
    void verifiesEachUnderAKeyForIt(Bytes payload, Object statement, Purpose purpose) throws Exception {
        Instant late = SamplePredicates.EVENING.minusSeconds(1);

        VerifySigned.Answer answer =
                verify(payload, TrustedKey.always("k", KEY.verificationKey(), purpose), late, Expected.anything());

        assertThat(answer.verified().statement()).isEqualTo(statement);
        assertThat(answer.objections()).isEmpty();
        assertThat(answer.authentic()).isTrue();
    }

    @ParameterizedTest
    @EnumSource(Purpose.class)
    void objectsToKeysForSomethingElse(Purpose purpose) throws Exception {
        for (Arguments row : statements().toList()) {
            VerifySigned.Answer answer = verify(
                    (Bytes) row.get()[0],
                    TrustedKey.always("k", KEY.verificationKey(), purpose),
                    NOW.plusSeconds(60),
                    Expected.anything());

            boolean right = row.get()[2] == purpose;
            assertThat(answer.objections().stream().noneMatch(objection -> objection.contains("is trusted for")))
                    .isEqualTo(right);
        }
    }

    @Test
    void objectsToKeysThatWereNotValidThenOrAreNotNow() throws Exception {
        Optional<Instant> none = Optional.empty();
        Optional<Instant> between = Optional.of(SamplePredicates.NOON.plusSeconds(30));
        Optional<Instant> past = Optional.of(Instant.EPOCH);

        assertThat(objections(key(between, none, none, none)))
                .singleElement()
                .asString()
                .contains("not valid");
        assertThat(objections(key(none, between, none, none)))
                .singleElement()
                .asString()
                .contains("not valid");
        assertThat(objections(key(none, none, past, none)))
                .singleElement()
                .asString()
                .contains("signs no more");
        assertThat(objections(key(none, none, none, past)))
                .singleElement()
                .asString()
                .contains("revoked");
        assertThat(objections(key(past, none, Optional.of(NOW.plusSeconds(1)), none)))
                .isEmpty();
    }

    @Test
    void aForgedOneIsNoAnswerAtAll() {
        SigningKey stranger = SigningKey.generate(Algorithm.ED25519, new SecureRandom());
        TrustedKeys trusted =
                new TrustedKeys(List.of(TrustedKey.always("k", stranger.verificationKey(), Purpose.DECISION)));

        assertThatExceptionOfType(VerificationException.class)
                .isThrownBy(() -> new VerifySigned(trusted, Clock.systemUTC())
                        .verify(seal(SummaryJson.write(SamplePredicates.summary())), Expected.anything()))
                .satisfies(e -> assertThat(e.reason()).isEqualTo(Reason.KEY_UNTRUSTED));
    }

    @Test
    void anAttestationIsSomethingElse() throws Exception {
        Bytes attestation =
                AppFixture.attester(KEY).attest(AppFixture.request()).envelope();
        TrustedKeys trusted = AppFixture.trusting(KEY, Purpose.DECISION);

        assertThatExceptionOfType(VerificationException.class)
                .isThrownBy(() -> new VerifySigned(trusted, Clock.systemUTC()).verify(attestation, Expected.anything()))
                .satisfies(e -> assertThat(e.reason()).isEqualTo(Reason.PREDICATE_UNSUPPORTED));
    }

    @Test
    void looksAtEverythingThatIsExpectedOfASummary() throws Exception {
        VerificationSummary summary = SamplePredicates.summary();
        Expected right = new Expected(
                Optional.of(summary.subject()),
                Optional.of(summary.verifierId()),
                Optional.of(summary.resourceUri()),
                Optional.of(summary.policy()),
                Optional.of(Duration.ofSeconds(60)));
        Expected wrong = new Expected(
                Optional.of(OTHER),
                Optional.of("urn:other"),
                Optional.of("arn:other"),
                Optional.of(OTHER),
                Optional.of(Duration.ofSeconds(59)));

        assertThat(summary(summary, right)).isEmpty();
        assertThat(summary(summary, wrong)).hasSize(5);
    }

    @Test
    void aSummaryThatFailedIsAuthenticAndNoPass() throws Exception {
        VerificationSummary good = SamplePredicates.summary();
        VerificationSummary failed = new VerificationSummary(
                good.subjectName(),
                good.subject(),
                good.verifierId(),
                good.verifierVersions(),
                good.timeVerified(),
                good.resourceUri(),
                good.policyUri(),
                good.policy(),
                good.inputAttestations(),
                false,
                List.of(VerificationSummary.FAILED_LEVEL));

        assertNoPass(SummaryJson.write(failed), "FAILED");
        assertPass(SummaryJson.write(good));
    }

    @ParameterizedTest
    @CsvSource({"true, true, ''", "true, false, 'ALLOWED, but not'", "false, false, REFUSED"})
    void aDecisionIsAPassOnlyWhenEveryCheckPassed(boolean allowed, boolean passed, String words) throws Exception {
        DecisionStatement one = SamplePredicates.decision();
        Bytes statement = DecisionJson.write(new DecisionStatement(
                one.subjectName(),
                one.subject(),
                one.decidedAt(),
                allowed,
                passed,
                one.gate(),
                one.policy(),
                one.attestation(),
                one.signedBy(),
                List.of(),
                List.of(),
                Optional.empty(),
                one.enforcement(),
                one.request(),
                one.changeSet(),
                one.summary()));

        if (words.isEmpty()) {
            assertPass(statement);
        } else {
            assertNoPass(statement, words);
        }
    }

    @ParameterizedTest
    @CsvSource({"SUCCEEDED, true", "UNCHANGED, true", "FAILED, false", "UNKNOWN, false"})
    void anEndIsAPassOnlyWhenSomebodySawItEndWell(String outcome, boolean pass) throws Exception {
        DeploymentStatement one = SamplePredicates.deployment();
        Bytes statement = DeploymentJson.write(new DeploymentStatement(
                one.template(), one.decision(), one.stackId(), one.changeSet(), outcome, one.status(), one.endedAt()));

        if (pass) {
            assertPass(statement);
        } else {
            assertNoPass(statement, outcome);
        }
    }

    private static void assertPass(Bytes statement) throws Exception {
        VerifySigned.Answer answer =
                verify(statement, gate(), SamplePredicates.EVENING.minusSeconds(1), Expected.anything());
        assertThat(answer.failing()).isEmpty();
        assertThat(answer.passed()).isTrue();
    }

    private static void assertNoPass(Bytes statement, String words) throws Exception {
        VerifySigned.Answer answer =
                verify(statement, gate(), SamplePredicates.EVENING.minusSeconds(1), Expected.anything());
        assertThat(answer.authentic()).isTrue();
        assertThat(answer.failing().orElseThrow()).contains(words);
        assertThat(answer.passed()).isFalse();
    }

    private static TrustedKey gate() {
        return TrustedKey.always("k", KEY.verificationKey(), Purpose.DECISION);
    }

    @Test
    void objectsToWhatIsFromTheFutureOrOver() throws Exception {
        TrustedKey key = TrustedKey.always("k", KEY.verificationKey(), Purpose.WAIVER);
        Bytes waiver = WaiverJson.write(SamplePredicates.waiver());

        assertThat(verify(waiver, key, SamplePredicates.EVENING, Expected.anything())
                        .objections())
                .singleElement()
                .asString()
                .contains("ended");
        assertThat(verify(waiver, key, SamplePredicates.NOON.minusSeconds(121), Expected.anything())
                        .objections())
                .singleElement()
                .asString()
                .contains("future");
    }

    private static TrustedKey key(
            Optional<Instant> from, Optional<Instant> until, Optional<Instant> retired, Optional<Instant> revoked) {
        return new TrustedKey("k", KEY.verificationKey(), Purpose.DECISION, from, until, retired, revoked);
    }

    private static List<String> objections(TrustedKey key) throws Exception {
        return verify(DecisionJson.write(SamplePredicates.decision()), key, NOW, Expected.anything())
                .objections();
    }

    private static List<String> summary(VerificationSummary summary, Expected expected) throws Exception {
        TrustedKey key = TrustedKey.always("k", KEY.verificationKey(), Purpose.DECISION);
        return verify(SummaryJson.write(summary), key, NOW, expected).objections();
    }

    private static VerifySigned.Answer verify(Bytes payload, TrustedKey key, Instant now, Expected expected)
            throws Exception {
        return new VerifySigned(new TrustedKeys(List.of(key)), Clock.fixed(now, ZoneOffset.UTC))
                .verify(seal(payload), expected);
    }

    private static Bytes seal(Bytes payload) throws Exception {
        return EnvelopeJson.write(KEY.seal(Envelope.IN_TOTO, payload));
    }
}
