package io.jenkins.plugins.cfnattest.gate;

import static io.jenkins.plugins.cfnattest.gate.GateFixture.NOW;
import static io.jenkins.plugins.cfnattest.gate.GateFixture.check;
import static io.jenkins.plugins.cfnattest.gate.GateFixture.codes;
import static io.jenkins.plugins.cfnattest.gate.GateFixture.messages;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.cfnattest.envelope.Bytes;
import io.jenkins.plugins.cfnattest.envelope.InspectionPredicate.InspectorRef;
import io.jenkins.plugins.cfnattest.envelope.InspectionPredicate.Result;
import io.jenkins.plugins.cfnattest.envelope.InspectionPredicate.SuppressedRef;
import io.jenkins.plugins.cfnattest.gate.CheckResult.Outcome;
import io.jenkins.plugins.cfnattest.gate.Enforcement.Mode;
import io.jenkins.plugins.cfnattest.signing.Purpose;
import io.jenkins.plugins.cfnattest.signing.TrustedKey;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class EnforcementTest {
    private static final Instant TOMORROW = NOW.plus(Duration.ofDays(1));

    /** What makes a check refuse, by its number; each spoils that one alone. */
    private static final Map<Integer, Consumer<GateFixture>> SPOILT = new TreeMap<>(Map.ofEntries(
            Map.entry(
                    3,
                    fixture -> fixture.trusted =
                            List.of(TrustedKey.always("log", GateFixture.KEY.verificationKey(), Purpose.LOG))),
            Map.entry(4, fixture -> fixture.named = Optional.of(Bytes.utf8("another"))),
            Map.entry(5, fixture -> fixture.parameters.put("Env", "test")),
            Map.entry(6, fixture -> fixture.expiresAt = NOW.minusSeconds(1)),
            Map.entry(7, fixture -> fixture.evaluation = "CFN_NAG"),
            Map.entry(8, fixture -> fixture.inspectors = List.of(new InspectorRef("cfn-nag", "another", "1.0"))),
            Map.entry(9, fixture -> fixture.result = Results.failing("F3", "Topic")),
            Map.entry(10, fixture -> fixture.evidence = fixture.evidence.withWaivers(List.of(Bytes.utf8("no waiver")))),
            Map.entry(
                    11,
                    fixture -> fixture.result = new Result(
                            "PASS",
                            0,
                            0,
                            List.of(),
                            List.of(new SuppressedRef("F3", "Topic", "")),
                            List.of(),
                            List.of())),
            Map.entry(12, fixture -> fixture.parameters.put("Cidr", "{{resolve:ssm:Cidr}}")),
            Map.entry(13, fixture -> fixture.stack = "db-1"),
            Map.entry(14, fixture -> fixture.evidence = fixture.evidence.withRecord(new BrokenRecord()))));

    private final GateFixture fixture = new GateFixture();

    private Decision decide(int spoilt) {
        SPOILT.get(spoilt).accept(fixture);
        if (spoilt == 12) {
            fixture.attested.put("Cidr", "{{resolve:ssm:Cidr}}");
        }
        return fixture.decide();
    }

    static Stream<Integer> relaxable() {
        return Stream.of(6, 7, 8, 9, 10, 11, 12, 14);
    }

    @ParameterizedTest
    @MethodSource("relaxable")
    void letsMilderTargetsPassWhatTheInspectionLacks(int number) {
        for (Mode mode : List.of(Mode.WARN, Mode.OBSERVE)) {
            fixture.enforcement = new Enforcement(mode, Optional.of(TOMORROW));

            Decision decision = decide(number);

            assertThat(codes(decision)).isEmpty();
            assertThat(decision).isInstanceOf(Decision.Allowed.class);
            assertThat(decision.passed()).isFalse();
            assertThat(check(decision, number).outcome()).isEqualTo(Outcome.RELAXED);
            assertThat(check(decision, number).refusals()).isNotEmpty();
            assertThat(decision.checks())
                    .filteredOn(check -> check.number() != number)
                    .extracting(CheckResult::outcome)
                    .doesNotContain(Outcome.RELAXED, Outcome.REFUSED);
        }
    }

    @ParameterizedTest
    @MethodSource("relaxable")
    void refusesAgainAfterTheEnd(int number) {
        fixture.enforcement = new Enforcement(Mode.WARN, Optional.of(NOW.minus(Duration.ofDays(1))));

        Decision decision = decide(number);

        assertThat(check(decision, number).outcome()).isEqualTo(Outcome.REFUSED);
        assertThat(codes(decision)).hasSize(1);
        assertThat(messages(decision))
                .contains("let this pass (WARN) until " + NOW.minus(Duration.ofDays(1)) + ", and enforces it since");
    }

    @ParameterizedTest
    @MethodSource("relaxable")
    void refusesWhereTheTargetEnforces(int number) {
        Decision decision = decide(number);

        assertThat(check(decision, number).outcome()).isEqualTo(Outcome.REFUSED);
        assertThat(messages(decision)).doesNotContain("enforces it since");
    }

    @ParameterizedTest
    @ValueSource(ints = {3, 4, 5, 13})
    void neverLetsTheRestPass(int number) {
        fixture.enforcement = new Enforcement(Mode.OBSERVE, Optional.of(TOMORROW));
        fixture.result = Results.failing("F3", "Topic");

        Decision decision = decide(number);

        assertThat(decision).isInstanceOf(Decision.Refused.class);
        assertThat(check(decision, number).outcome()).isEqualTo(Outcome.REFUSED);
        assertThat(codes(decision)).as("what is let pass is no reason").doesNotContain(ReasonCode.VIOLATIONS);
        assertThat(check(decision, 9).outcome()).isEqualTo(Outcome.RELAXED);
    }

    @ParameterizedTest
    @EnumSource(value = Mode.class, mode = EnumSource.Mode.EXCLUDE, names = "ENFORCE")
    void neverLetsABadSignaturePass(Mode mode) {
        fixture.enforcement = new Enforcement(mode, Optional.of(TOMORROW));

        assertThat(codes(fixture.decide(fixture.signedBy(GateFixture.OTHER))))
                .containsExactly(ReasonCode.KEY_UNTRUSTED);
        assertThat(codes(fixture.decide(Bytes.utf8("{}")))).containsExactly(ReasonCode.ENVELOPE_MALFORMED);
    }

    @Test
    void neverLetsTooFewSignaturesPass() {
        fixture.enforcement = new Enforcement(Mode.OBSERVE, Optional.of(TOMORROW));
        fixture.policy = Policies.standardBut("\nsignatures: 1", "\nsignatures: 2");

        assertThat(codes(fixture.decide())).containsExactly(ReasonCode.SIGNATURE_INVALID);
    }

    @Test
    void endsAtItsInstant() {
        fixture.result = Results.failing("F3", "Topic");
        fixture.enforcement = new Enforcement(Mode.WARN, Optional.of(NOW.plusNanos(1)));
        assertThat(codes(fixture.decide())).isEmpty();

        fixture.enforcement = new Enforcement(Mode.WARN, Optional.of(NOW));
        assertThat(codes(fixture.decide())).containsExactly(ReasonCode.VIOLATIONS);
    }

    @Test
    void relaxesTheRecordToo() {
        PolicyParts parts = new PolicyParts();
        parts.recordRequired = true;
        fixture.policy = parts.of(fixture.policy);
        fixture.enforcement = new Enforcement(Mode.WARN, Optional.of(TOMORROW));

        Decision decision = fixture.decide();

        assertThat(codes(decision)).isEmpty();
        assertThat(check(decision, 15).outcome()).isEqualTo(Outcome.RELAXED);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 13})
    void knowsNoRelaxedResultOfTheRest(int number) {
        List<Refusal> refusals = List.of(Refusal.of(ReasonCode.CHECK_ERROR, "why"));

        assertThatThrownBy(() -> new CheckResult(number, "check", Outcome.RELAXED, refusals))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(Integer.toString(number));
    }
}
