package io.jenkins.plugins.cfnattest.plugin.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ConfigurationMonitorTest {
    private Instant now = Instant.parse("2026-06-01T12:00:00Z");
    private Optional<String> problem = Optional.empty();
    private int examinations;

    private final ConfigurationMonitor monitor = new ConfigurationMonitor(
            () -> {
                examinations++;
                return problem;
            },
            new Clock() {
                @Override
                public Instant instant() {
                    return now;
                }

                @Override
                public ZoneId getZone() {
                    return ZoneOffset.UTC;
                }

                @Override
                public Clock withZone(ZoneId zone) {
                    throw new UnsupportedOperationException();
                }
            });

    @Test
    void isSilentWhileNothingIsWrong() {
        assertThat(monitor.isActivated()).isFalse();
        assertThat(monitor.getProblem()).isEmpty();
    }

    @Test
    void saysWhatIsWrong() {
        problem = Optional.of("There is no policy 'strict'.");
        assertThat(monitor.isActivated()).isTrue();
        assertThat(monitor.getProblem()).isEqualTo("There is no policy 'strict'.");
    }

    /** Every page of an administrator asks. */
    @Test
    void looksOnceInAWhile() {
        monitor.isActivated();
        now = now.plus(ConfigurationMonitor.REMEMBERED).minus(Duration.ofMillis(1));
        monitor.isActivated();
        monitor.getProblem();
        assertThat(examinations).isEqualTo(1);
    }

    @Test
    void seesWhatBecameOfItAfterwards() {
        monitor.isActivated();
        problem = Optional.of("gone");
        now = now.plus(ConfigurationMonitor.REMEMBERED);
        assertThat(monitor.isActivated()).isTrue();
        problem = Optional.empty();
        now = now.plus(ConfigurationMonitor.REMEMBERED);
        assertThat(monitor.isActivated()).isFalse();
    }
}
