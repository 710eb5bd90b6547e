package io.jenkins.plugins.cfnattest.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.cfnattest.envelope.Bytes;
import io.jenkins.plugins.cfnattest.ledger.LedgerException.Kind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The record's lookups, and who can write to the folder but has not the key. */
class FolderRecordTamperingTest {
    @TempDir
    private Path folder;

    @Test
    void saysNeverThatThereIsNoneWhereItCouldNotLook() throws LedgerException {
        Logs.empty(folder);
        Logs.append(folder, List.of(Logs.decision(Logs.deployment(arn(0), 1), 0)));
        delete(eventOf(0));
        FolderRecord kept = record();

        for (int again = 0; again < 3; again++) {
            assertThatThrownBy(() -> kept.newestDeployment(arn(0))).hasMessageContaining("no pruning speaks of it");
            Logs.append(folder, List.of(Logs.item(again)));
        }
        Logs.append(folder, List.of(Logs.decision(Logs.deployment(arn(0), 2), 9)));
        assertThat(kept.newestDeployment(arn(0))).as("what came later decides").contains(Logs.deployment(arn(0), 2));
    }

    @Test
    void remembersWhatSomebodyDeletedLater() throws LedgerException {
        Logs.empty(folder);
        Logs.append(folder, List.of(Logs.decision(Logs.deployment(arn(0), 1), 0)));
        FolderRecord kept = record();
        assertThat(kept.newestDeployment(arn(0))).isPresent();
        delete(eventOf(0));

        assertThat(kept.newestDeployment(arn(0))).contains(Logs.deployment(arn(0), 1));
        assertThatThrownBy(() -> record().newestDeployment(arn(0))).satisfies(e -> isOf(Kind.CONTRADICTED, e));
    }

    @Test
    void seesThatTheWholeFolderWasPutBack() throws LedgerException {
        Logs.empty(folder);
        Logs.append(folder, List.of(Logs.decision(Logs.deployment(arn(0), 1), 0)));
        Map<String, Bytes> old = Logs.files(folder);
        Logs.append(folder, List.of(Logs.decision(Logs.deployment(arn(0), 2), 1)));
        FolderRecord kept = record();
        assertThat(kept.newestDeployment(arn(0))).contains(Logs.deployment(arn(0), 2));
        Logs.putBack(folder, old);

        assertThatThrownBy(() -> kept.newestDeployment(arn(0)))
                .satisfies(e -> isOf(Kind.CONTRADICTED, e))
                .hasMessageContaining("put back to an older state");
        assertThatThrownBy(() -> kept.attestation(Logs.digest(1))).satisfies(e -> isOf(Kind.CONTRADICTED, e));
        assertThat(record().newestDeployment(arn(0)))
                .as("who has seen nothing else cannot tell: see docs/record.md")
                .contains(Logs.deployment(arn(0), 1));
    }

    @Test
    void seesInANewProcessThatItWasPutBackToBeforeACheckpointThatWasKeptElsewhere() throws LedgerException {
        Logs.empty(folder);
        Logs.append(folder, List.of(Logs.decision(Logs.deployment(arn(0), 1), 0)));
        Map<String, Bytes> old = Logs.files(folder);
        Logs.append(folder, List.of(Logs.decision(Logs.deployment(arn(0), 2), 1)));
        Checkpoint kept = LogView.open(folder, Logs.trusted()).checkpoint();
        Logs.append(folder, List.of(Logs.item(2)));
        assertThat(record(kept).newestDeployment(arn(0))).contains(Logs.deployment(arn(0), 2));

        Logs.putBack(folder, old);

        FolderRecord fresh = record(kept);
        for (int again = 0; again < 2; again++) {
            assertThatThrownBy(() -> fresh.newestDeployment(arn(0)))
                    .satisfies(e -> isOf(Kind.CONTRADICTED, e))
                    .hasMessageContaining("put back to an older state");
        }
        Logs.append(folder, List.of(Logs.item(3), Logs.item(4), Logs.item(5)));
        assertThatThrownBy(() -> record(kept).attestation(Logs.digest(3)))
                .satisfies(e -> isOf(Kind.CONTRADICTED, e))
                .hasMessageContaining("history was changed");
    }

    @Test
    void seesAnotherHistoryOfTheSameLength() throws LedgerException {
        Logs.empty(folder);
        Map<String, Bytes> empty = Logs.files(folder);
        Logs.append(folder, List.of(Logs.decision(Logs.deployment(arn(0), 2), 0)));
        FolderRecord kept = record();
        assertThat(kept.newestDeployment(arn(0))).isPresent();
        Logs.putBack(folder, empty);
        Logs.append(folder, List.of(Logs.decision(Logs.deployment(arn(1), 1), 0)));

        assertThatThrownBy(() -> kept.newestDeployment(arn(0)))
                .satisfies(e -> isOf(Kind.CONTRADICTED, e))
                .hasMessageContaining("history was changed");
    }

    @Test
    void provesNothingFromChangedHashes() throws LedgerException, IOException {
        Logs.of(folder, 300);
        FolderRecord kept = record();
        Path tile = folder.resolve("tile/0/000");
        Files.write(tile, Logs.flipped(Bytes.of(Files.readAllBytes(tile)), 9).toArray());

        assertThatThrownBy(() -> kept.attestation(Logs.digest(7))).satisfies(e -> isOf(Kind.CONTRADICTED, e));
    }

    @Test
    void believesNobodyElse() throws LedgerException {
        Logs.of(folder, 1);
        TrustedLogs others = TrustedLogs.only(Logs.signer(Logs.ORIGIN, 2).key());

        assertThatThrownBy(() -> new FolderRecord(folder, others).newestDeployment(arn(0)))
                .satisfies(e -> isOf(Kind.UNTRUSTED, e));
        assertThatThrownBy(() -> new FolderRecord(folder.resolve("none"), Logs.trusted()).attestation(Logs.digest(1)))
                .satisfies(e -> isOf(Kind.UNAVAILABLE, e));
    }

    private static String arn(int stack) {
        return "arn:aws:cloudformation:eu-west-1:123456789012:stack/stack-" + Integer.toString(stack);
    }

    private FolderRecord record() {
        return new FolderRecord(folder, Logs.trusted());
    }

    private FolderRecord record(Checkpoint since) {
        return new FolderRecord(folder, Logs.trusted(), Optional.of(since));
    }

    private String eventOf(long index) throws LedgerException {
        LogView view = LogView.open(folder, Logs.trusted());
        Path event = view.folder().event(index, view.entry(index).event().orElseThrow());
        return folder.relativize(event).toString();
    }

    private void delete(String... files) {
        try {
            for (String file : files) {
                Files.delete(folder.resolve(file));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void isOf(Kind kind, Throwable e) {
        assertThat(((LedgerException) e).kind()).isEqualTo(kind);
    }
}
