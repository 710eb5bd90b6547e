package io.jenkins.plugins.cfnattest.gate;

import static io.jenkins.plugins.cfnattest.gate.GateFixture.codes;
import static io.jenkins.plugins.cfnattest.gate.GateFixture.messages;
import static io.jenkins.plugins.cfnattest.gate.Results.violation;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.cfnattest.envelope.InspectionPredicate.InspectorRef;
import io.jenkins.plugins.cfnattest.envelope.InspectionPredicate.NotEvaluatedRef;
import io.jenkins.plugins.cfnattest.envelope.InspectionPredicate.Result;
import io.jenkins.plugins.cfnattest.envelope.InspectionPredicate.ViolationRef;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ResultCheckTest {
    private final GateFixture fixture = new GateFixture();

    @Test
    void refusesFailingViolationsAndNamesThem() {
        fixture.result = Results.failing("F3", "Role", "OtherRole");

        Decision decision = fixture.decide();

        assertThat(codes(decision)).containsExactly(ReasonCode.VIOLATIONS);
        assertThat(messages(decision)).contains("2 failing violations", "FAIL F3 at Role, OtherRole");
    }

    @Test
    void refusesAViolationOfTheWholeTemplate() {
        fixture.result = Results.failing("FATAL");

        assertThat(messages(fixture.decide())).contains("FATAL at the whole template");
    }

    @Test
    void refusesWhatAnExternalInspectorFoundLikeAnyOther() {
        fixture.policy = Policies.standardBut(
                "    implementation: cfn-attestation",
                "    implementation: cfn-attestation\n  - {name: lint, implementation: Lint}");
        fixture.inspectors =
                List.of(new InspectorRef("cfn-nag", "cfn-attestation", "1.0"), new InspectorRef("lint", "Lint", "2"));
        fixture.result = Results.result("FAIL", 1, 1, external("FAIL", "lint:FATAL"), external("WARN", "lint:W1"));

        Decision decision = fixture.decide();

        assertThat(codes(decision)).containsExactly(ReasonCode.VIOLATIONS);
        assertThat(messages(decision))
                .contains("FAIL lint:FATAL at the whole template")
                .doesNotContain("lint:W1");
    }

    private static ViolationRef external(String type, String id) {
        return new ViolationRef(
                id, type, "m", List.of(), List.of(), List.of(), List.of(), java.util.Optional.of("lint"));
    }

    @Test
    void letsWarningsPassUnderTheDefaultThreshold() {
        fixture.result = Results.warning("W41", "Bucket");

        assertThat(codes(fixture.decide())).isEmpty();
    }

    @Test
    void refusesWarningsWhereThePolicySaysSo() {
        fixture.result = Results.warning("W41", "Bucket");
        fixture.policy = Policies.standardBut("threshold: FAIL", "threshold: WARN");

        Decision decision = fixture.decide();

        assertThat(codes(decision)).containsExactly(ReasonCode.VIOLATIONS);
        assertThat(messages(decision)).contains("WARN W41 at Bucket", "'changed'");
    }

    @Test
    void refusesWhatWasNotEvaluated() {
        fixture.result = Results.undecided("F1000", "Group");

        Decision decision = fixture.decide();

        assertThat(codes(decision)).containsExactly(ReasonCode.NOT_EVALUATED);
        assertThat(messages(decision)).contains("F1000 at Group (reads a hidden value)");
    }

    @Test
    void letsAPolicyLeaveARuleUndecidedAndNoOther() {
        fixture.policy = Policies.standardBut("notEvaluated: []", "notEvaluated: [F1000]");
        fixture.result = Results.undecided("F1000", "Group");
        assertThat(codes(fixture.decide())).isEmpty();

        fixture.result = Results.undecided("F1", "Group");
        assertThat(codes(fixture.decide())).containsExactly(ReasonCode.NOT_EVALUATED);
        assertThat(messages(fixture.decide())).contains("only [F1000]", "F1 at Group");
    }

    @Test
    void refusesAViolationOfAFailingRuleThatIsCalledAWarning() {
        fixture.result = Results.warning("F3", "Role");

        Decision decision = fixture.decide();

        assertThat(codes(decision)).containsExactly(ReasonCode.VIOLATIONS);
        assertThat(messages(decision)).contains("another severity", "WARN F3 at Role");
    }

    /** Results whose parts do not fit each other. */
    static Stream<Result> contradictions() {
        NotEvaluatedRef undecided = new NotEvaluatedRef("F1", "A", "why");
        return Stream.of(
                Results.result("PASS", 0, 0, violation("FAIL", "F3", "Role")),
                Results.result("FAIL", 0, 0, violation("FAIL", "F3", "Role")),
                Results.result("FAIL", 1, 0, violation("FAIL", "F3", "Role", "OtherRole")),
                Results.result("FAIL", 1, 0),
                Results.result("PASS", 1, 0),
                Results.result("PASS", 0, 1, violation("WARN", "W1", "Role")),
                Results.result("WARN", 0, 0, violation("WARN", "W1", "Role")),
                Results.result("WARN", 0, 0),
                Results.result("INCOMPLETE", 0, 0),
                Results.result("pass", 0, 0),
                Results.result("SPLENDID", 0, 0),
                Results.result("", 0, 0),
                Results.result("PASS", 0, 0, violation("NOTICE", "N1", "Role")),
                Results.result("PASS", 0, 0, violation("fail", "F3", "Role")),
                new Result("PASS", 0, 0, List.of(), List.of(), List.of(), List.of(undecided)));
    }

    @ParameterizedTest
    @MethodSource("contradictions")
    void refusesAResultThatContradictsItself(Result result) {
        // Not through an envelope, since reading one refuses some of these already.
        List<Refusal> refusals = ResultCheck.refusals(
                result,
                Policy.standard(),
                violation -> violation.logicalResourceIds().isEmpty() ? List.of("") : violation.logicalResourceIds());

        assertThat(refusals).isNotEmpty();
        assertThat(refusals.get(0).code()).isEqualTo(ReasonCode.VIOLATIONS);
        assertThat(refusals.get(0).message()).contains("contradicts itself");
    }

    @Test
    void doesNotDrownTheReaderInViolations() {
        String[] resources =
                Stream.iterate(1, i -> i + 1).limit(40).map(i -> "R" + i).toArray(String[]::new);
        Result many = Results.result(
                "FAIL",
                40,
                0,
                Stream.of(resources)
                        .map(resource -> violation("FAIL", "F3", resource))
                        .toArray(ViolationRef[]::new));
        fixture.result = many;

        assertThat(messages(fixture.decide())).contains("R20", "and 20 more").doesNotContain("R21");
    }
}
