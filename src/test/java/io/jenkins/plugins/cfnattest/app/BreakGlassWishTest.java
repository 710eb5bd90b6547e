package io.jenkins.plugins.cfnattest.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.cfnattest.gate.CheckResult;
import io.jenkins.plugins.cfnattest.gate.CheckResult.Outcome;
import io.jenkins.plugins.cfnattest.gate.ReasonCode;
import io.jenkins.plugins.cfnattest.gate.Refusal;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BreakGlassWishTest {
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
        assertThat(BreakGlassWish.objection(List.of(passing(1), refusing(number))))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 13, 16})
    void nobodyLetsThesePass(int number) {
        assertThat(BreakGlassWish.objection(List.of(refusing(8), refusing(number))))
                .hasValueSatisfying(message -> assertThat(message).contains("check " + number));
    }

    @Test
    void nobodyIsAskedWhereNoCheckRefused() {
        assertThat(BreakGlassWish.objection(List.of(passing(1)))).isPresent();
        assertThat(BreakGlassWish.objection(List.of())).isPresent();
    }
}
