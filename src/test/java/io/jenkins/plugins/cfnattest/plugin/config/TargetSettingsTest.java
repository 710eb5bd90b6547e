package io.jenkins.plugins.cfnattest.plugin.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.cfnattest.deploy.ReadBackMode;
import io.jenkins.plugins.cfnattest.deploy.StackSettings;
import io.jenkins.plugins.cfnattest.deploy.Staging;
import io.jenkins.plugins.cfnattest.deploy.Target;
import io.jenkins.plugins.cfnattest.gate.Enforcement;
import io.jenkins.plugins.cfnattest.plugin.SettingException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TargetSettingsTest {
    private static final String END = "2030-01-31T00:00:00Z";

    private static TargetEntry entry() {
        return new TargetEntry("staging", "eu-central-1");
    }

    @Test
    void enforcesAndReadsBackBeforeUnlessSaidOtherwise() throws SettingException {
        Target target = entry().target();
        assertThat(target.scope().enforcement()).isEqualTo(Enforcement.enforce());
        assertThat(target.readBack()).isEqualTo(ReadBackMode.BEFORE);
        assertThat(target.staging()).isEmpty();
        assertThat(target.settings()).isEqualTo(StackSettings.none());
    }

    /** Settings that were stored before there was this one come back without it. */
    @Test
    void whatIsMissingMeansTheStrictOne() throws SettingException {
        TargetEntry entry = entry();
        entry.setEnforcement(null);
        entry.setReadBack(null);
        entry.setNotificationTopics(null);
        assertThat(entry.target()).isEqualTo(entry().target());
    }

    @Test
    void keepsEverything() throws SettingException {
        TargetEntry entry = entry();
        entry.setEnforcement("warn");
        entry.setEnforcementUntil(END);
        entry.setBucket("templates-of-books");
        entry.setBucketPrefix("a/b");
        entry.setReadBack("AFTER");
        entry.setNotificationTopics(List.of("arn:a, arn:b"));
        entry.setRollbackTriggers(List.of("arn:c"));
        entry.setMonitoringMinutes(5);
        entry.setOnFailure("DELETE");
        entry.setStackPolicy("{}");
        entry.setTerminationProtection("true");
        Target target = entry.target();
        assertThat(target.scope().enforcement())
                .isEqualTo(new Enforcement(Enforcement.Mode.WARN, Optional.of(Instant.parse(END))));
        assertThat(target.staging()).contains(new Staging("templates-of-books", "a/b"));
        assertThat(target.readBack()).isEqualTo(ReadBackMode.AFTER);
        assertThat(target.settings())
                .isEqualTo(new StackSettings(
                        List.of("arn:a", "arn:b"),
                        List.of("arn:c"),
                        5,
                        Optional.of(StackSettings.OnFailure.DELETE),
                        false,
                        Optional.of("{}"),
                        Optional.of(true)));
    }

    static Stream<Consumer<TargetEntry>> nonsense() {
        return Stream.of(
                entry -> entry.setEnforcement("RELAX"),
                entry -> entry.setEnforcement("WARN"),
                entry -> entry.setEnforcementUntil(END),
                entry -> entry.setBucketPrefix("a"),
                entry -> entry.setBucket("Not A Bucket"),
                entry -> entry.setReadBack("NEVER"),
                entry -> entry.setMonitoringMinutes(181),
                entry -> entry.setOnFailure("delete"),
                entry -> entry.setTerminationProtection("perhaps"),
                entry -> entry.setNotificationTopics(List.of("a b c d e f")));
    }

    @ParameterizedTest
    @MethodSource("nonsense")
    void refusesNonsense(Consumer<TargetEntry> spoil) {
        TargetEntry entry = entry();
        spoil.accept(entry);
        assertThatThrownBy(entry::check).isInstanceOf(SettingException.class).hasMessageContaining("'staging'");
    }
}
