package io.jenkins.plugins.cfnattest.gate;

import static io.jenkins.plugins.cfnattest.gate.GateFixture.check;
import static io.jenkins.plugins.cfnattest.gate.GateFixture.codes;
import static io.jenkins.plugins.cfnattest.gate.GateFixture.messages;
import static io.jenkins.plugins.cfnattest.gate.GateFixture.seal;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.cfnattest.envelope.Bytes;
import io.jenkins.plugins.cfnattest.envelope.Digest;
import io.jenkins.plugins.cfnattest.envelope.InspectionPredicate.InspectorRef;
import io.jenkins.plugins.cfnattest.envelope.InspectionPredicate.ViolationRef;
import io.jenkins.plugins.cfnattest.gate.CheckResult.Outcome;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WaiverCheckTest extends WaiverFixture {
    @Test
    void letsTheWaivedViolationPassAndNamesTheWaiver() {
        Decision decision = decide();

        assertThat(codes(decision)).isEmpty();
        assertThat(decision.passed()).isTrue();
        assertThat(check(decision, 9).outcome()).isEqualTo(Outcome.PASSED);
        assertThat(check(decision, 10).outcome()).isEqualTo(Outcome.PASSED);
        assertThat(check(decision, 10).notes()).isEmpty();
        assertThat(decision.facts().waivers()).singleElement().satisfies(used -> {
            assertThat(used.digest()).isEqualTo(Digest.of(payload()));
            assertThat(used.waiver().ticket()).isEqualTo("SEC-7");
        });
    }

    @Test
    void doesNotApplyWithoutWaivers() {
        Decision decision = decideWith();

        assertThat(codes(decision)).containsExactly(ReasonCode.VIOLATIONS);
        assertThat(check(decision, 10).outcome()).isEqualTo(Outcome.NOT_APPLICABLE);
    }

    @Test
    void isForTheTemplateWhereverItGoes() {
        stacks = Optional.empty();
        fixture.account = Optional.empty();
        fixture.observed = Optional.empty();
        fixture.attested.remove("AWS::AccountId");

        assertThat(codes(decide())).isEmpty();
    }

    @Test
    void isForTheStacksWhateverTheTemplate() {
        template = Optional.empty();

        assertThat(codes(decide())).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "F3, Other",
        "F3, role",
        "F3, ''",
        "F3, R*",
        "F3, *",
        "f3, Role",
        "F*, Role",
        "F33, Role",
        "W41, Role",
    })
    void isForItsRuleAndResourceAlone(String anotherRule, String anotherResource) {
        rule = anotherRule;
        resource = anotherResource;

        Decision decision = decide();

        assertThat(codes(decision)).containsExactly(ReasonCode.VIOLATIONS);
        assertThat(check(decision, 10).notes()).singleElement().asString().contains(anotherRule, "SEC-7", "left out");
        assertThat(decision.facts().waivers()).isEmpty();
    }

    @Test
    void leavesTheOtherResourcesOfAViolation() {
        fixture.result = Results.failing("F3", "Role", "OtherRole");

        Decision decision = decide();

        assertThat(codes(decision)).containsExactly(ReasonCode.VIOLATIONS);
        assertThat(messages(decision))
                .contains("FAIL F3 at OtherRole", "beyond the waived")
                .doesNotContain("at Role");
        assertThat(decision.facts().waivers()).hasSize(1);
    }

    @Test
    void excusesEveryResourceByAWaiverOfItsOwn() {
        fixture.result = Results.failing("F3", "Role", "OtherRole");
        Bytes first = seal(payload(), OFFICER);
        resource = "OtherRole";

        Decision decision = decideWith(first, seal(payload(), OFFICER), first);

        assertThat(codes(decision)).isEmpty();
        assertThat(decision.facts().waivers()).as("given twice, listed once").hasSize(2);
    }

    @Test
    void excusesAViolationOfTheWholeTemplateByNoResource() {
        fixture.result = Results.failing("F3");
        resource = "";

        assertThat(codes(decide())).isEmpty();
    }

    @Test
    void excusesAWarningThatThePolicyRefuses() {
        fixture.policy = parts.of(Policies.standardBut("threshold: FAIL", "threshold: WARN"));
        fixture.result = Results.warning("W41", "Role");
        rule = "W41";

        Decision decision = decide();

        assertThat(codes(decision)).isEmpty();
        assertThat(decision.facts().waivers()).hasSize(1);
    }

    @Test
    void isNotUsedForAWarningThatPassesAnyway() {
        fixture.result = Results.warning("W41", "Role");
        rule = "W41";

        Decision decision = decide();

        assertThat(codes(decision)).isEmpty();
        assertThat(decision.facts().waivers()).isEmpty();
        assertThat(check(decision, 10).notes()).hasSize(1);
    }

    @Test
    void doesNotExcuseWhatCouldNotBeDecided() {
        fixture.result = Results.undecided("F3", "Role");

        assertThat(codes(decide())).containsExactly(ReasonCode.NOT_EVALUATED);
    }

    @Test
    void doesNotExcuseWhatNoRuleFound() {
        fixture.result = Results.failing("F99999", "Role");
        rule = "F99999";

        Decision decision = decide();

        assertThat(codes(decision)).containsExactly(ReasonCode.VIOLATIONS);
        assertThat(decision.facts().waivers()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"FATAL", "lint:FATAL"})
    void doesNotExcuseWhatCouldNotBeInspected(String fatal) {
        fixture.result = Results.failing("FATAL");
        rule = fatal;
        resource = "";

        refuses(decide(), "cannot be waived");
    }

    @Test
    void doesNotExcuseAnAttestationThatContradictsItself() {
        fixture.result = Results.warning("F3", "Role");

        Decision decision = decide();

        assertThat(messages(decision)).contains("another severity");
        assertThat(codes(decision)).containsExactly(ReasonCode.VIOLATIONS);
    }

    @Test
    void excusesNothingButTheResult() {
        fixture.stack = "db-1";
        stacks = Optional.empty();

        assertThat(codes(decide())).containsExactly(ReasonCode.STACK_FORBIDDEN);
    }

    @Test
    void excusesWhatAnExternalInspectorFoundByItsWholeId() {
        fixture.policy = parts.of(Policies.standardBut(
                "    implementation: cfn-attestation",
                "    implementation: cfn-attestation\n  - {name: lint, implementation: Lint, optional: true}"));
        fixture.inspectors =
                List.of(new InspectorRef("cfn-nag", "cfn-attestation", "1.0"), new InspectorRef("lint", "Lint", "2"));
        fixture.result = Results.result(
                "FAIL",
                1,
                0,
                new ViolationRef(
                        "lint:E1",
                        "FAIL",
                        "m",
                        List.of("Role"),
                        List.of(1),
                        List.of(1),
                        List.of(""),
                        Optional.of("lint")));
        rule = "E1";
        assertThat(codes(decide())).containsExactly(ReasonCode.VIOLATIONS);

        rule = "lint:E1";
        assertThat(codes(decide())).isEmpty();
    }
}
