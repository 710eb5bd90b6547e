package io.jenkins.plugins.cfnattest.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LeftoversTest {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({
        "300, tile/0/001.p/45",
        "300, tile/entries/001.p/45",
        "300, tile/0/002.p/44",
        "300, tile/1/000.p/2",
        "300, tile/0/001",
        "300, tile/entries/001",
        "300, events/001/aa.json",
        "300, events/002/aa.json",
        "300, checkpoint.new",
        "0, tile/0/000.p/1",
        "256, tile/0/001.p/1",
        "256, events/001/aa.json"
    })
    void areWhatLiesBeyondTheCheckpoint(long size, String file) throws Exception {
        make(file);

        assertThat(find(size)).containsExactly(folder.resolve(file));
    }

    @ParameterizedTest
    @CsvSource({
        "300, tile/0/001.p/44",
        "300, tile/0/001.p/7",
        "300, tile/0/000",
        "300, tile/1/000.p/1",
        "300, tile/0/000.p/9",
        "300, events/000/aa.json",
        "300, tile/0/notes.txt",
        "300, tile/9/000",
        "300, events/readme",
        "300, checkpoint",
        "300, lock"
    })
    void areNothingElse(long size, String file) throws Exception {
        make(file);

        assertThat(find(size)).isEmpty();
    }

    @Test
    void arePartialTilesThatBecameFull() throws Exception {
        make("tile/0/000.p/9");
        make("tile/0/000");
        make("tile/entries/000.p/9");

        assertThat(find(300)).containsExactly(folder.resolve("tile/0/000.p/9"));
    }

    @Test
    void areNotTheEventsOfEntries() throws Exception {
        make("events/001/aa.json");
        make("events/001/bb.json");

        assertThat(new Leftovers(new LogFolder(folder), 300).find(Set.of(folder.resolve("events/001/aa.json"))))
                .containsExactly(folder.resolve("events/001/bb.json"));
    }

    @ParameterizedTest
    @CsvSource({
        "300, tile/0/001.p/45, tile/0/001.p/46",
        "300, tile/entries/001.p/45, tile/0/001.p/46",
        "300, tile/entries/002.p/50, tile/entries/002.p/60",
        "300, tile/0/002, tile/0/001",
        "0, tile/0/001.p/1, tile/0/000"
    })
    void areNotWhatMoreThanOneAppendLeaves(long size, String one, String other) throws Exception {
        make(one);
        make(other);

        assertThatThrownBy(() -> find(size))
                .isInstanceOf(LedgerException.class)
                .hasMessageContaining("older checkpoint was put over a longer log");
    }

    private List<Path> find(long size) throws IOException, LedgerException {
        return new Leftovers(new LogFolder(folder), size).find(Set.of());
    }

    private void make(String file) throws IOException {
        Files.createDirectories(folder.resolve(file).getParent());
        Files.writeString(folder.resolve(file), "x");
    }
}
