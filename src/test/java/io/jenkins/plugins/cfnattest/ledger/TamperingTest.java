package io.jenkins.plugins.cfnattest.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.cfnattest.envelope.Bytes;
import io.jenkins.plugins.cfnattest.ledger.LedgerException.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What happens to whoever can write to the folder but has not the key. */
class TamperingTest {
    private static final int SIZE = 259;

    @TempDir
    private Path folder;

    @BeforeEach
    void makeLog() throws LedgerException {
        Logs.of(folder, SIZE - 1);
        try (LogWriter writer = LogWriter.open(folder, Logs.signer())) {
            writer.append(List.of(Logs.decision(Logs.deployment("arn:stack", 1), SIZE)));
        }
    }

    @Test
    void findsEveryChangedByte() throws IOException {
        List<String> unnoticed = new ArrayList<>();
        for (Map.Entry<String, Bytes> file : Logs.files(folder).entrySet()) {
            // An older partial tile is not part of what the checkpoint says.
            if (!Set.of("tile/0/001.p/2", "tile/entries/001.p/2").contains(file.getKey())) {
                Path path = folder.resolve(file.getKey());
                int stride = Math.max(1, file.getValue().size() / 31);
                for (int at = 0; at < file.getValue().size(); at += stride) {
                    Files.write(path, Logs.flipped(file.getValue(), at).toArray());
                    if (passesAudit()) {
                        unnoticed.add(file.getKey() + " at " + at);
                    }
                }
                Files.write(path, file.getValue().toArray());
            }
        }
        assertThat(unnoticed).isEmpty();
        assertThat(passesAudit()).isTrue();
    }

    @Test
    void findsEveryMissingOrShortenedFile() throws IOException {
        for (Map.Entry<String, Bytes> file : Logs.files(folder).entrySet()) {
            if (!Set.of("tile/0/001.p/2", "tile/entries/001.p/2").contains(file.getKey())) {
                Path path = folder.resolve(file.getKey());
                Files.delete(path);
                assertThat(passesAudit()).as("without " + file.getKey()).isFalse();
                Files.write(path, new byte[0]);
                assertThat(passesAudit()).as("with empty " + file.getKey()).isFalse();
                Files.write(
                        path,
                        Arrays.copyOf(file.getValue().toArray(), file.getValue().size() - 1));
                assertThat(passesAudit()).as("with shorter " + file.getKey()).isFalse();
                Files.write(path, file.getValue().toArray());
            }
        }
    }

    @Test
    void signsNothingUponAChangedEdge() throws IOException {
        for (String name : List.of("tile/0/001.p/3", "tile/entries/001.p/3", "tile/1/000.p/1", "checkpoint")) {
            Path path = folder.resolve(name);
            byte[] content = Files.readAllBytes(path);
            Files.write(
                    path, Logs.flipped(Bytes.of(content), content.length / 2).toArray());
            Map<String, Bytes> before = Logs.files(folder);

            assertThatThrownBy(() -> LogWriter.open(folder, Logs.signer()))
                    .as(name)
                    .isInstanceOf(LedgerException.class);

            assertThat(Logs.files(folder)).as("nothing healed").isEqualTo(before);
            Files.write(path, content);
        }
    }

    @Test
    void provesNothingFromChangedTiles() throws Exception {
        Path path = folder.resolve("tile/0/000");
        byte[] content = Files.readAllBytes(path);
        Files.write(path, Logs.flipped(Bytes.of(content), 40 * Hash.SIZE).toArray());
        LogView view = LogView.open(folder, Logs.trusted());

        assertThatThrownBy(() -> view.prove(3)).satisfies(e -> isContradiction(e));
        assertThatThrownBy(() -> view.entry(3)).satisfies(e -> isContradiction(e));
        assertThatThrownBy(() -> view.continues(new Checkpoint(Logs.ORIGIN, 100, Hash.ofNothing())))
                .satisfies(e -> isContradiction(e));
    }

    @Test
    void seesThatTheLogWasPutBack() throws Exception {
        Map<String, Bytes> old = Logs.files(folder);
        Checkpoint head;
        try (LogWriter writer = LogWriter.open(folder, Logs.signer())) {
            Logs.appendUpTo(writer, SIZE, SIZE + 1);
            Logs.appendUpTo(writer, SIZE + 1, SIZE + 2);
            head = writer.view().checkpoint();
        }
        Files.write(folder.resolve("checkpoint"), old.get("checkpoint").toArray());
        Map<String, Bytes> before = Logs.files(folder);

        assertThatThrownBy(() -> LogWriter.open(folder, Logs.signer()))
                .satisfies(e -> isContradiction(e))
                .hasMessageContaining("older checkpoint was put over a longer log");
        assertThatThrownBy(() -> LogView.open(folder, Logs.trusted()).continues(head))
                .satisfies(e -> isContradiction(e))
                .hasMessageContaining("put back");
        assertThat(Logs.files(folder)).isEqualTo(before);
    }

    @Test
    void seesThatManyEntriesWereTakenBack() throws Exception {
        byte[] old = Files.readAllBytes(folder.resolve("checkpoint"));
        try (LogWriter writer = LogWriter.open(folder, Logs.signer())) {
            Logs.appendUpTo(writer, SIZE, 1024);
        }
        Files.write(folder.resolve("checkpoint"), old);

        assertThatThrownBy(() -> LogWriter.open(folder, Logs.signer())).satisfies(e -> isContradiction(e));
    }

    @Test
    void seesAnotherHistoryUnderTheSameKey(@TempDir Path other) throws LedgerException {
        Logs.empty(other);
        try (LogWriter writer = LogWriter.open(other, Logs.signer())) {
            writer.append(Logs.items(1000, 1007));
        }
        Checkpoint fork = LogView.open(other, Logs.trusted()).checkpoint();

        assertThatThrownBy(() -> LogView.open(folder, Logs.trusted()).continues(fork))
                .satisfies(e -> isContradiction(e))
                .hasMessageContaining("history was changed");
    }

    private boolean passesAudit() {
        try {
            LogAudit.of(LogView.open(folder, Logs.trusted()));
            return true;
        } catch (LedgerException e) {
            return false;
        }
    }

    private static void isContradiction(Throwable e) {
        assertThat(((LedgerException) e).kind()).isEqualTo(Kind.CONTRADICTED);
    }
}
