package io.jenkins.plugins.cfnattest.gate;

import static io.jenkins.plugins.cfnattest.gate.GateFixture.codes;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.cfnattest.envelope.Bytes;
import io.jenkins.plugins.cfnattest.envelope.InspectionPredicate.InspectorRef;
import io.jenkins.plugins.cfnattest.gate.CheckResult.Outcome;
import io.jenkins.plugins.cfnattest.signing.Purpose;
import io.jenkins.plugins.cfnattest.signing.TrustedKey;
import io.jenkins.plugins.cfnattest.signing.TrustedKeys;
import io.jenkins.plugins.cfnattest.template.TemplateException;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class GateTest {
    private final GateFixture fixture = new GateFixture();

    @Test
    void allowsWhatFits() {
        Decision decision = fixture.decide();

        assertThat(codes(decision)).isEmpty();
        assertThat(decision).isInstanceOf(Decision.Allowed.class);
        Decision.Allowed allowed = (Decision.Allowed) decision;
        assertThat(allowed.statement().template()).isEqualTo(fixture.template);
        assertThat(allowed.request()).isEqualTo(fixture.request());
        assertThat(allowed.checks())
                .extracting(CheckResult::number)
                .containsExactly(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15);
        assertThat(allowed.passed()).isTrue();
        assertThat(allowed.policy()).isEqualTo(Policy.standard().ref());
        assertThat(allowed.checks())
                .filteredOn(check -> check.outcome() != Outcome.PASSED)
                .as("no waiver, no record")
                .allSatisfy(check -> assertThat(check.outcome()).isEqualTo(Outcome.NOT_APPLICABLE))
                .extracting(CheckResult::number)
                .containsExactly(10, 14, 15);
    }

    @Test
    void namesEveryReasonInOneAnswer() {
        fixture.trusted = List.of(TrustedKey.always("waivers", GateFixture.KEY.verificationKey(), Purpose.WAIVER));
        fixture.named = Optional.of(Bytes.utf8("another"));
        fixture.parameters.put("Env", "test");
        fixture.now = GateFixture.NOW.plus(Duration.ofDays(60));
        fixture.result = Results.failing("F3", "Topic");
        fixture.evaluation = "CFN_NAG";
        fixture.inspectors = List.of(new InspectorRef("cfn-nag", "another", "1.0"));
        fixture.stack = "db";
        fixture.capabilities = Set.of("CAPABILITY_NAMED_IAM");
        fixture.observed = Optional.of("999999999999");

        Decision decision = fixture.decide();

        assertThat(codes(decision))
                .containsExactly(
                        ReasonCode.KEY_PURPOSE,
                        ReasonCode.TEMPLATE_MISMATCH,
                        ReasonCode.PARAMETERS_MISMATCH,
                        ReasonCode.ATTESTATION_EXPIRED,
                        ReasonCode.RULES_INSUFFICIENT,
                        ReasonCode.INSPECTOR_UNACCEPTABLE,
                        ReasonCode.VIOLATIONS,
                        ReasonCode.STACK_FORBIDDEN,
                        ReasonCode.CAPABILITY_FORBIDDEN,
                        ReasonCode.CALLER_FORBIDDEN);
        assertThat(decision.verified()).isPresent();
    }

    @Test
    void runsNothingOnWhatIsNotVerified() {
        Decision decision = fixture.decide(fixture.signedBy(GateFixture.OTHER));

        assertThat(codes(decision)).containsExactly(ReasonCode.KEY_UNTRUSTED);
        assertThat(decision.policy()).isEqualTo(Policy.standard().ref());
        assertThat(decision.verified()).isEmpty();
        assertThat(decision.checks())
                .extracting(CheckResult::outcome)
                .startsWith(Outcome.PASSED, Outcome.REFUSED)
                .hasSize(15);
        assertThat(decision.checks().subList(2, 15))
                .extracting(CheckResult::outcome)
                .containsOnly(Outcome.NOT_APPLICABLE);
    }

    @Test
    void refusesWhenACheckFailsItself() {
        Gate gate = new Gate(
                fixture.policy,
                new TrustedKeys(fixture.trusted),
                Clock.fixed(GateFixture.NOW, ZoneOffset.UTC),
                (template, parameters) -> {
                    throw new IllegalStateException("secret-in-the-text");
                });

        Decision decision = gate.decide(fixture.envelope(), fixture.request());

        assertThat(codes(decision)).containsExactly(ReasonCode.CHECK_ERROR);
        assertThat(GateFixture.messages(decision))
                .contains("Check 12 (nested content)", "IllegalStateException")
                .doesNotContain("secret-in-the-text");
    }

    @Test
    void refusesWhenTheAttestedBytesAreNoTemplate() {
        fixture.template = Bytes.utf8("- no\n- template\n");

        assertThat(codes(fixture.decide())).containsOnly(ReasonCode.CHECK_ERROR).hasSize(2);
    }

    @Test
    void turnsAnExceptionOfACheckIntoARefusal() {
        Check broken = new Check() {
            @Override
            public int number() {
                return 99;
            }

            @Override
            public String name() {
                return "broken";
            }

            @Override
            public List<Refusal> examine(Case facts) throws TemplateException {
                throw new TemplateException("no template");
            }
        };

        CheckResult result = Gate.run(broken, null);

        assertThat(result.outcome()).isEqualTo(Outcome.REFUSED);
        assertThat(result.refusals()).extracting(Refusal::code).containsExactly(ReasonCode.CHECK_ERROR);
    }

    @Test
    void verifiesWithoutARequest() {
        Verification verification = fixture.gate().verify(fixture.envelope(), Optional.of(fixture.template));

        assertThat(verification.passed()).isTrue();
        assertThat(verification.checks()).extracting(CheckResult::number).containsExactly(1, 2, 3, 4);
        assertThat(verification.verified()).isPresent();
    }

    @Test
    void verifyingDoesNotLookAtTheResult() {
        fixture.result = Results.failing("F3", "Topic");

        assertThat(fixture.gate().verify(fixture.envelope(), Optional.empty()).passed())
                .isTrue();
    }

    @Test
    void verifyingSaysWhyNot() {
        Verification verification =
                fixture.gate().verify(fixture.envelope(), Optional.of(Bytes.utf8(GateFixture.TEMPLATE + "\n")));

        assertThat(verification.passed()).isFalse();
        assertThat(verification.refusals()).extracting(Refusal::code).containsExactly(ReasonCode.TEMPLATE_MISMATCH);
    }
}
