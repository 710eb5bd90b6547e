package io.jenkins.plugins.cfnattest.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real processes that write and are killed while they do. */
class KilledWriterTest {
    private static final int KILLS = 12;
    private static final int PATIENCE_SECONDS = 60;

    @TempDir
    private Path folder;

    /** The process: appends one entry after another and tells the size after each. */
    static final class Child {
        private Child() {}

        public static void main(String[] words) throws Exception {
            try (LogWriter writer = LogWriter.open(Path.of(words[0]), Logs.signer())) {
                for (int size = (int) writer.view().checkpoint().size(); ; size++) {
                    Map<String, String> facts = Map.of("n", Integer.toString(size));
                    writer.append(List.of(Logs.withEvent(Entry.Type.WAIVER, Logs.NOW.plusSeconds(size), facts)));
                    System.out.println(size + 1);
                }
            }
        }
    }

    @Test
    void losesNoEntryItWasToldOf() throws Exception {
        Logs.of(folder, 240);
        Random random = new Random(20260131);
        Checkpoint before = LogView.open(folder, Logs.trusted()).checkpoint();
        FolderRecord reader = new FolderRecord(folder, Logs.trusted());
        for (int kill = 0; kill < KILLS; kill++) {
            long told = writeAndKill(1 + random.nextInt(6), random.nextInt(4_000_000));

            LogView view = LogView.open(folder, Logs.trusted());
            assertThat(view.checkpoint().size()).isGreaterThanOrEqualTo(told);
            view.continues(before);
            LogWriter.open(folder, Logs.signer(), new QuickDisk()).close();
            assertThat(LogAudit.of(view).events()).isEqualTo(view.checkpoint().size() - 240);
            assertThat(reader.attestation(Logs.digest(kill)).orElseThrow().checkpoint())
                    .as("who has read it before goes on")
                    .isEqualTo(view.note());
            assertThat(reader.newestDeployment("arn:none")).isEmpty();
            before = view.checkpoint();
        }
        assertThat(before.size()).isGreaterThan(256);
    }

    @Test
    void letsNobodyElseWriteUntilItIsDead() throws Exception {
        Logs.empty(folder);
        Process writer = start();
        try (BufferedReader told = reader(writer)) {
            assertThat(told.readLine()).isEqualTo("1");

            assertThatThrownBy(() -> LogWriter.open(folder, Logs.signer()))
                    .isInstanceOf(LedgerException.class)
                    .hasMessageContaining("another process");
            LogAudit.of(LogView.open(folder, Logs.trusted()));
        } finally {
            end(writer);
        }
        LogWriter.open(folder, Logs.signer()).close();
    }

    /** Kills the process a moment after it has told of so many entries. Returns the last size it told. */
    private long writeAndKill(int entries, int spins) throws IOException, InterruptedException {
        Process writer = start();
        long told = 0;
        try (BufferedReader answers = reader(writer)) {
            for (int i = 0; i < entries; i++) {
                told = Long.parseLong(answers.readLine());
            }
            for (int i = 0; i < spins; i++) {
                Thread.onSpinWait();
            }
            end(writer);
            for (String line = answers.readLine(); line != null; line = answers.readLine()) {
                told = Long.parseLong(line);
            }
        } finally {
            end(writer);
        }
        return told;
    }

    private Process start() throws IOException {
        return new ProcessBuilder(
                        ProcessHandle.current().info().command().orElseThrow(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Child.class.getName(),
                        folder.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    private static BufferedReader reader(Process process) {
        return new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.US_ASCII));
    }

    private static void end(Process process) throws InterruptedException {
        // By its handle: the process's own method would close its output, in which the last answers still are.
        process.toHandle().destroyForcibly();
        assertThat(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
    }
}
