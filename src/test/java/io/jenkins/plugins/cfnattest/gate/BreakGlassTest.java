package io.jenkins.plugins.cfnattest.gate;

import static io.jenkins.plugins.cfnattest.gate.GateFixture.NOW;
import static io.jenkins.plugins.cfnattest.gate.GateFixture.check;
import static io.jenkins.plugins.cfnattest.gate.GateFixture.codes;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.cfnattest.envelope.Approval;
import io.jenkins.plugins.cfnattest.envelope.ApprovalJson;
import io.jenkins.plugins.cfnattest.envelope.Bytes;
import io.jenkins.plugins.cfnattest.envelope.DecisionJson;
import io.jenkins.plugins.cfnattest.envelope.Digest;
import io.jenkins.plugins.cfnattest.gate.CheckResult.Outcome;
import io.jenkins.plugins.cfnattest.signing.TrustedKeys;
import io.jenkins.plugins.cfnattest.signing.Verifier;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class BreakGlassTest extends BreakGlassFixture {
    @Test
    void letsExactlyThisRefusalPass() {
        Decision decision = decide();

        assertThat(codes(decision)).isEmpty();
        assertThat(decision).isInstanceOf(Decision.Allowed.class);
        assertThat(decision.passed()).isFalse();
        assertThat(check(decision, 9).outcome()).isEqualTo(Outcome.RELAXED);
        assertThat(check(decision, 9).refusals()).hasSize(1);
        assertThat(decision.facts().approval().map(Approval::approver)).contains("lead");
    }

    @Test
    void isNotUsedWhereNothingRefuses() {
        BreakGlass approval = approval(statement(before));
        fixture.result = new GateFixture().result;
        envelope = fixture.envelope();
        fixture.evidence = Evidence.none().withBreakGlass(approval);

        Decision decision = fixture.decide(envelope);

        assertThat(decision.passed()).isTrue();
        assertThat(decision.facts().approval()).isEmpty();
    }

    @Test
    void letsFewerReasonsPassThanThereWere() {
        fixture.now = NOW.plus(Duration.ofDays(8));
        Decision both = fixture.decide(envelope);
        assertThat(codes(both)).containsExactly(ReasonCode.ATTESTATION_EXPIRED, ReasonCode.VIOLATIONS);
        fixture.now = NOW;

        assertThat(codes(decide(statement(both)))).isEmpty();
    }

    @Test
    void refusesAReasonThatWasNotThereThen() {
        fixture.policy = Policies.standardBut("maxAge: P7D", "maxAge: PT2H");
        before = fixture.decide(envelope);
        decidedAt = NOW;
        approvedAt = NOW;
        expiresAt = NOW.plus(Duration.ofHours(10));
        fixture.now = NOW.plus(Duration.ofHours(3));

        refuses(decide(), "did not refuse then: ATTESTATION_EXPIRED (check 6)");
    }

    @Test
    void fitsWhatWasWrittenSignedAndVerified() throws Exception {
        Bytes refused = DecisionJson.write(statement(before));
        approved = Digest.of(refused);
        Bytes approval =
                ApprovalJson.write(approval(statement(before)).approval().statement());
        Verifier gates = new Verifier(new TrustedKeys(List.of(refuser)));
        fixture.evidence = Evidence.none()
                .withBreakGlass(new BreakGlass(
                        gates.decision(GateFixture.seal(refused, GATE)),
                        gates.approval(GateFixture.seal(approval, GATE))));

        assertThat(codes(fixture.decide(envelope))).isEmpty();

        fixture.stack = "web-2";
        assertThat(codes(fixture.decide(envelope))).contains(ReasonCode.APPROVAL_INVALID);
    }
}
