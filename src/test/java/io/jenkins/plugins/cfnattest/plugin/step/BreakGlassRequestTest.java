package io.jenkins.plugins.cfnattest.plugin.step;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hudson.AbortException;
import io.jenkins.plugins.cfnattest.app.BreakGlassWish;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class BreakGlassRequestTest {
    @Test
    void aStepThatSaysNothingAsksForNothing() throws AbortException {
        assertThat(BreakGlassRequest.of(Texts.none())).isEmpty();
    }

    @Test
    void aStepAsksWithReasonAndTicket() throws AbortException {
        assertThat(BreakGlassRequest.of(Texts.of(Map.of("reason", " outage ", "ticket", "OPS-1"))))
                .hasValue(new BreakGlassWish("outage", "OPS-1"));
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
