package io.jenkins.plugins.cfnattest.app;

import static io.jenkins.plugins.cfnattest.app.AppFixture.CLOCK;
import static io.jenkins.plugins.cfnattest.app.AppFixture.KEY;
import static io.jenkins.plugins.cfnattest.app.AppFixture.OTHER;
import static io.jenkins.plugins.cfnattest.app.Fixture2020.NOW;
import static io.jenkins.plugins.cfnattest.app.Fixture2020.PLAIN;
import static io.jenkins.plugins.cfnattest.app.Fixture2020.SERVICE;
import static io.jenkins.plugins.cfnattest.app.Fixture2020.UNTIL;
import static io.jenkins.plugins.cfnattest.app.Fixture2020.accepting;
import static io.jenkins.plugins.cfnattest.app.Fixture2020.clean;
import static io.jenkins.plugins.cfnattest.app.Fixture2020.codes;
import static io.jenkins.plugins.cfnattest.app.Fixture2020.decide;
import static io.jenkins.plugins.cfnattest.app.Fixture2020.gate;
import static io.jenkins.plugins.cfnattest.app.Fixture2020.refusals;
import static io.jenkins.plugins.cfnattest.app.Fixture2020.request;
import static io.jenkins.plugins.cfnattest.app.Fixture2020.scan;
import static io.jenkins.plugins.cfnattest.app.Fixture2020.sealed;
import static io.jenkins.plugins.cfnattest.app.Fixture2020.violation;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.cfnattest.envelope.Bytes;
import io.jenkins.plugins.cfnattest.envelope.Digest;
import io.jenkins.plugins.cfnattest.envelope.ServiceEnvelope;
import io.jenkins.plugins.cfnattest.gate.CheckResult;
import io.jenkins.plugins.cfnattest.gate.CheckResult.Outcome;
import io.jenkins.plugins.cfnattest.gate.Decision;
import io.jenkins.plugins.cfnattest.gate.Evidence;
import io.jenkins.plugins.cfnattest.gate.Gate;
import io.jenkins.plugins.cfnattest.gate.Policy;
import io.jenkins.plugins.cfnattest.gate.ReasonCode;
import io.jenkins.plugins.cfnattest.gate.Verification;
import io.jenkins.plugins.cfnattest.ledger.ApprovalUse;
import io.jenkins.plugins.cfnattest.ledger.DecisionEvent;
import io.jenkins.plugins.cfnattest.ledger.RecordLookup;
import io.jenkins.plugins.cfnattest.ledger.TlogProof;
import io.jenkins.plugins.cfnattest.signing.Purpose;
import io.jenkins.plugins.cfnattest.signing.Service2020;
import io.jenkins.plugins.cfnattest.signing.TrustedKey;
import io.jenkins.plugins.cfnattest.signing.TrustedKeys;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Envelopes of the 2020 service before the gate: which are accepted, and what somebody would try. */
class Gate2020Test {
    @Test
    void saysThatItHasNoAge() throws Exception {
        Decision decision = decide(clean());

        assertThat(decision).isInstanceOf(Decision.Allowed.class);
        assertThat(decision.checks())
                .filteredOn(check -> check.name().equals("age"))
                .extracting(CheckResult::outcome)
                .containsExactly(Outcome.NOT_APPLICABLE);
    }

    /** What the record keeps of it: a stack that a real attestation was deployed to since does not go back to it. */
    @Test
    void isOlderThanEveryAttestation() throws Exception {
        assertThat(decide(clean())
                        .verified()
                        .orElseThrow()
                        .statement()
                        .predicate()
                        .inspectedAt())
                .isEqualTo(Instant.EPOCH);
    }

    @Test
    void doesNotGoBackFromAnAttestation() throws Exception {
        Decision decision = after(NOW.minus(Duration.ofDays(300)));

        assertThat(codes(decision)).containsExactly(ReasonCode.ROLLBACK_FORBIDDEN);
        assertThat(refusals(decision).toString()).contains("names no time").doesNotContain("inspected at 1970");
        assertThat(codes(after(Instant.EPOCH))).isEmpty();
    }

    /** A decision about a stack whose newest deployment was inspected at this time. */
    private static Decision after(Instant inspectedAt) throws Exception {
        Digest some = Digest.of(Bytes.utf8("some"));
        DecisionEvent newest = new DecisionEvent(
                DecisionEvent.Action.DEPLOY,
                true,
                request().stackArn(),
                "pay/deploy",
                Optional.of(new DecisionEvent.Proof(some, some, inspectedAt)),
                List.of());
        RecordLookup record = new RecordLookup() {
            @Override
            public Optional<DecisionEvent> newestDeployment(String stackArn) {
                return Optional.of(newest).filter(event -> event.stack().equals(stackArn));
            }

            @Override
            public Optional<ApprovalUse> letPass(Digest refusal) {
                return Optional.empty();
            }

            @Override
            public Optional<TlogProof> attestation(Digest attestationDigest) {
                return Optional.empty();
            }
        };
        return gate(SERVICE).decide(clean(), request(), Evidence.none().withRecord(record));
    }

    @Test
    void namesItByTheDigestOfWhatWasSigned() throws Exception {
        Bytes envelope = clean();
        Digest digest = Digest.of(ServiceEnvelope.read(envelope).payload());

        assertThat(decide(envelope).verified().orElseThrow().attestationDigest())
                .isEqualTo(digest);
        Verification verification = gate(SERVICE).verify(envelope, Optional.empty());
        assertThat(verification.passed()).isTrue();
        assertThat(verification.verified().orElseThrow().attestationDigest()).isEqualTo(digest);
    }

    @Test
    void isNoEvidenceByDefault() throws Exception {
        Decision decision = Gates.of(Policy.standard(), SERVICE, CLOCK).decide(clean(), request());

        assertThat(codes(decision)).containsExactly(ReasonCode.PREDICATE_UNSUPPORTED);
        assertThat(refusals(decision).toString()).contains("the policy 'default' accepts none");
        assertThat(decision.verified()).isEmpty();
        assertThat(Gates.of(Policy.standard(), SERVICE, CLOCK)
                        .verify(clean(), Optional.empty())
                        .passed())
                .isFalse();
    }

    @Test
    void isNoEvidenceForAGateThatCannotInspect() throws Exception {
        Gate gate = new Gate(accepting(KEY, UNTIL), SERVICE, CLOCK);

        assertThat(codes(gate.decide(clean(), request()))).containsExactly(ReasonCode.PREDICATE_UNSUPPORTED);
    }

    @Test
    void refusesAnAttestationUnderTheKeyOfTheService() throws Exception {
        Bytes attestation = AppFixture.attester(KEY)
                .attest(AppFixture.request(Bytes.utf8(PLAIN), Map.of()))
                .envelope();

        assertThat(codes(decide(attestation))).containsExactly(ReasonCode.KEY_PURPOSE);
    }

    @ParameterizedTest
    @EnumSource(value = Purpose.class, mode = EnumSource.Mode.EXCLUDE, names = "ATTEST_2020")
    void refusesAKeyForAnythingElse(Purpose purpose) throws Exception {
        Decision decision = gate(AppFixture.trusting(KEY, purpose)).decide(clean(), request());

        assertThat(codes(decision)).containsExactly(ReasonCode.KEY_PURPOSE);
        assertThat(refusals(decision).toString()).contains("'attest-2020'", "'" + purpose.word() + "'");
    }

    @Test
    void refusesATrustedKeyThatThePolicyDoesNotList() throws Exception {
        Decision decision = Gates.of(accepting(OTHER, UNTIL), SERVICE, CLOCK).decide(clean(), request());

        assertThat(codes(decision)).containsExactly(ReasonCode.PREDICATE_UNSUPPORTED);
        assertThat(refusals(decision).toString()).contains("does not accept those that its key 'signer'");
    }

    @Test
    void refusesAListedKeyThatNobodyTrusts() throws Exception {
        assertThat(codes(gate(AppFixture.trusting(OTHER, Purpose.ATTEST_2020)).decide(clean(), request())))
                .containsExactly(ReasonCode.KEY_UNTRUSTED);
    }

    @Test
    void endsWhereThePolicySaysSo() throws Exception {
        String now = "2026-03-01T12:00:00Z";
        Decision decision = Gates.of(accepting(KEY, now), SERVICE, CLOCK).decide(clean(), request());

        assertThat(codes(decision)).containsExactly(ReasonCode.PREDICATE_UNSUPPORTED);
        assertThat(refusals(decision).toString()).contains("until " + now);
    }

    @Test
    void judgesTheKeyNow() throws Exception {
        assertThat(codes(valid(Optional.of(NOW.minus(Duration.ofDays(1))), Optional.empty(), Optional.empty())))
                .isEmpty();
        assertThat(codes(valid(Optional.of(NOW.plusSeconds(1)), Optional.empty(), Optional.empty())))
                .containsExactly(ReasonCode.KEY_EXPIRED);
        assertThat(codes(valid(Optional.empty(), Optional.of(NOW), Optional.empty())))
                .containsExactly(ReasonCode.KEY_EXPIRED);
        assertThat(codes(valid(Optional.empty(), Optional.empty(), Optional.of(NOW.plusSeconds(9)))))
                .containsExactly(ReasonCode.KEY_REVOKED);
    }

    private static Decision valid(Optional<Instant> from, Optional<Instant> until, Optional<Instant> revoked)
            throws Exception {
        TrustedKey key = new TrustedKey("signer", KEY.verificationKey(), Purpose.ATTEST_2020, from, until, revoked);
        return gate(new TrustedKeys(List.of(key))).decide(clean(), request());
    }

    @Test
    void refusesResultsThatWereSwappedOutside() throws Exception {
        Bytes failing = sealed(scan(PLAIN, violation("F1", "FAIL", "Wait")));
        Bytes swapped = Bytes.utf8(failing.toUtf8().replaceFirst("\"failure_count\":1", "\"failure_count\":0"));

        assertThat(swapped).isNotEqualTo(failing);
        assertThat(codes(decide(swapped))).containsExactly(ReasonCode.ENVELOPE_MALFORMED);
    }

    @Test
    void refusesATemplateThatWasSwapped() throws Exception {
        ServiceEnvelope signed = Service2020.seal(scan(PLAIN), KEY);
        Bytes swapped = scan(PLAIN + "  More:\n    Type: AWS::SQS::Queue\n")
                .sealedWith(signed.signature())
                .write();

        assertThat(codes(decide(swapped))).containsExactly(ReasonCode.KEY_UNTRUSTED);
    }

    @Test
    void refusesAnotherFileThanTheOneInside() throws Exception {
        assertThat(codes(gate(SERVICE).decide(clean(), request(Map.of(), Optional.of(Bytes.utf8(PLAIN + "\n"))))))
                .containsExactly(ReasonCode.TEMPLATE_MISMATCH);
    }

    /** Members of both formats: what can be read as an envelope of today is one, and nothing else in it counts. */
    @Test
    void isNotFooledByBothFormatsInOne() throws Exception {
        UnaryOperator<String> open = json -> json.strip().substring(1);
        String old = clean().toUtf8().strip();
        Bytes signedByNobody =
                AppFixture.attester(OTHER).attest(AppFixture.request()).envelope();
        Bytes both = Bytes.utf8(old.substring(0, old.length() - 1) + "," + open.apply(signedByNobody.toUtf8()));

        assertThat(codes(decide(both))).containsExactly(ReasonCode.KEY_UNTRUSTED);
        assertThat(new Verify(Policy.standard(), SERVICE, CLOCK)
                        .verify(both, Optional.empty())
                        .service())
                .isEmpty();
    }
}
