package io.jenkins.plugins.cfnattest.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.cfnattest.ledger.LedgerException.Kind;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LogWriterTest {
    @TempDir
    private Path folder;

    @Test
    void makesAnEmptyRecord() throws LedgerException {
        LogWriter.create(folder.resolve("new/log"), Logs.signer());

        LogView view = LogView.open(folder.resolve("new/log"), Logs.trusted());
        assertThat(view.checkpoint()).isEqualTo(new Checkpoint(Logs.ORIGIN, 0, Hash.ofNothing()));
        assertThat(LogAudit.of(view)).isEqualTo(new LogAudit(0, 0, 0));
    }

    @Test
    void makesNoRecordOverAnother() throws LedgerException {
        Logs.of(folder, 3);
        Map<String, ?> before = Logs.files(folder);

        fails(Kind.UNAVAILABLE, "empty folder", () -> LogWriter.create(folder, Logs.signer()));

        assertThat(Logs.files(folder)).isEqualTo(before);
    }

    @Test
    void opensNoFolderWithoutARecord() {
        fails(Kind.UNAVAILABLE, "cfn-attest log init", () -> LogWriter.open(folder, Logs.signer()));
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void growsByEveryKindOfStep() throws LedgerException {
        Logs.empty(folder);
        int size = 0;
        List<Checkpoint> heads = new ArrayList<>();
        for (int step : new int[] {1, 1, 3, 250, 1, 1, 255, 256, 2, 253, 1, 256, 256}) {
            try (LogWriter writer = LogWriter.open(folder, Logs.signer())) {
                LogWriter.Receipt receipt = writer.append(Logs.items(size, size + step));
                assertThat(receipt.first()).isEqualTo(size);
                assertThat(Logs.trusted().open(receipt.checkpoint()))
                        .isEqualTo(writer.view().checkpoint());
            }
            size += step;
            LogView view = LogView.open(folder, Logs.trusted());
            assertThat(LogAudit.of(view).entries()).isEqualTo(size);
            for (Checkpoint older : heads) {
                view.continues(older);
            }
            heads.add(view.checkpoint());
        }
        holdsAll(size);
    }

    @Test
    void goesOnWithoutBeingOpenedAnew() throws LedgerException {
        Logs.empty(folder);
        try (LogWriter writer = LogWriter.open(folder, Logs.signer())) {
            for (int i = 0; i < 600; i += 50) {
                Logs.appendUpTo(writer, i, i + 50);
            }
        }
        holdsAll(600);
    }

    @Test
    void showsAReaderWhatItOpened() throws LedgerException {
        Logs.of(folder, 250);
        LogView before = LogView.open(folder, Logs.trusted());
        try (LogWriter writer = LogWriter.open(folder, Logs.signer())) {
            Logs.appendUpTo(writer, 250, 700);
            Logs.appendUpTo(writer, 700, 701);
        }
        try (LogWriter writer = LogWriter.open(folder, Logs.signer())) {
            writer.append(Logs.items(701, 702));
        }

        assertThat(folder.resolve("tile/0/000.p")).isEmptyDirectory();
        assertThat(LogAudit.of(before).entries()).isEqualTo(250);
        assertThat(before.entry(249)).isEqualTo(Logs.entry(249));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 255, 256, 257, 600})
    void provesEveryEntry(int size) throws LedgerException {
        LogView view = LogView.open(Logs.of(folder, size), Logs.trusted());

        for (int i = 0; i < size; i += size < 300 ? 1 : 13) {
            assertThat(view.prove(i).verify(Logs.trusted()).entry()).isEqualTo(Logs.entry(i));
        }
        assertThat(view.recorded(Logs.digest(size - 1)).orElseThrow().index()).isEqualTo(size - 1);
        assertThat(view.recorded(Logs.digest(size))).isEmpty();
    }

    @Test
    void countsADecisionAboutAnAttestationAsNoRecordOfIt() throws LedgerException {
        Logs.empty(folder);
        Entry decision = new Entry(
                Entry.Type.DECISION, Logs.NOW, Optional.of(Logs.digest(5)), Optional.empty(), Optional.empty());
        try (LogWriter writer = LogWriter.open(folder, Logs.signer())) {
            writer.append(List.of(new LogWriter.Item(decision, Optional.empty())));
        }

        assertThat(new FolderRecord(folder, Logs.trusted()).attestation(Logs.digest(5)))
                .isEmpty();
    }

    @Test
    void isRefusedToASecondWriter() throws LedgerException {
        Logs.empty(folder);
        try (LogWriter writer = LogWriter.open(folder, Logs.signer())) {
            fails(Kind.BUSY, "one writer at a time", () -> LogWriter.open(folder, Logs.signer()));
            fails(
                    Kind.BUSY,
                    "this very process",
                    () -> LogWriter.open(folder.resolve("../" + folder.getFileName()), Logs.signer()));
            writer.append(Logs.items(0, 1));
        }
        LogWriter.open(folder, Logs.signer()).close();
    }

    @Test
    void isRefusedToAnotherKeyOrName() throws LedgerException {
        Logs.of(folder, 2);
        Map<String, ?> before = Logs.files(folder);

        fails(Kind.UNTRUSTED, "none of them signed", () -> LogWriter.open(folder, Logs.signer(Logs.ORIGIN, 2)));
        fails(Kind.UNTRUSTED, "none of them signed", () -> LogWriter.open(folder, Logs.signer("example.com/x", 1)));
        fails(
                Kind.UNTRUSTED,
                "",
                () -> LogView.open(
                        folder, TrustedLogs.only(Logs.signer(Logs.ORIGIN, 2).key())));
        assertThat(Logs.files(folder)).isEqualTo(before);
        LogWriter.open(folder, Logs.signer()).close();
    }

    @Test
    void appendsNeitherNothingNorTooMuch() throws LedgerException {
        Logs.empty(folder);
        try (LogWriter writer = LogWriter.open(folder, Logs.signer())) {
            assertThatThrownBy(() -> writer.append(List.of())).isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> writer.append(Logs.items(0, 257))).isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(
                            () -> new LogWriter.Item(Logs.entry(1), Optional.of(Logs.document(Map.of("caller", "me")))))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void keepsEventDocumentsFromOthersEyes() throws LedgerException, IOException {
        Logs.empty(folder);
        try (LogWriter writer = LogWriter.open(folder, Logs.signer())) {
            writer.append(List.of(Logs.withEvent(Entry.Type.WAIVER, Logs.NOW, Map.of("owner", "somebody"))));
        }
        LogView view = LogView.open(folder, Logs.trusted());

        assertThat(view.event(0, view.entry(0)).orElseThrow().facts()).containsEntry("owner", "somebody");
        assertThat(Files.getPosixFilePermissions(folder.resolve("events"))).hasSize(3);
        assertThat(Logs.files(folder).entrySet().stream()
                        .filter(file -> !file.getKey().startsWith("events"))
                        .map(file -> new String(file.getValue().toArray(), StandardCharsets.ISO_8859_1)))
                .isNotEmpty()
                .noneMatch(content -> content.contains("somebody"));
    }

    private void holdsAll(int size) throws LedgerException {
        List<Entry> entries = new ArrayList<>();
        LogView.open(folder, Logs.trusted()).scan((index, entry) -> {
            assertThat(index).isEqualTo(entries.size());
            entries.add(entry);
        });
        assertThat(entries).hasSize(size);
        for (int i = 0; i < size; i++) {
            assertThat(entries.get(i)).isEqualTo(Logs.entry(i));
        }
    }

    private static void fails(Kind kind, String message, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOf(LedgerException.class)
                .hasMessageContaining(message)
                .extracting(e -> ((LedgerException) e).kind())
                .isEqualTo(kind);
    }
}
