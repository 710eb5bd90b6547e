package io.jenkins.plugins.cfnattest.inspect.external;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Runs real processes that hang, flood, fork and stay behind. */
class RunawayCommandsTest {
    @TempDir
    private Path folder;

    @Test
    void killsWhatHangs() throws Exception {
        Path mark = folder.resolve("mark");
        InspectorConfig config = Samples.config(Samples.child("hang", mark.toString()));

        Samples.assertOnlyFatal(
                inspect(Samples.limited(config, Duration.ofMillis(500), 1000)),
                "within PT0.5S, but it is still running");
    }

    @ParameterizedTest
    @CsvSource({"out,output", "err,error"})
    void killsWhatWritesWithoutEnd(String stream, String expected) throws Exception {
        Samples.assertOnlyFatal(
                inspect(Samples.config(Samples.child("endless", stream))),
                "at most 100000 bytes from the command, but it writes more to standard " + expected);
    }

    @Test
    void killsWhatTheCommandStartedToo() throws Exception {
        Path mark = folder.resolve("mark");

        Samples.assertOnlyFatal(inspect(Samples.config(Samples.child("fork", mark.toString()))), "writes more");

        assertGone(mark);
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void doesNotWaitForSomebodyWhoKeepsTheOutputOpen() throws Exception {
        Path mark = folder.resolve("mark");
        String script = "printf '%s' \"$2\"; sleep 600 & echo $! here > \"$3\"; exec sleep 0.5";
        InspectorConfig config =
                Samples.limited(Samples.shell(script, Samples.CLEAN, mark.toString()), Duration.ofSeconds(2), 1000);

        Samples.assertOnlyFatal(inspect(config), "something that it started still holds its output");

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

    private static ExternalReport inspect(InspectorConfig config) throws InterruptedException {
        return new ExternalInspectors(List.of(config), Map.of(), remark -> {})
                .inspect(Samples.TEMPLATE)
                .get(0);
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
