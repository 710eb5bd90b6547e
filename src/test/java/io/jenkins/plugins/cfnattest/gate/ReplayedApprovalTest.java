package io.jenkins.plugins.cfnattest.gate;

import static io.jenkins.plugins.cfnattest.gate.GateFixture.NOW;
import static io.jenkins.plugins.cfnattest.gate.GateFixture.codes;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.cfnattest.envelope.Bytes;
import io.jenkins.plugins.cfnattest.envelope.DecisionStatement;
import io.jenkins.plugins.cfnattest.envelope.DecisionStatement.WaiverRef;
import io.jenkins.plugins.cfnattest.envelope.Digest;
import io.jenkins.plugins.cfnattest.envelope.Waiver;
import io.jenkins.plugins.cfnattest.envelope.WaiverJson;
import io.jenkins.plugins.cfnattest.ledger.ApprovalUse;
import io.jenkins.plugins.cfnattest.ledger.DecisionEvent;
import io.jenkins.plugins.cfnattest.ledger.LedgerException;
import io.jenkins.plugins.cfnattest.ledger.RecordLookup;
import io.jenkins.plugins.cfnattest.ledger.TlogProof;
import io.jenkins.plugins.cfnattest.signing.Algorithm;
import io.jenkins.plugins.cfnattest.signing.Purpose;
import io.jenkins.plugins.cfnattest.signing.SigningKey;
import io.jenkins.plugins.cfnattest.signing.TrustedKey;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What refuses has the same code as then, and yet is something else than what somebody let pass. */
class ReplayedApprovalTest extends BreakGlassFixture {
    private static final String STACK = "arn:aws:cloudformation:eu-central-1:123456789012:stack/web-1";

    private static final SigningKey OFFICER = SigningKey.generate(Algorithm.ED25519, new SecureRandom());

    private final RecordDouble record = new RecordDouble();

    private void deployed(String attestation, Instant inspectedAt) {
        Digest digest = Digest.of(Bytes.utf8(attestation));
        record.deployments.put(
                STACK,
                new DecisionEvent(
                        DecisionEvent.Action.DEPLOY,
                        true,
                        STACK,
                        "another/job",
                        Optional.of(new DecisionEvent.Proof(digest, digest, inspectedAt)),
                        List.of()));
    }

    @Test
    void goesBackFromNoOtherDeploymentThanTheOneThatWasSeen() {
        fixture.evidence = Evidence.none().withRecord(record);
        deployed("second", fixture.inspectedAt.plusSeconds(60));
        before = fixture.decide(envelope);
        assertThat(codes(before)).contains(ReasonCode.ROLLBACK_FORBIDDEN);
        DecisionStatement refused = statement(before);
        assertThat(codes(decide(refused))).isEmpty();

        deployed("third", NOW);

        refuses(decide(refused), "did not refuse then: ROLLBACK_FORBIDDEN (check 14)");
    }

    @Test
    void passesNoMoreViolationsWhenAWaiverIsLeftOut() {
        Bytes waiver = waiver();
        fixture.trusted.add(TrustedKey.always("officer", OFFICER.verificationKey(), Purpose.WAIVER));
        PolicyParts parts = new PolicyParts();
        parts.waivers = Optional.of(new WaiverTerms(1, Duration.ofDays(90), Set.of()));
        fixture.policy = parts.of(fixture.policy);
        fixture.result = Results.failing("F3", "Topic", "Role");
        envelope = fixture.envelope();
        fixture.evidence = Evidence.none().withWaivers(List.of(waiver));
        before = fixture.decide(envelope);
        assertThat(codes(before)).containsExactly(ReasonCode.VIOLATIONS);
        waivers = before.facts().waivers().stream()
                .map(used -> new WaiverRef(used.digest(), used.waiver()))
                .toList();
        assertThat(waivers).hasSize(1);
        DecisionStatement refused = statement(before);
        assertThat(codes(decide(refused))).isEmpty();

        fixture.evidence = Evidence.none();

        refuses(decide(refused), "These waivers counted then and do not now: ");
    }

    @Test
    void letsOneDecisionPassAndNoSecondOne() {
        fixture.evidence = Evidence.none().withRecord(record);
        DecisionStatement refused = statement(before);
        assertThat(codes(decide(refused))).isEmpty();
        Digest decision = Digest.of(Bytes.utf8("the decision that used it"));

        record.uses.put(REFUSED, new ApprovalUse(7, NOW, Optional.of(decision)));

        refuses(
                decide(refused),
                "It was used already, at " + NOW + ", by the decision " + decision.hex() + " (entry 7");
    }

    @Test
    void letsNothingPassWhenNobodyCanTellWhetherItWasUsed() {
        fixture.evidence = Evidence.none().withRecord(record);
        record.unknown = Optional.of(unreadable());

        refuses(decide(), "Whether it was used before cannot be seen: ");
    }

    @Test
    void letsNothingPassWhenItCannotBeJudged() {
        fixture.evidence = Evidence.none().withRecord(new RecordLookup() {
            @Override
            public Optional<DecisionEvent> newestDeployment(String stackArn) {
                return Optional.empty();
            }

            @Override
            public Optional<TlogProof> attestation(Digest attestationDigest) {
                return Optional.empty();
            }

            @Override
            public Optional<ApprovalUse> letPass(Digest refusal) {
                throw new IllegalStateException("defect");
            }
        });

        refuses(decide(), "could not be judged: that ended in IllegalStateException");
    }

    private static LedgerException unreadable() {
        try {
            TlogProof.parse(Bytes.utf8("none"));
        } catch (LedgerException e) {
            return e;
        }
        throw new AssertionError("this is no proof");
    }

    private Bytes waiver() {
        return GateFixture.seal(
                WaiverJson.write(new Waiver(
                        "F3",
                        "Role",
                        Optional.of(Digest.of(fixture.template)),
                        Optional.empty(),
                        "pay team",
                        "a legacy role",
                        "SEC-7",
                        NOW.minus(Duration.ofDays(1)),
                        NOW.plus(Duration.ofDays(1)))),
                OFFICER);
    }
}
