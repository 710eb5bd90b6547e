package io.jenkins.plugins.cfnattest.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.cfnattest.envelope.Bytes;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RealDiskTest {
    private final RealDisk disk = new RealDisk();

    @TempDir
    private Path folder;

    @Test
    void writesNothingOverAnother() throws IOException {
        Path file = folder.resolve("a");
        disk.write(file, Bytes.utf8("one"));

        assertThatThrownBy(() -> disk.write(file, Bytes.utf8("two"))).isInstanceOf(FileAlreadyExistsException.class);
        assertThat(file).hasContent("one");
    }

    @Test
    void replacesAtOnce() throws IOException {
        disk.write(folder.resolve("new"), Bytes.utf8("two"));
        disk.write(folder.resolve("old"), Bytes.utf8("one"));

        disk.replace(folder.resolve("new"), folder.resolve("old"));
        disk.syncFolder(folder);

        assertThat(folder.resolve("old")).hasContent("two");
        assertThat(folder.resolve("new")).doesNotExist();
    }

    @Test
    void saysWhatIsNotThere() {
        assertThatThrownBy(() -> disk.delete(folder.resolve("none"))).isInstanceOf(NoSuchFileException.class);
        assertThatThrownBy(() -> disk.syncFolder(folder.resolve("none"))).isInstanceOf(NoSuchFileException.class);
        assertThatThrownBy(() -> disk.write(folder.resolve("none/a"), Bytes.utf8("x")))
                .isInstanceOf(NoSuchFileException.class);
    }

    @Test
    void makesTheFilesOfABatchWithTheirFoldersAndNoOthers() throws IOException {
        Batch batch = new Batch(new LogFolder(folder));
        batch.add(folder.resolve("tile/entries/x001/000.p/7"), Bytes.utf8("seven"));
        batch.add(folder.resolve("events/000/aa.json"), Bytes.utf8("{}"));

        batch.write(disk);

        assertThat(Logs.files(folder).keySet())
                .isEqualTo(new TreeSet<>(List.of("tile/entries/x001/000.p/7", "events/000/aa.json")));
        assertThat(Files.getPosixFilePermissions(folder.resolve("events"))).hasSize(3);
    }
}
