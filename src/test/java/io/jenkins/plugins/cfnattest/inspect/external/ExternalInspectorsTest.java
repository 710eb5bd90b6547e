package io.jenkins.plugins.cfnattest.inspect.external;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.jenkins.plugins.cfnattest.inspect.RuleType;
import io.jenkins.plugins.cfnattest.inspect.Violation;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Runs real processes that answer well, and such that do not. */
class ExternalInspectorsTest {
    private final List<String> log = new ArrayList<>();

    @TempDir
    private Path folder;

    @Test
    void reportsWhatTheCommandFoundUnderItsOwnName() throws Exception {
        ExternalReport report = inspect(Samples.config(Samples.child("print", Samples.nag("FAIL", "F1", "Bad."))));

        assertThat(report.name()).isEqualTo("other");
        assertThat(report.implementation()).isEqualTo("Other");
        assertThat(report.version()).isEqualTo("1.2");
        assertThat(report.violations()).singleElement().satisfies(violation -> {
            assertThat(violation.id()).isEqualTo("other:F1");
            assertThat(violation.inspector()).contains("other");
            assertThat(violation.type()).isEqualTo(RuleType.FAIL);
            assertThat(violation.message()).isEqualTo("Bad.");
            assertThat(violation.places())
                    .containsExactly(
                            new Violation.Place("A", 3, 0, "", "resource"),
                            new Violation.Place("B", 7, 0, "", "parameter"));
        });
        assertThat(log).isEmpty();
    }

    @Test
    void readsSarifWhereThatIsConfigured() throws Exception {
        String answer = Samples.result("\"ruleId\":\"E1\",\"message\":{\"text\":\"Bad.\"}");

        ExternalReport report = inspect(Samples.config(Samples.child("print", answer), AnswerFormat.SARIF));

        assertThat(report.violations()).extracting(Violation::id).containsExactly("other:E1");
    }

    @Test
    void saysNothingWhenTheCommandFoundNothing() throws Exception {
        ExternalReport report = inspect(Samples.config(Samples.child("print", Samples.CLEAN)));

        assertThat(report.violations()).isEmpty();
        assertThat(report.suppressed()).isEmpty();
    }

    @Test
    void handsOverExactlyTheTemplateInAFolderThatIsGoneAfterwards() throws Exception {
        ExternalReport report = inspect(Samples.config(Samples.child("template")));

        String message = report.violations().get(0).message();
        assertThat(message).startsWith("template.yaml is " + Samples.TEMPLATE.length + " long, in ");
        assertThat(Path.of(message.substring(message.indexOf(" in ") + 4))).doesNotExist();
    }

    @Test
    void namesJsonTemplatesAsSuch() throws Exception {
        byte[] json = "\uFEFF {\"Resources\": {}}".getBytes(StandardCharsets.UTF_8);

        ExternalReport report =
                of(Samples.config(Samples.child("template"))).inspect(json).get(0);

        // The answer is about template.yaml, which is not the file it was given.
        Samples.assertOnlyFatal(report, "another file");
    }

    @Test
    void closesStandardInput() throws Exception {
        ExternalReport report = inspect(Samples.config(Samples.child("input")));

        assertThat(report.violations()).extracting(Violation::message).containsExactly("read 0 bytes");
    }

    @Test
    void handsOverNoVariableThatIsNotListed() throws Exception {
        Map<String, String> ours = Map.of("AWS_SECRET_ACCESS_KEY", "secret", "HOME", "/nowhere", "PATH", "/usr/bin");
        InspectorConfig plain = Samples.config(Samples.child("environment"));
        InspectorConfig config = new InspectorConfig(
                "other",
                "Other",
                plain.version(),
                plain.command(),
                plain.format(),
                plain.timeout(),
                plain.outputLimit(),
                Map.of("GIVEN", "value"),
                Set.of("HOME", "NOT_SET"));

        ExternalReport report = new ExternalInspectors(List.of(config), ours, log::add)
                .inspect(Samples.TEMPLATE)
                .get(0);

        assertThat(report.violations().get(0).message())
                .contains("GIVEN=value", "HOME=/nowhere")
                .doesNotContain("AWS_", "secret", "PATH=", "NOT_SET", "USER=");
    }

    @ParameterizedTest
    @CsvSource({"1", "2", "14", "127"})
    void takesAnExitCodeForNoFailureWhenTheAnswerSaysWhy(int code) throws Exception {
        ExternalReport report = inspect(
                Samples.config(Samples.child("exit", Integer.toString(code), Samples.nag("WARN", "W1", "Hm."))));

        assertThat(report.violations()).extracting(Violation::id).containsExactly("other:W1");
    }

    @Test
    void distrustsAnExitCodeThatNothingExplains() throws Exception {
        ExternalReport report = inspect(Samples.config(Samples.child("exit", "3", Samples.CLEAN)));

        Samples.assertOnlyFatal(report, "exited with 3");
        assertThat(log).containsExactly("other says: last words of?[31m the child");
    }

    @ParameterizedTest
    @ValueSource(ints = {128, 137, 255})
    void distrustsWhatLooksLikeAKilledCommandButKeepsWhatItFound(int code) throws Exception {
        ExternalReport report = inspect(
                Samples.config(Samples.child("exit", Integer.toString(code), Samples.nag("WARN", "W1", "Hm."))));

        assertThat(report.violations()).extracting(Violation::id).containsExactly("other:W1", "other:FATAL");
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void refusesTheAnswerOfACommandThatWasKilled() throws Exception {
        ExternalReport report = inspect(Samples.shell("printf '%s' \"$2\"; kill -9 $$", Samples.CLEAN));

        Samples.assertOnlyFatal(report, "killed");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  \n", "[", "Traceback: no", "[] []", "{}", "null", "[]", "\"\""})
    void refusesSilenceAndWhatIsNoAnswer(String answer) throws Exception {
        Samples.assertOnlyFatal(inspect(Samples.config(Samples.child("exit", "0", answer))), "Expected");
    }

    @Test
    void followsNoLinkThatTheCommandLeft() throws Exception {
        Path precious = Files.writeString(folder.resolve("precious.txt"), "precious");

        ExternalReport report = inspect(Samples.config(Samples.child("vandal", folder.toString())));

        assertThat(report.violations()).extracting(Violation::id).containsExactly("other:W1");
        String message = report.violations().get(0).message();
        assertThat(Path.of(message.substring(3))).doesNotExist();
        assertThat(precious).hasContent("precious");
    }

    @Test
    void saysThatTheProgramIsMissing() throws Exception {
        Path program = folder.resolve("nothing-here").toAbsolutePath();

        Samples.assertOnlyFatal(
                inspect(Samples.config(List.of(program.toString(), "{template}"))), "no file that can be executed");
        Samples.assertOnlyFatal(inspect(Samples.config(List.of("nothing-here", "{template}"))), "PATH");
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void saysThatTheSystemRefusesTheProgramAndNotWithWhichArguments() throws Exception {
        Path program = Files.writeString(folder.resolve("broken"), "#!/no/such/interpreter\n");
        assertThat(program.toFile().setExecutable(true)).isTrue();

        ExternalReport report = inspect(Samples.config(List.of(program.toString(), "--token=secret", "{template}")));

        Samples.assertOnlyFatal(report, "the system refused");
        assertThat(report.toString() + log).doesNotContain("secret");
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void keepsArgumentsFromEveryShell() throws Exception {
        String hostile = "$(touch x); `id` && \"'*";

        ExternalReport report = inspect(Samples.shell("printf '%s' \"$2\"", Samples.nag("WARN", "W1", hostile)));

        assertThat(report.violations()).extracting(Violation::message).containsExactly(hostile);
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void asksForTheVersion() throws Exception {
        ExternalReport report = inspect(versioned("printf 'tool 9.8\\033[0m\\nmore\\n'"));

        assertThat(report.version()).isEqualTo("tool 9.8?[0m");
        assertThat(report.violations()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"exit 0", "echo 1.0; exit 1", "echo; echo 1.0", "kill -9 $$"})
    @DisabledOnOs(OS.WINDOWS)
    void refusesAProgramThatDoesNotTellItsVersion(String script) throws Exception {
        ExternalReport report = inspect(versioned(script));

        Samples.assertOnlyFatal(report, "versionCommand");
        assertThat(report.version()).isEqualTo(ExternalReport.UNKNOWN);
    }

    @Test
    void asksAllInTheirOrder() throws Exception {
        InspectorConfig first = Samples.config(Samples.child("print", Samples.CLEAN));
        InspectorConfig second = renamed(first, "second");

        assertThat(of(first, second).inspect(Samples.TEMPLATE))
                .extracting(ExternalReport::name)
                .containsExactly("other", "second");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> of(first, second, first))
                .withMessageContaining("'other'");
        assertThat(ExternalInspectors.none().inspect(Samples.TEMPLATE)).isEmpty();
    }

    private static InspectorConfig renamed(InspectorConfig config, String name) {
        return new InspectorConfig(
                name,
                config.implementation(),
                config.version(),
                config.command(),
                config.format(),
                config.timeout(),
                config.outputLimit(),
                config.environment(),
                config.inherit());
    }

    private static InspectorConfig versioned(String script) {
        InspectorConfig plain = Samples.config(Samples.child("print", Samples.CLEAN));
        return new InspectorConfig(
                plain.name(),
                plain.implementation(),
                new InspectorVersion.Asked(List.of("/bin/sh", "-c", script)),
                plain.command(),
                plain.format(),
                plain.timeout(),
                plain.outputLimit(),
                plain.environment(),
                plain.inherit());
    }

    private ExternalInspectors of(InspectorConfig... configs) {
        return new ExternalInspectors(List.of(configs), Map.of(), log::add);
    }

    private ExternalReport inspect(InspectorConfig config) throws InterruptedException {
        return of(config).inspect(Samples.TEMPLATE).get(0);
    }
}
