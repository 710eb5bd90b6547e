package io.jenkins.plugins.cfnattest.inspect.external;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InspectorConfigTest {
    private static final List<String> COMMAND = List.of("lint", "{template}");

    @ParameterizedTest
    @ValueSource(strings = {"cfn-lint", "cfn_nag_scan", "checkov3.2", "a"})
    void takesPlainNames(String name) {
        assertThat(config(name, COMMAND, Duration.ofSeconds(1), 1, Map.of(), Set.of())
                        .name())
                .isEqualTo(name);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "cfn-nag", "Lint", "a:b", "a b", "-a", "a\nb", "ä"})
    void refusesNamesThatCouldBeTakenForAnother(String name) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> config(name, COMMAND, Duration.ofSeconds(1), 1, Map.of(), Set.of()))
                .withMessageContaining("Expected a name");
    }

    @Test
    void refusesCommandsThatMeanDifferentThingsInDifferentPlaces() {
        for (String program :
                new String[] {"", " ", "./lint", "bin/lint", "../lint", "bin\\lint", "{template}", "li\0nt"}) {
            assertThatIllegalArgumentException()
                    .as(program)
                    .isThrownBy(() -> command(List.of(program, "{template}")))
                    .withMessageStartingWith("Expected");
        }
        assertThatIllegalArgumentException()
                .isThrownBy(() -> command(List.of()))
                .withMessageContaining("empty");
    }

    @Test
    void refusesACommandThatNeverSeesTheTemplate() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> command(List.of("/usr/bin/lint", "--all")))
                .withMessageContaining("{template}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT0S", "PT-1S", "PT1H0.001S"})
    void refusesTimeLimitsThatAreNone(String timeout) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> config("lint", COMMAND, Duration.parse(timeout), 1, Map.of(), Set.of()))
                .withMessageContaining("time limit");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, InspectorConfig.LARGEST_OUTPUT_LIMIT + 1})
    void refusesOutputLimitsThatAreNone(int limit) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> config("lint", COMMAND, Duration.ofSeconds(1), limit, Map.of(), Set.of()))
                .withMessageContaining("output limit");
    }

    @Test
    void refusesVariablesThatAreNone() {
        assertThatIllegalArgumentException().isThrownBy(() -> variables(Map.of("A=B", "x"), Set.of()));
        assertThatIllegalArgumentException().isThrownBy(() -> variables(Map.of("", "x"), Set.of()));
        assertThatIllegalArgumentException().isThrownBy(() -> variables(Map.of("A", "x\0y"), Set.of()));
        assertThatIllegalArgumentException().isThrownBy(() -> variables(Map.of(), Set.of("A B")));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> variables(Map.of("A", "x"), Set.of("A")))
                .withMessageContaining("both");
    }

    @Test
    void refusesVersionsThatAreNone() {
        for (String version : new String[] {"", " ", "1\n2", "\u001B[31m", "1".repeat(300)}) {
            assertThatIllegalArgumentException().isThrownBy(() -> new InspectorVersion.Fixed(version));
        }
        assertThatIllegalArgumentException().isThrownBy(() -> new InspectorVersion.Asked(List.of()));
        assertThatIllegalArgumentException().isThrownBy(() -> new InspectorVersion.Asked(List.of("./lint")));
    }

    @Test
    void doesNotShowItsSecrets() {
        InspectorConfig config = config(
                "lint",
                List.of("lint", "--key=hunter2", "{template}"),
                Duration.ofSeconds(1),
                1,
                Map.of("TOKEN", "hunter2"),
                Set.of());

        assertThat(config.toString()).contains("lint").doesNotContain("hunter2");
    }

    private static InspectorConfig command(List<String> command) {
        return config("lint", command, Duration.ofSeconds(1), 1, Map.of(), Set.of());
    }

    private static InspectorConfig variables(Map<String, String> environment, Set<String> inherit) {
        return config("lint", COMMAND, Duration.ofSeconds(1), 1, environment, inherit);
    }

    private static InspectorConfig config(
            String name,
            List<String> command,
            Duration timeout,
            int limit,
            Map<String, String> environment,
            Set<String> inherit) {
        return new InspectorConfig(
                name,
                "Lint",
                new InspectorVersion.Fixed("1"),
                command,
                AnswerFormat.SARIF,
                timeout,
                limit,
                environment,
                inherit);
    }
}
