package io.jenkins.plugins.cfnattest.gate;

import static io.jenkins.plugins.cfnattest.gate.GateFixture.NOW;
import static io.jenkins.plugins.cfnattest.gate.GateFixture.codes;
import static io.jenkins.plugins.cfnattest.gate.GateFixture.messages;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.cfnattest.envelope.Approval;
import io.jenkins.plugins.cfnattest.envelope.Bytes;
import io.jenkins.plugins.cfnattest.envelope.DecisionStatement;
import io.jenkins.plugins.cfnattest.envelope.DecisionStatement.CheckRef;
import io.jenkins.plugins.cfnattest.envelope.DecisionStatement.EnforcementRef;
import io.jenkins.plugins.cfnattest.envelope.DecisionStatement.GateRef;
import io.jenkins.plugins.cfnattest.envelope.DecisionStatement.PolicyUse;
import io.jenkins.plugins.cfnattest.envelope.DecisionStatement.RefusalRef;
import io.jenkins.plugins.cfnattest.envelope.DecisionStatement.WaiverRef;
import io.jenkins.plugins.cfnattest.envelope.Digest;
import io.jenkins.plugins.cfnattest.gate.CheckResult.Outcome;
import io.jenkins.plugins.cfnattest.signing.Algorithm;
import io.jenkins.plugins.cfnattest.signing.Purpose;
import io.jenkins.plugins.cfnattest.signing.SigningKey;
import io.jenkins.plugins.cfnattest.signing.TestVerified;
import io.jenkins.plugins.cfnattest.signing.TrustedKey;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;

/** A refused decision, and an approval of it; each test spoils one thing. */
abstract class BreakGlassFixture {
    static final SigningKey GATE = SigningKey.generate(Algorithm.ED25519, new SecureRandom());
    static final Digest REFUSED = Digest.of(Bytes.utf8("the refused decision"));

    final GateFixture fixture = new GateFixture();

    TrustedKey refuser = TrustedKey.always("gate", GATE.verificationKey(), Purpose.DECISION);
    TrustedKey approver = refuser;
    Digest approved = REFUSED;
    Instant decidedAt = NOW.minus(Duration.ofHours(2));
    Instant approvedAt = NOW.minus(Duration.ofHours(1));
    Instant expiresAt = NOW.plus(Duration.ofHours(1));
    /** What the refusal says of waivers. */
    List<WaiverRef> waivers = List.of();

    /** The signed bytes stay what they were at the first refusal. */
    Bytes envelope = Bytes.utf8("");

    Decision before;

    @BeforeEach
    void refuse() {
        fixture.result = Results.failing("F3", "Topic");
        fixture.capabilities = Set.of("CAPABILITY_IAM");
        fixture.allowedCapabilities = Set.of("CAPABILITY_IAM", "CAPABILITY_NAMED_IAM");
        envelope = fixture.envelope();
        before = fixture.decide(envelope);
        assertThat(codes(before)).containsExactly(ReasonCode.VIOLATIONS);
    }

    /** What a gate says of a decision. */
    DecisionStatement statement(Decision decision) {
        return new DecisionStatement(
                "infra/topic.yaml",
                Digest.of(fixture.template),
                decidedAt,
                decision instanceof Decision.Allowed,
                decision.passed(),
                new GateRef("https://gate.example", "1"),
                new PolicyUse(decision.policy().name(), decision.policy().digest()),
                decision.verified().map(verified -> verified.attestationDigest()),
                List.of(),
                decision.checks().stream().map(BreakGlassFixture::reference).toList(),
                waivers,
                Optional.empty(),
                new EnforcementRef("ENFORCE", Optional.empty()),
                decision.asked("BEFORE"),
                Optional.empty(),
                Optional.empty());
    }

    static CheckRef reference(CheckResult result) {
        return new CheckRef(
                result.number(),
                result.name(),
                result.outcome().name(),
                result.refusals().stream()
                        .map(refusal -> new RefusalRef(refusal.code().name(), refusal.message(), refusal.details()))
                        .toList());
    }

    BreakGlass approval(DecisionStatement refused) {
        return new BreakGlass(
                TestVerified.of(refused, REFUSED, refuser),
                TestVerified.of(
                        new Approval(approved, "dev", "lead", "The shop is down.", "OPS-1", approvedAt, expiresAt),
                        Digest.of(Bytes.utf8("the approval")),
                        approver));
    }

    Decision decide(DecisionStatement refused) {
        fixture.evidence = fixture.evidence.withBreakGlass(approval(refused));
        return fixture.decide(envelope);
    }

    Decision decide() {
        return decide(statement(before));
    }

    static void refuses(Decision decision, String words) {
        assertThat(decision).isInstanceOf(Decision.Refused.class);
        assertThat(codes(decision)).hasSizeGreaterThan(1).endsWith(ReasonCode.APPROVAL_INVALID);
        assertThat(messages(decision)).contains(words);
        assertThat(decision.facts().approval()).isEmpty();
        assertThat(decision.checks()).extracting(CheckResult::outcome).doesNotContain(Outcome.RELAXED);
    }
}
