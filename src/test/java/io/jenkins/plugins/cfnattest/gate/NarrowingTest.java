package io.jenkins.plugins.cfnattest.gate;

import static io.jenkins.plugins.cfnattest.gate.GateFixture.KEY;
import static io.jenkins.plugins.cfnattest.gate.GateFixture.OTHER;
import static io.jenkins.plugins.cfnattest.gate.GateFixture.codes;
import static io.jenkins.plugins.cfnattest.gate.GateFixture.messages;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.jenkins.plugins.cfnattest.gate.CheckResult.Outcome;
import io.jenkins.plugins.cfnattest.signing.Purpose;
import io.jenkins.plugins.cfnattest.signing.TrustedKey;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a folder asks for beside the target: it forbids, and allows nothing. */
class NarrowingTest {
    private static final Policy TWICE = Policies.standardBut("\nsignatures: 1\n", "\nsignatures: 2\n");

    private final GateFixture fixture = new GateFixture();

    private Decision decide(Narrowing... narrowings) {
        return fixture.gate()
                .narrowedBy(List.of(narrowings))
                .decide(fixture.envelope(), fixture.request(), fixture.evidence);
    }

    private static Narrowing targets(String... names) {
        return new Narrowing("folder 'pay'", List.of(names), List.of(), Optional.empty());
    }

    private static Narrowing stacks(String... patterns) {
        return new Narrowing("folder 'pay'", List.of(), List.of(patterns), Optional.empty());
    }

    private static Narrowing policy(Policy policy) {
        return new Narrowing("folder 'pay'", List.of(), List.of(), Optional.of(policy));
    }

    private static List<CheckResult> sixteenth(Decision decision) {
        return decision.checks().stream()
                .filter(check -> check.number() == NarrowingCheck.NUMBER)
                .toList();
    }

    static List<Narrowing> harmless() {
        return List.of(
                targets("staging", "production"),
                stacks("db-*", "web-*"),
                policy(Policy.standard()),
                new Narrowing("folder 'pay'", List.of("production"), List.of("**"), Optional.of(Policy.standard())));
    }

    @ParameterizedTest
    @MethodSource("harmless")
    void letsPassWhatItAllowsToo(Narrowing narrowing) {
        Decision decision = decide(narrowing);
        assertThat(decision).isInstanceOf(Decision.Allowed.class);
        assertThat(decision.passed()).isTrue();
        assertThat(sixteenth(decision)).extracting(CheckResult::outcome).containsExactly(Outcome.PASSED);
    }

    /** Whatever it allows, the target's own rules and policy hold as before. */
    @ParameterizedTest
    @MethodSource("harmless")
    void widensNothing(Narrowing narrowing) {
        fixture.stack = "db-1";
        assertThat(codes(decide(narrowing))).containsOnly(ReasonCode.STACK_FORBIDDEN);
        fixture.stack = "web-1";
        fixture.policy = TWICE;
        assertThat(codes(decide(narrowing))).contains(ReasonCode.SIGNATURE_INVALID);
    }

    @Test
    void nothingIsAskedWithoutOne() {
        assertThat(sixteenth(fixture.decide())).isEmpty();
        assertThat(sixteenth(decide())).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"staging", "Production", "production ", "prod*", "**"})
    void refusesATargetThatIsNotNamed(String other) {
        Decision decision = decide(targets(other));
        assertThat(codes(decision)).containsExactly(ReasonCode.TARGET_FORBIDDEN);
        assertThat(messages(decision)).contains("folder 'pay'", "'production'", other);
    }

    @ParameterizedTest
    @ValueSource(strings = {"web-2", "web", "eb-1", "WEB-*", "db-*"})
    void refusesAStackThatNoPatternMatches(String pattern) {
        Decision decision = decide(stacks(pattern));
        assertThat(codes(decision)).containsExactly(ReasonCode.STACK_FORBIDDEN);
        assertThat(messages(decision)).contains("folder 'pay'", "'web-1'", pattern);
    }

    @Test
    void oneMorePolicyHasToAllowItToo() {
        Decision decision = decide(policy(TWICE));
        assertThat(codes(decision)).containsExactly(ReasonCode.SIGNATURE_INVALID);
        assertThat(messages(decision)).contains("policy 'changed' of the folder 'pay'", "2 distinct trusted keys");
    }

    @Test
    void namesBothPoliciesByDigest() {
        fixture.trusted.add(TrustedKey.always("second", OTHER.verificationKey(), Purpose.ATTEST));
        Decision decision = fixture.gate()
                .narrowedBy(List.of(policy(TWICE)))
                .decide(fixture.signedBy(KEY, OTHER), fixture.request(), fixture.evidence);
        assertThat(decision).isInstanceOf(Decision.Allowed.class);
        assertThat(decision.policy()).isEqualTo(Policy.standard().ref());
        assertThat(sixteenth(decision).get(0).name())
                .isEqualTo("folder 'pay', policy 'changed' sha256:"
                        + TWICE.digest().hex());
    }

    @Test
    void everyFolderAroundTheJobHolds() {
        Decision decision = decide(targets("production"), stacks("web-2"), policy(TWICE), targets("staging"));
        assertThat(codes(decision))
                .containsExactly(ReasonCode.STACK_FORBIDDEN, ReasonCode.SIGNATURE_INVALID, ReasonCode.TARGET_FORBIDDEN);
        assertThat(sixteenth(decision))
                .extracting(CheckResult::outcome)
                .containsExactly(Outcome.PASSED, Outcome.REFUSED, Outcome.REFUSED, Outcome.REFUSED);
    }

    /** A target that is let be for a while is the administrator's business, not the folder's. */
    @ParameterizedTest
    @EnumSource(value = Enforcement.Mode.class, names = "ENFORCE", mode = EnumSource.Mode.EXCLUDE)
    void theTargetsMilderEnforcementDoesNotRelaxIt(Enforcement.Mode mode) {
        fixture.enforcement = new Enforcement(mode, Optional.of(GateFixture.NOW.plus(Duration.ofDays(1))));
        fixture.expiresAt = GateFixture.NOW.minusSeconds(600);
        assertThat(decide()).isInstanceOf(Decision.Allowed.class);
        assertThat(codes(decide(policy(Policy.standard())))).containsExactly(ReasonCode.ATTESTATION_EXPIRED);
        assertThat(codes(decide(targets("staging")))).containsExactly(ReasonCode.TARGET_FORBIDDEN);
    }

    @Test
    void nobodyCanApproveIt() {
        assertThat(CheckResult.canBeRelaxed(NarrowingCheck.NUMBER)).isFalse();
    }

    @Test
    void withoutAProofThereIsNothingToNarrow() {
        fixture.trusted.clear();
        Decision decision = decide(targets("production"));
        assertThat(decision).isInstanceOf(Decision.Refused.class);
        assertThat(sixteenth(decision)).extracting(CheckResult::outcome).containsExactly(Outcome.NOT_APPLICABLE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " "})
    void isNeverBlank(String blank) {
        assertThatIllegalArgumentException().isThrownBy(() -> targets(blank));
        assertThatIllegalArgumentException().isThrownBy(() -> stacks(blank));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Narrowing(blank, List.of(), List.of(), Optional.empty()));
    }
}
