package io.jenkins.plugins.cfnattest.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.cfnattest.deploy.DeploymentException;
import io.jenkins.plugins.cfnattest.deploy.Outcome;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class DeploymentEndTest {
    @Test
    void tellsAChangeFromNone() {
        assertThat(DeploymentEnd.of(outcome(true)).result()).isEqualTo(DeploymentEnd.Result.SUCCEEDED);
        assertThat(DeploymentEnd.of(outcome(false)).result()).isEqualTo(DeploymentEnd.Result.UNCHANGED);
    }

    static Stream<Arguments> failures() {
        return Stream.of(
                Arguments.of(new DeploymentException("rolled back"), DeploymentEnd.Result.FAILED, "rolled back"),
                Arguments.of(
                        DeploymentException.unwatched("it goes on", new IllegalStateException()),
                        DeploymentEnd.Result.UNKNOWN,
                        "it goes on"),
                Arguments.of(new InterruptedException(), DeploymentEnd.Result.UNKNOWN, "InterruptedException"),
                Arguments.of(new IllegalStateException("a defect"), DeploymentEnd.Result.UNKNOWN, "a defect"));
    }

    @ParameterizedTest
    @MethodSource("failures")
    void callsAFailureOnlyWhatIsKnownToBeOne(Exception why, DeploymentEnd.Result result, String status) {
        DeploymentEnd end = DeploymentEnd.without("arn:stack", Optional.of("arn:changeset"), why);

        assertThat(end).isEqualTo(new DeploymentEnd("arn:stack", Optional.of("arn:changeset"), result, status));
    }

    @Test
    void keepsALongReasonOfOthersShortAndOnOneLine() {
        DeploymentEnd end = DeploymentEnd.without(
                "arn:stack", Optional.empty(), new DeploymentException("a\nb\u001b[31m" + "\uD83D\uDE00".repeat(5000)));

        assertThat(end.status()).startsWith("a?b?[31m").hasSizeLessThan(2100).endsWith("\uD83D\uDE00...");
    }

    private static Outcome outcome(boolean changed) {
        return new Outcome(changed, "arn:stack", Optional.empty(), "UPDATE_COMPLETE", Map.of());
    }
}
