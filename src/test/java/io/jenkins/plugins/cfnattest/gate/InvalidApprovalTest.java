package io.jenkins.plugins.cfnattest.gate;

import static io.jenkins.plugins.cfnattest.gate.GateFixture.NOW;
import static io.jenkins.plugins.cfnattest.gate.GateFixture.codes;
import static io.jenkins.plugins.cfnattest.gate.GateFixture.messages;
import static io.jenkins.plugins.cfnattest.gate.GateFixture.seal;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.cfnattest.envelope.Approval;
import io.jenkins.plugins.cfnattest.envelope.ApprovalJson;
import io.jenkins.plugins.cfnattest.envelope.Bytes;
import io.jenkins.plugins.cfnattest.envelope.DecisionStatement;
import io.jenkins.plugins.cfnattest.envelope.DecisionStatement.RequestRef;
import io.jenkins.plugins.cfnattest.envelope.Digest;
import io.jenkins.plugins.cfnattest.signing.Purpose;
import io.jenkins.plugins.cfnattest.signing.TrustedKey;
import io.jenkins.plugins.cfnattest.signing.TrustedKeys;
import io.jenkins.plugins.cfnattest.signing.VerificationException;
import io.jenkins.plugins.cfnattest.signing.Verifier;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class InvalidApprovalTest extends BreakGlassFixture {
    @Test
    void refusesTheApprovalOfAnotherDecision() {
        approved = Digest.of(Bytes.utf8("another"));

        refuses(decide(), "for the decision " + approved);
    }

    @Test
    void refusesTheApprovalOfWhatWasAllowed() {
        fixture.enforcement = new Enforcement(Enforcement.Mode.WARN, Optional.of(NOW.plusSeconds(1)));
        DecisionStatement letPass = statement(fixture.decide(envelope));
        fixture.enforcement = Enforcement.enforce();

        refuses(decide(letPass), "was allowed");
    }

    @Test
    void refusesTheApprovalOfAnotherAttestation() {
        BreakGlass other = approval(statement(before));
        fixture.inspectedAt = fixture.inspectedAt.minusSeconds(1);
        fixture.evidence = Evidence.none().withBreakGlass(other);

        refuses(fixture.decide(), "not for " + Digest.of(fixture.payload()));
    }

    @Test
    void refusesTheApprovalOfWhatNobodyVerified() {
        Decision unverified = fixture.decide(fixture.signedBy(GateFixture.OTHER));

        refuses(decide(statement(unverified)), "that nobody could verify");
    }

    @Test
    void refusesTheApprovalUnderAnotherPolicy() {
        DecisionStatement refused = statement(before);
        fixture.policy = Policies.standardBut("maxAge: P7D", "maxAge: P6D");

        refuses(decide(refused), "refused under the policy 'default'");
    }

    /** Each changes the request in one way that the other checks do not mind. */
    static Stream<Map.Entry<String, Consumer<GateFixture>>> changes() {
        return Stream.of(
                Map.entry("stack", fixture -> fixture.stack = "web-2"),
                Map.entry("caller", fixture -> fixture.caller = "pay/deploy/other"),
                Map.entry("capabilities", fixture -> fixture.capabilities = Set.of("CAPABILITY_NAMED_IAM")),
                Map.entry("capabilities", fixture -> fixture.capabilities = Set.of()),
                Map.entry("role", fixture -> fixture.serviceRole = Optional.of("arn:aws:iam::1:role/admin")),
                Map.entry("tags", fixture -> fixture.tags.put("team", "pay")),
                Map.entry("rollback", fixture -> fixture.rollback = true));
    }

    @ParameterizedTest
    @MethodSource("changes")
    void refusesAnyOtherRequest(Map.Entry<String, Consumer<GateFixture>> change) {
        DecisionStatement refused = statement(before);
        change.getValue().accept(fixture);

        refuses(decide(refused), "these differ: " + change.getKey() + ".");
    }

    @Test
    void refusesChangedParameters() {
        fixture.policy = Policies.standardBut("freeParameters: []", "freeParameters: [Cidr]");
        before = fixture.decide(envelope);
        DecisionStatement refused = statement(before);
        assertThat(codes(decide(refused))).isEmpty();

        fixture.parameters.put("Cidr", "0.0.0.0/0");
        refuses(decide(refused), "these differ: parameters.");

        fixture.parameters.remove("Cidr");
        fixture.previous = Set.of("Cidr");
        refuses(decide(refused), "these differ: parameters, previous values.");
    }

    @Test
    void refusesAnotherTargetOfTheSameStack() {
        DecisionStatement refused = statement(before);
        RequestRef asked = refused.request();
        RequestRef elsewhere = new RequestRef(
                "staging",
                asked.stack(),
                asked.caller(),
                asked.parameters(),
                List.of(),
                asked.previousValues(),
                asked.capabilities(),
                asked.role(),
                new TreeMap<>(),
                asked.rollback(),
                asked.readBack());

        refuses(decide(with(refused, elsewhere)), "these differ: target, withheld parameters.");
    }

    private static DecisionStatement with(DecisionStatement base, RequestRef request) {
        return new DecisionStatement(
                base.subjectName(),
                base.subject(),
                base.decidedAt(),
                base.allowed(),
                base.passed(),
                base.gate(),
                base.policy(),
                base.attestation(),
                base.signedBy(),
                base.checks(),
                base.waivers(),
                base.approval(),
                base.enforcement(),
                request,
                base.changeSet(),
                base.summary());
    }

    /** Each is a reason that nobody can let pass. */
    static Stream<Map.Entry<String, Consumer<GateFixture>>> fixed() {
        return Stream.of(
                Map.entry(
                        "KEY_PURPOSE (check 3)",
                        fixture -> fixture.trusted =
                                List.of(TrustedKey.always("old", GateFixture.KEY.verificationKey(), Purpose.WAIVER))),
                Map.entry("TEMPLATE_MISMATCH (check 4)", fixture -> fixture.named = Optional.of(Bytes.utf8("x"))),
                Map.entry("PARAMETERS_MISMATCH (check 5)", fixture -> fixture.parameters.put("Env", "test")),
                Map.entry("STACK_FORBIDDEN (check 13)", fixture -> fixture.stack = "db-1"),
                Map.entry("CALLER_FORBIDDEN (check 13)", fixture -> fixture.observed = Optional.of("999999999999")));
    }

    @ParameterizedTest
    @MethodSource("fixed")
    void neverLetsTheRestPass(Map.Entry<String, Consumer<GateFixture>> reason) {
        reason.getValue().accept(fixture);
        before = fixture.decide(envelope);

        refuses(decide(), "Nobody can let these pass: ");
        assertThat(messages(decide())).contains(reason.getKey());
    }

    @Test
    void neverLetsABadSignaturePass() {
        DecisionStatement refused = statement(before);
        envelope = fixture.signedBy(GateFixture.OTHER);

        assertThat(codes(decide(refused))).containsExactly(ReasonCode.KEY_UNTRUSTED);
    }

    @Test
    void neverLetsTooFewSignaturesPass() {
        fixture.policy = Policies.standardBut("\nsignatures: 1", "\nsignatures: 2");
        before = fixture.decide(envelope);

        refuses(decide(), "SIGNATURE_INVALID (check 2)");
    }

    @ParameterizedTest
    @EnumSource(value = Purpose.class, mode = EnumSource.Mode.EXCLUDE, names = "DECISION")
    void refusesAPartThatAnotherKeySigned(Purpose purpose) {
        TrustedKey other = TrustedKey.always("other", GATE.verificationKey(), purpose);
        approver = other;
        refuses(decide(), "The approval has no good signature of a gate.");

        approver = refuser;
        refuser = other;
        refuses(decide(), "The refusal has no good signature of a gate.");
    }

    @Test
    void refusesAKeyThatIsNotGoodAnyMore() {
        approver = key(Optional.of(NOW), Optional.empty(), Optional.empty());
        refuses(decide(), "is not valid now");

        approver = key(Optional.empty(), Optional.of(NOW), Optional.empty());
        refuses(decide(), "signs no more");

        approver = key(Optional.empty(), Optional.empty(), Optional.of(NOW));
        refuses(decide(), "was revoked");
    }

    @Test
    void holdsTheKeyToWhatIsConfiguredAndToWhatThePolicySays() {
        TrustedKey revoked = key(Optional.empty(), Optional.empty(), Optional.of(NOW));
        TrustedKey attester = fixture.trusted.get(0);
        fixture.trusted.add(revoked);
        refuses(decide(), "was revoked");

        fixture.trusted.remove(revoked);
        PolicyParts parts = new PolicyParts();
        parts.trustedKeys = Optional.of(new TrustedKeys(List.of(attester, revoked)));
        fixture.policy = parts.of(fixture.policy);
        refuses(decide(), "was revoked");

        parts.trustedKeys = Optional.of(
                new TrustedKeys(List.of(attester, TrustedKey.always("gate", GATE.verificationKey(), Purpose.ATTEST))));
        fixture.policy = parts.of(fixture.policy);
        refuses(decide(), "trusted for something else");
    }

    private static TrustedKey key(Optional<Instant> until, Optional<Instant> retired, Optional<Instant> revoked) {
        return new TrustedKey(
                "gate", GATE.verificationKey(), Purpose.DECISION, Optional.empty(), until, retired, revoked);
    }

    @Test
    void holdsInItsTimeOnly() {
        expiresAt = NOW;
        refuses(decide(), "ended at " + NOW);

        expiresAt = NOW.plus(Duration.ofDays(1));
        approvedAt = NOW.plus(fixture.policy.clockSkew()).plusSeconds(1);
        refuses(decide(), "from the future");

        approvedAt = decidedAt.minus(fixture.policy.clockSkew()).minusSeconds(1);
        refuses(decide(), "before the refusal");

        approvedAt = NOW;
        decidedAt = NOW.minus(Duration.ofHours(24)).minusSeconds(1);
        refuses(decide(), "older than a day");

        decidedAt = NOW.minus(Duration.ofHours(24));
        assertThat(codes(decide())).isEmpty();

        decidedAt = NOW.plus(fixture.policy.clockSkew()).plusSeconds(1);
        approvedAt = NOW;
        refuses(decide(), "from the future");
    }

    @Test
    void takesNoTimeBeyondTheCalendarForAnError() {
        decidedAt = Instant.MIN;
        refuses(decide(), "older than a day");

        decidedAt = Instant.MAX;
        approvedAt = Instant.MAX.minusSeconds(1);
        expiresAt = Instant.MAX;
        refuses(decide(), "from the future");
    }

    @Test
    void letsNoWaiverOfAStrangerHideBehindIt() {
        DecisionStatement refused = statement(before);
        fixture.evidence = Evidence.none().withWaivers(List.of(seal(Bytes.utf8("{}"), GateFixture.OTHER)));

        refuses(decide(refused), "did not refuse then: WAIVER_INVALID (check 10)");
    }

    @Test
    void knowsNoApprovalByTheRequester() throws Exception {
        Approval good = approval(statement(before)).approval().statement();
        String own = Policies.replaced(ApprovalJson.write(good).toUtf8(), "\"lead\"", "\" DEV\"");
        Verifier gates = new Verifier(new TrustedKeys(List.of(refuser)));

        assertThatThrownBy(() -> gates.approval(GateFixture.seal(Bytes.utf8(own), GATE)))
                .isInstanceOf(VerificationException.class)
                .hasMessageContaining("Nobody approves what he asked for himself");
    }
}
