package io.jenkins.plugins.cfnattest.plugin.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StartersTest {
    private static Starters starters(boolean complete, String... users) {
        return new Starters(new TreeSet<>(List.of(users)), complete);
    }

    @Test
    void somebodyElseMayApprove() {
        assertThat(starters(true, "anna", "otto").objection("berta", true)).isEmpty();
    }

    @Test
    void whatATimerStartedAnybodySignedInMayApprove() {
        assertThat(starters(true).objection("berta", true)).isEmpty();
    }

    /** Jenkins compares user ids without case by default. */
    @ParameterizedTest
    @ValueSource(strings = {"anna", "Anna", "ANNA", " anna "})
    void nobodyApprovesWhatHeStarted(String user) {
        assertThat(starters(true, "anna", "otto").objection(user, true))
                .hasValueSatisfying(message -> assertThat(message).contains("started this build"));
    }

    @ParameterizedTest
    @CsvSource({"berta, false", "'', true", "' ', true", "anonymous, false"})
    void nobodyApprovesWithoutALogin(String user, boolean signedIn) {
        assertThat(starters(true, "anna").objection(user, signedIn))
                .hasValueSatisfying(message -> assertThat(message).contains("signed in"));
    }

    @Test
    void nobodyApprovesWhatAnybodyMayHaveStarted() {
        assertThat(starters(false, "anna").objection("berta", true))
                .hasValueSatisfying(message -> assertThat(message).contains("does not know who started"));
    }

    @Test
    void aBuildWithoutACauseMayHaveBeenStartedByAnybody() {
        assertThat(Starters.of(List.of(), Optional.empty()).complete()).isFalse();
    }

    @Test
    void whomTheBuildRunsAsIsOneOfThem() {
        assertThat(Starters.of(List.of(), Optional.of("robot")).users()).containsExactly("robot");
    }
}
