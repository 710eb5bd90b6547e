package io.jenkins.plugins.cfnattest.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Readers take no lock, and yet never see anything but a complete log. */
class ReadersTest {
    private static final int SIZE = 700;
    private static final int PATIENCE_SECONDS = 120;

    @TempDir
    private Path folder;

    @Test
    void seeACompleteLogAtEveryMoment()
            throws InterruptedException, ExecutionException, TimeoutException, LedgerException {
        Logs.of(folder, 200);
        ExecutorService threads = Executors.newSingleThreadExecutor();
        try {
            Future<?> writing = threads.submit(() -> {
                write();
                return null;
            });
            int looks = 0;
            Checkpoint last = LogView.open(folder, Logs.trusted()).checkpoint();
            while (!writing.isDone()) {
                LogView view = LogView.open(folder, Logs.trusted());
                view.continues(last);
                assertThat(LogAudit.of(view).entries())
                        .isEqualTo(view.checkpoint().size());
                last = view.checkpoint();
                looks++;
            }
            writing.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            assertThat(looks).isPositive();
            assertThat(LogView.open(folder, Logs.trusted()).checkpoint().size()).isEqualTo(SIZE);
        } finally {
            threads.shutdownNow();
        }
    }

    /** Opens anew now and then, for only then are old partial tiles removed. */
    private void write() throws LedgerException {
        for (int from = 200; from < SIZE; from += 50) {
            try (LogWriter writer = LogWriter.open(folder, Logs.signer(), new QuickDisk())) {
                for (int i = from; i < from + 50; i++) {
                    writer.append(Logs.items(i, i + 1));
                }
            }
        }
    }

    @Test
    void needNoRightToWrite() throws Exception {
        Logs.of(folder, 5);
        Files.delete(folder.resolve("lock"));

        LogView view = LogView.open(folder, Logs.trusted());

        assertThat(LogAudit.of(view).entries()).isEqualTo(5);
        assertThat(folder.resolve("lock")).doesNotExist();
    }

    @Test
    void areTurnedAwayFromWhatIsTooLargeToBeARecord() throws Exception {
        Logs.of(folder, 5);
        Files.write(folder.resolve("checkpoint"), new byte[SignedNote.LIMIT + 1]);
        assertThatThrownBy(() -> LogView.open(folder, Logs.trusted())).isInstanceOf(LedgerException.class);
    }

    @Test
    void readNoFolderInPlaceOfAFile() throws Exception {
        Logs.of(folder, 5);
        Files.delete(folder.resolve("tile/entries/000.p/5"));
        Files.createDirectory(folder.resolve("tile/entries/000.p/5"));
        LogView view = LogView.open(folder, Logs.trusted());

        assertThatThrownBy(() -> LogAudit.of(view)).isInstanceOf(LedgerException.class);
    }
}
