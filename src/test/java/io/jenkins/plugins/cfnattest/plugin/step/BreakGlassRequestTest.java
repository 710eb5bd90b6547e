package io.jenkins.plugins.cfnattest.plugin.step;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hudson.AbortException;
import io.jenkins.plugins.cfnattest.gate.CheckResult;
import io.jenkins.plugins.cfnattest.gate.CheckResult.Outcome;
import io.jenkins.plugins.cfnattest.gate.ReasonCode;
import io.jenkins.plugins.cfnattest.gate.Refusal;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class BreakGlassRequestTest {
    private static CheckResult refusing(int number) {
        return new CheckResult(
                number, "check " + number, Outcome.REFUSED, List.of(Refusal.of(ReasonCode.VIOLATIONS, "no")));
    }

    private static CheckResult passing(int number) {
        return new CheckResult(number, "check " + number, Outcome.PASSED, List.of());
    }

    @ParameterizedTest
    @ValueSource(ints = {6, 7, 8, 9, 10, 11, 12, 14, 15})
    void somebodyMayLetThesePass(int number) {
        assertThat(BreakGlassRequest.objection(List.of(passing(1), refusing(number))))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 13})
    void nobodyLetsThesePass(int number) {
        assertThat(BreakGlassRequest.objection(List.of(refusing(8), refusing(number))))
                .hasValueSatisfying(message -> assertThat(message).contains("check " + number));
    }

    @Test
    void nobodyIsAskedWhereNoCheckRefused() {
        assertThat(BreakGlassRequest.objection(List.of(passing(1)))).isPresent();
        assertThat(BreakGlassRequest.objection(List.of())).isPresent();
    }

    @Test
    void aStepThatSaysNothingAsksForNothing() throws AbortException {
        assertThat(BreakGlassRequest.of(Texts.none())).isEmpty();
    }

    @Test
    void aStepAsksWithReasonAndTicket() throws AbortException {
        assertThat(BreakGlassRequest.of(Texts.of(Map.of("reason", " outage ", "ticket", "OPS-1"))))
                .hasValue(new BreakGlassRequest("outage", "OPS-1"));
    }

    static Stream<Map<String, String>> incomplete() {
        return Stream.of(
                Map.of("reason", "outage"),
                Map.of("ticket", "OPS-1"),
                Map.of("reason", " ", "ticket", "OPS-1"),
                Map.of("reason", "outage", "ticket", ""),
                Map.of("reason", "x".repeat(501), "ticket", "OPS-1"),
                Map.of("reason", "outage", "ticket", "OPS-1", "approver", "me"));
    }

    @ParameterizedTest
    @MethodSource("incomplete")
    void refusesHalfAQuestion(Map<String, String> given) {
        assertThatThrownBy(() -> BreakGlassRequest.of(Texts.of(given)))
                .isInstanceOf(AbortException.class)
                .hasMessageContaining("breakGlass");
    }
}
