package io.jenkins.plugins.cfnattest.inspect.external;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.jenkins.plugins.cfnattest.inspect.RuleType;
import io.jenkins.plugins.cfnattest.inspect.Violation;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Runs real processes that behave, and such that do not. */
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
        assertOnlyFatal(report, "another file");
    }

    @Test
    void closesStandardInput() throws Exception {
        ExternalReport report = inspect(Samples.config(Samples.child("input")));

        assertThat(report.violations()).extracting(Violation::message).containsExactly("read 0 bytes");
    }

    @Test
    void handsOverNoVariableThatIsNotListed() throws Exception {
        Map<String, String> ours = Map.of("AWS_SECRET_ACCESS_KEY", "secret", "HOME", "/home/x", "PATH", "/usr/bin");
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
                .contains("GIVEN=value", "HOME=/home/x")
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

        assertOnlyFatal(report, "exited with 3");
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
        ExternalReport report = inspect(shell("printf '%s' \"$2\"; kill -9 $$", Samples.CLEAN));

        assertOnlyFatal(report, "killed");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  \n", "[", "Traceback: no", "[] []", "{}", "null", "[]", "\"\""})
    void refusesSilenceAndWhatIsNoAnswer(String answer) throws Exception {
        assertOnlyFatal(inspect(Samples.config(Samples.child("exit", "0", answer))), "Expected");
    }

    @Test
    void killsWhatHangs() throws Exception {
        Path mark = folder.resolve("mark");
        InspectorConfig config = Samples.config(Samples.child("hang", mark.toString()));

        assertOnlyFatal(
                inspect(Samples.limited(config, Duration.ofMillis(500), 1000)),
                "within PT0.5S, but it is still running");
    }

    @ParameterizedTest
    @CsvSource({"out,output", "err,error"})
    void killsWhatWritesWithoutEnd(String stream, String expected) throws Exception {
        assertOnlyFatal(
                inspect(Samples.config(Samples.child("endless", stream))),
                "at most 100000 bytes from the command, but it writes more to standard " + expected);
    }

    @Test
    void killsWhatTheCommandStartedToo() throws Exception {
        Path mark = folder.resolve("mark");

        assertOnlyFatal(inspect(Samples.config(Samples.child("fork", mark.toString()))), "writes more");

        assertGone(mark);
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void doesNotWaitForSomebodyWhoKeepsTheOutputOpen() throws Exception {
        Path mark = folder.resolve("mark");
        String script = "printf '%s' \"$2\"; sleep 600 & echo $! here > \"$3\"; exec sleep 0.5";
        InspectorConfig config =
                Samples.limited(shell(script, Samples.CLEAN, mark.toString()), Duration.ofSeconds(2), 1000);

        assertOnlyFatal(inspect(config), "something that it started still holds its output");

        assertThat(runs(Long.parseLong(Files.readString(mark).split(" ")[0]))).isFalse();
    }

    @Test
    void leavesNothingRunningWhenItIsInterrupted() throws Exception {
        Path mark = folder.resolve("mark");
        Thread tester = Thread.currentThread();
        CompletableFuture<Void> interrupter = CompletableFuture.runAsync(() -> {
            while (!Files.exists(mark)) {
                Thread.onSpinWait();
            }
            tester.interrupt();
        });

        assertThatExceptionOfType(InterruptedException.class)
                .isThrownBy(() -> inspect(Samples.config(Samples.child("hang", mark.toString()))));

        interrupter.join();
        assertGone(mark);
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void leavesNothingRunningWhenTheWholeProgramIsEnded() throws Exception {
        Path mark = folder.resolve("mark");
        Process host = new ProcessBuilder(
                        ProcessHandle.current().info().command().orElseThrow(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Host.class.getName(),
                        mark.toString())
                .redirectErrorStream(true)
                .start();
        while (!Files.exists(mark) && host.isAlive()) {
            Thread.onSpinWait();
        }

        host.destroy();

        host.waitFor();
        assertGone(mark);
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

        assertOnlyFatal(
                inspect(Samples.config(List.of(program.toString(), "{template}"))), "no file that can be executed");
        assertOnlyFatal(inspect(Samples.config(List.of("nothing-here", "{template}"))), "PATH");
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void saysThatTheSystemRefusesTheProgramAndNotWithWhichArguments() throws Exception {
        Path program = Files.writeString(folder.resolve("broken"), "#!/no/such/interpreter\n");
        assertThat(program.toFile().setExecutable(true)).isTrue();

        ExternalReport report = inspect(Samples.config(List.of(program.toString(), "--token=secret", "{template}")));

        assertOnlyFatal(report, "the system refused");
        assertThat(report.toString() + log).doesNotContain("secret");
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void keepsArgumentsFromEveryShell() throws Exception {
        String hostile = "$(touch x); `id` && \"'*";

        ExternalReport report = inspect(shell("printf '%s' \"$2\"", Samples.nag("WARN", "W1", hostile)));

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

        assertOnlyFatal(report, "versionCommand");
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

    /** A script, with the template as its first argument; {@code $0} is taken by a word of no meaning. */
    private static InspectorConfig shell(String script, String... more) {
        List<String> words = new ArrayList<>(List.of("/bin/sh", "-c", script, "sh", InspectorConfig.TEMPLATE));
        words.addAll(List.of(more));
        return withPath(Samples.config(words));
    }

    private static InspectorConfig withPath(InspectorConfig config) {
        return new InspectorConfig(
                config.name(),
                config.implementation(),
                config.version(),
                config.command(),
                config.format(),
                config.timeout(),
                config.outputLimit(),
                Map.of("PATH", "/usr/bin:/bin"),
                config.inherit());
    }

    private ExternalInspectors of(InspectorConfig... configs) {
        return new ExternalInspectors(List.of(configs), Map.of(), log::add);
    }

    private ExternalReport inspect(InspectorConfig config) throws InterruptedException {
        return of(config).inspect(Samples.TEMPLATE).get(0);
    }

    private static void assertOnlyFatal(ExternalReport report, String expected) {
        assertThat(report.violations()).singleElement().satisfies(violation -> {
            assertThat(violation.id()).isEqualTo("other:FATAL");
            assertThat(violation.inspector()).contains("other");
            assertThat(violation.type()).isEqualTo(RuleType.FAIL);
            assertThat(violation.message()).contains(expected).endsWith(".");
        });
    }

    /** Neither the process that left this mark nor its folder is there any more. */
    private static void assertGone(Path mark) throws Exception {
        String[] words = Files.readString(mark).split(" ", 2);
        assertThat(Path.of(words[1])).doesNotExist();
        assertThat(runs(Long.parseLong(words[0]))).isFalse();
    }

    /** A process that was killed may still stand in the table, without a program, until somebody asks for its end. */
    private static boolean runs(long pid) {
        return ProcessHandle.of(pid)
                .filter(ProcessHandle::isAlive)
                .flatMap(process -> process.info().command())
                .isPresent();
    }
}
