package io.jenkins.plugins.cfnattest.gate;

import static io.jenkins.plugins.cfnattest.gate.GateFixture.check;
import static io.jenkins.plugins.cfnattest.gate.GateFixture.codes;
import static io.jenkins.plugins.cfnattest.gate.GateFixture.messages;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.cfnattest.envelope.Bytes;
import io.jenkins.plugins.cfnattest.envelope.Digest;
import io.jenkins.plugins.cfnattest.gate.CheckResult.Outcome;
import io.jenkins.plugins.cfnattest.ledger.DecisionEvent;
import io.jenkins.plugins.cfnattest.ledger.TestProofs;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RollbackCheckTest {
    private static final String STACK = "arn:aws:cloudformation:eu-central-1:123456789012:stack/web-1";

    private final GateFixture fixture = new GateFixture();
    private final PolicyParts parts = new PolicyParts();
    private final RecordDouble record = new RecordDouble();

    @BeforeEach
    void keepARecord() {
        fixture.evidence = Evidence.none().withRecord(record);
    }

    private void deployed(String stack, Instant inspectedAt) {
        Digest digest = Digest.of(Bytes.utf8("deployed"));
        record.deployments.put(
                stack,
                new DecisionEvent(
                        DecisionEvent.Action.DEPLOY,
                        true,
                        stack,
                        "another/job",
                        Optional.of(new DecisionEvent.Proof(digest, digest, inspectedAt)),
                        List.of()));
    }

    @ParameterizedTest
    @CsvSource({
        "-1, false, false, true",
        "0, false, false, true",
        "1, false, false, false",
        "1, true, false, false",
        "1, false, true, false",
        "1, true, true, true",
        "-1, true, true, true",
        "-1, true, false, true"
    })
    void refusesToGoBackUnlessAskedForAndAllowed(int laterBySeconds, boolean asked, boolean allowed, boolean passes) {
        deployed(STACK, fixture.inspectedAt.plusSeconds(laterBySeconds));
        fixture.rollback = asked;
        parts.rollback = allowed;
        fixture.policy = parts.of(fixture.policy);

        Decision decision = fixture.decide();

        assertThat(codes(decision)).isEqualTo(passes ? List.of() : List.of(ReasonCode.ROLLBACK_FORBIDDEN));
        assertThat(check(decision, 14).outcome()).isEqualTo(passes ? Outcome.PASSED : Outcome.REFUSED);
    }

    @Test
    void saysWhatStandsInTheWay() {
        deployed(STACK, fixture.inspectedAt.plusSeconds(60));
        assertThat(messages(fixture.decide()))
                .contains(
                        fixture.inspectedAt.toString(),
                        fixture.inspectedAt.plusSeconds(60).toString(),
                        STACK,
                        "the request asks for no rollback")
                .doesNotContain("or ask for a rollback");

        fixture.rollback = true;
        assertThat(messages(fixture.decide())).contains("the policy 'default' allows no rollback");

        fixture.rollback = false;
        parts.rollback = true;
        fixture.policy = parts.of(fixture.policy);
        assertThat(messages(fixture.decide())).contains("or ask for a rollback");
    }

    @Test
    void looksAtTheStackInItsAccountAlone() {
        Instant later = fixture.inspectedAt.plusSeconds(60);
        deployed(STACK.replace("123456789012", "999999999999"), later);
        deployed(STACK.replace("web-1", "web-2"), later);
        deployed(STACK.replace("eu-central-1", "us-east-1"), later);

        assertThat(codes(fixture.decide())).isEmpty();
    }

    @Test
    void asksForTheTargetsAccountWhereStsWasNotAsked() {
        deployed(STACK, fixture.inspectedAt.plusSeconds(60));
        fixture.observed = Optional.empty();

        assertThat(codes(fixture.decide())).containsExactly(ReasonCode.ROLLBACK_FORBIDDEN);
    }

    @Test
    void doesNotApplyWhereNobodyKnowsTheAccount() {
        deployed(STACK, fixture.inspectedAt.plusSeconds(60));
        fixture.observed = Optional.empty();
        fixture.account = Optional.empty();
        fixture.attested.remove("AWS::AccountId");

        Decision decision = fixture.decide();

        assertThat(codes(decision)).isEmpty();
        assertThat(check(decision, 14).outcome()).isEqualTo(Outcome.NOT_APPLICABLE);
    }

    @ParameterizedTest
    @CsvSource({"''", "12345", "123456789012x"})
    void refusesAnAccountThatIsNone(String account) {
        fixture.observed = Optional.of(account);
        fixture.account = Optional.empty();
        fixture.attested.remove("AWS::AccountId");

        assertThat(codes(fixture.decide())).containsExactly(ReasonCode.RECORD_UNAVAILABLE);
    }

    @Test
    void refusesWhenTheRecordCannotAnswer() {
        record.failure = Optional.of(TestProofs.unavailable("Somebody took the folder away."));

        Decision decision = fixture.decide();

        assertThat(codes(decision)).containsExactly(ReasonCode.RECORD_UNAVAILABLE);
        assertThat(messages(decision)).contains("Somebody took the folder away.", STACK);
    }

    @Test
    void refusesWhenTheRecordBreaks() {
        fixture.evidence = Evidence.none().withRecord(new BrokenRecord());

        assertThat(codes(fixture.decide())).containsExactly(ReasonCode.CHECK_ERROR);
    }

    @Test
    void refusesWhatTheRecordDoesNotSay() {
        record.deployments.put(
                STACK,
                new DecisionEvent(DecisionEvent.Action.DEPLOY, false, STACK, "job", Optional.empty(), List.of()));

        assertThat(codes(fixture.decide())).containsExactly(ReasonCode.RECORD_UNAVAILABLE);
    }

    @Test
    void doesNotApplyWithoutARecordUnlessThePolicyNeedsIt() {
        fixture.evidence = Evidence.none();
        assertThat(check(fixture.decide(), 14).outcome()).isEqualTo(Outcome.NOT_APPLICABLE);

        parts.recordRequired = true;
        fixture.policy = parts.of(fixture.policy);
        assertThat(check(fixture.decide(), 14).refusals())
                .extracting(Refusal::code)
                .containsExactly(ReasonCode.RECORD_UNAVAILABLE);
    }
}
