package io.jenkins.plugins.cfnattest.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.jenkins.plugins.cfnattest.envelope.Bytes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OutputFileTest {
    @TempDir
    private Path folder;

    @Test
    void writesAndReplaces() throws Exception {
        Path file = folder.resolve("a.json");

        OutputFile.write(file, Bytes.utf8("first"));
        OutputFile.write(file, Bytes.utf8("second"));

        assertThat(file).hasContent("second");
        assertThat(folder).isDirectoryNotContaining("glob:**.part");
    }

    @Test
    void writesSecretsForTheOwnerOnlyAndNeverOverAnother() throws Exception {
        Path file = folder.resolve("key.pem");

        OutputFile.writeSecret(file, Bytes.utf8("secret"));

        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> OutputFile.writeSecret(file, Bytes.utf8("other")))
                .withMessageContaining("exists already")
                .withMessageContaining("key.pem");
        assertThat(file).hasContent("secret");
        assertThat(folder).isDirectoryNotContaining("glob:**.part");
        Assumptions.assumeTrue(Files.getFileStore(folder).supportsFileAttributeView("posix"));
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }

    @Test
    void saysWhyItCanNot() {
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> OutputFile.write(folder.resolve("missing").resolve("a.json"), Bytes.utf8("x")))
                .withMessageContaining("a.json' cannot be written (NoSuchFileException)");
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> OutputFile.write(folder, Bytes.utf8("x")))
                .withMessageContaining("is a folder");
    }

    @Test
    void leavesNothingHalfWrittenBehind() throws Exception {
        Path blocked = folder.resolve("blocked");
        Files.createDirectories(blocked.resolve("child"));
        Path file = folder.resolve("file");
        Files.writeString(file, "a file, no folder");

        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> OutputFile.write(file.resolve("a.json"), Bytes.utf8("x")))
                .withMessageContaining("cannot be written");
        assertThatExceptionOfType(IOException.class).isThrownBy(() -> OutputFile.write(blocked, Bytes.utf8("x")));

        assertThat(folder).isDirectoryNotContaining("glob:**.part");
        assertThat(file).hasContent("a file, no folder");
    }

    @Test
    void writesThroughADeviceAndLeavesItThere() throws IOException {
        Path device = Path.of("/dev/null");
        assumeThat(device).exists();

        OutputFile.write(device, Bytes.utf8("gone"));

        assertThat(Files.isRegularFile(device)).isFalse();
        assertThat(Files.size(device)).isZero();
    }

    @Test
    void leavesTheOldFileWhenTheContentBreaksOff() throws IOException {
        Path file = Files.writeString(folder.resolve("old"), "old");

        assertThatThrownBy(() -> OutputFile.write(file, out -> {
                    out.write('n');
                    throw new IOException("no space");
                }))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("cannot be written");
        assertThat(file).hasContent("old");
        assertThat(folder).isDirectoryNotContaining("glob:**.part");
    }
}
