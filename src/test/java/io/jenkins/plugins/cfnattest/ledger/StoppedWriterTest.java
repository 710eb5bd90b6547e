package io.jenkins.plugins.cfnattest.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.cfnattest.envelope.Bytes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A writer is stopped after every byte and every act there is. What was acknowledged stays, what was not is gone, and the log goes on. */
class StoppedWriterTest {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({
        "0, 1, 1000000, false",
        "0, 1, 1000000, true",
        "3, 2, 40, true",
        "254, 4, 7, true",
        "255, 1, 7, true",
        "255, 256, 3, true",
        "256, 2, 7, false"
    })
    void losesNothingItHasAcknowledged(int size, int step, int pieces, boolean forgetful) throws Exception {
        Path original = Logs.of(folder.resolve("original"), size);
        boolean finished = false;
        for (int work = 1; !finished; work++) {
            Path log = copy(original, folder.resolve("log"));
            FaultyDisk disk = new FaultyDisk(work, pieces, forgetful);
            long acknowledged = size;
            try (LogWriter writer = LogWriter.open(log, Logs.signer(), disk)) {
                acknowledged = writer.append(batch(size, step)).first() + step;
                finished = true;
            } catch (LedgerException e) {
                assertThat(e).hasRootCauseInstanceOf(FaultyDisk.Stopped.class);
                assertThat(disk.hasStopped()).isTrue();
            }
            disk.loseUnkept();
            goesOn(log, size, acknowledged, step, work);
        }
    }

    /** As found by others: only reading, then healing. */
    private static void goesOn(Path log, int size, long acknowledged, int step, int work) throws LedgerException {
        LogView found = LogView.open(log, Logs.trusted());
        long now = found.checkpoint().size();
        assertThat(now)
                .as("after %d", work)
                .isGreaterThanOrEqualTo(acknowledged)
                .isIn((long) size, (long) size + step);
        assertThat(LogAudit.of(found).entries()).isEqualTo(now);
        try (LogWriter writer = LogWriter.open(log, Logs.signer(), new QuickDisk())) {
            assertThat(writer.view().checkpoint()).isEqualTo(found.checkpoint());
            hasNoLeftovers(log, now);
            writer.append(batch((int) now, 1));
            LogView after = writer.view();
            after.continues(found.checkpoint());
            assertThat(LogAudit.of(after).entries()).isEqualTo(now + 1);
        }
    }

    /** Only what a log that was never stopped has too: nothing half-written stays. */
    private static void hasNoLeftovers(Path log, long size) {
        for (String file : Logs.files(log).keySet()) {
            if (file.startsWith("tile/")) {
                Tile tile = Tile.parse(file.substring("tile/".length())).orElseThrow();
                assertThat(tile.end()).as(file).isLessThanOrEqualTo(Tile.count(tile.level(), size));
            } else {
                assertThat(file).doesNotEndWith(".new");
            }
        }
        long events = Logs.files(log).keySet().stream()
                .filter(file -> file.startsWith("events/"))
                .count();
        assertThat(events).isEqualTo(eventsUpTo(log));
    }

    private static long eventsUpTo(Path log) {
        try {
            return LogAudit.of(LogView.open(log, Logs.trusted())).events();
        } catch (LedgerException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void goesOnInTheSameProcess() throws Exception {
        Logs.of(folder, 250);
        boolean finished = false;
        for (int work = 1; !finished; work++) {
            FaultyDisk faulty = new FaultyDisk(work, 20, false);
            long size = LogView.open(folder, Logs.trusted()).checkpoint().size();
            Switch disk = new Switch(faulty);
            try (LogWriter writer = LogWriter.open(folder, Logs.signer(), disk)) {
                finished = isAppended(writer, batch((int) size, 3));
                disk.now = new QuickDisk();
                long now = writer.view().checkpoint().size();
                assertThat(now).isIn(size, size + 3);
                assertThat(writer.append(batch((int) size, 1)).first()).isEqualTo(now);
                assertThat(LogAudit.of(writer.view()).entries()).isEqualTo(now + 1);
            } catch (LedgerException e) {
                // Stopped while it removed what the last one left.
                assertThat(e).hasRootCauseInstanceOf(FaultyDisk.Stopped.class);
            }
        }
    }

    private static boolean isAppended(LogWriter writer, List<LogWriter.Item> items) {
        try {
            writer.append(items);
            return true;
        } catch (LedgerException e) {
            return false;
        }
    }

    @ParameterizedTest
    @CsvSource({"false", "true"})
    void makesARecordOrNone(boolean forgetful) throws Exception {
        boolean finished = false;
        for (int work = 1; !finished; work++) {
            Path log = folder.resolve("log" + work);
            FaultyDisk disk = new FaultyDisk(work, 1000, forgetful);
            try {
                LogWriter.create(log, Logs.signer(), disk);
                finished = true;
            } catch (LedgerException e) {
                assertThat(disk.hasStopped()).isTrue();
            }
            disk.loseUnkept();
            if (!Files.exists(log.resolve("checkpoint"))) {
                assertThat(finished).isFalse();
                LogWriter.create(log, Logs.signer());
            }
            assertThat(LogAudit.of(LogView.open(log, Logs.trusted())).entries()).isZero();
        }
    }

    private static List<LogWriter.Item> batch(int from, int count) {
        List<LogWriter.Item> items = new ArrayList<>(Logs.items(from, from + count));
        items.set(0, Logs.withEvent(Entry.Type.WAIVER, Logs.NOW, Map.of("n", Integer.toString(from))));
        return items;
    }

    /** The folder as a copy, over whatever stood there. */
    private static Path copy(Path from, Path to) throws IOException {
        if (Files.exists(to)) {
            try (Stream<Path> old = Files.walk(to)) {
                for (Path file : old.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
        Files.createDirectory(to);
        for (Map.Entry<String, Bytes> file : Logs.files(from).entrySet()) {
            Path path = to.resolve(file.getKey());
            Files.createDirectories(path.getParent());
            Files.write(path, file.getValue().toArray());
        }
        return to;
    }

    /** A disk that can be exchanged. */
    private static final class Switch implements Disk {
        private Disk now;

        Switch(Disk now) {
            this.now = now;
        }

        @Override
        public void makeFolder(Path folder, boolean forOwnerOnly) throws IOException {
            now.makeFolder(folder, forOwnerOnly);
        }

        @Override
        public void write(Path file, Bytes content) throws IOException {
            now.write(file, content);
        }

        @Override
        public void replace(Path from, Path to) throws IOException {
            now.replace(from, to);
        }

        @Override
        public void delete(Path file) throws IOException {
            now.delete(file);
        }

        @Override
        public void syncFolder(Path folder) throws IOException {
            now.syncFolder(folder);
        }
    }
}
