package io.jenkins.plugins.cfnattest.inspect.external;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PrivateFolderTest {
    @TempDir
    private Path outside;

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void letsNobodyElseIn() throws Exception {
        try (PrivateFolder folder = PrivateFolder.with(Samples.TEMPLATE)) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.path())))
                    .isEqualTo("rwx------");
            assertThat(folder.path()).isDirectoryContaining("glob:**/template.yaml");
            assertThat(folder.path().resolve(folder.file())).hasBinaryContent(Samples.TEMPLATE);
        }
    }

    @ParameterizedTest
    @CsvSource({"'{\"a\":1}', json", "' \n\t{}', json", "'Resources: {}', yaml", "'', yaml", "'# {', yaml"})
    void saysWhetherItLooksLikeJson(String text, String extension) throws Exception {
        try (PrivateFolder folder = PrivateFolder.with(text.getBytes(StandardCharsets.UTF_8))) {
            assertThat(folder.file()).isEqualTo("template." + extension);
        }
    }

    @Test
    void doesNotMindWhenTheFolderIsGone() throws Exception {
        PrivateFolder folder = PrivateFolder.with(Samples.TEMPLATE);
        folder.close();
        folder.close();

        assertThat(folder.path()).doesNotExist();
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void deletesALinkInItsPlaceAndNotWhereItLeads() throws Exception {
        Path precious = Files.writeString(outside.resolve("precious"), "precious");
        PrivateFolder folder = PrivateFolder.with(Samples.TEMPLATE);
        Path moved = Files.move(folder.path(), outside.resolve("moved"));
        Files.createSymbolicLink(folder.path(), outside);

        folder.close();

        assertThat(folder.path()).doesNotExist();
        assertThat(precious).hasContent("precious");
        assertThat(moved.resolve("template.yaml")).exists();
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void deletesWhatWasLocked() throws Exception {
        PrivateFolder folder = PrivateFolder.with(Samples.TEMPLATE);
        Path locked = Files.createDirectories(folder.path().resolve("a/b"));
        Files.writeString(locked.resolve("file"), "x");
        Files.setPosixFilePermissions(locked, PosixFilePermissions.fromString("---------"));
        Files.setPosixFilePermissions(locked.getParent(), PosixFilePermissions.fromString("r--------"));

        folder.close();

        assertThat(folder.path()).doesNotExist();
    }

    @ParameterizedTest
    @CsvSource({
        "template.yaml, true",
        "./template.yaml, true",
        "template.json, false",
        "/template.yaml, false",
        "x/template.yaml, false",
        "xtemplate.yaml, false",
        "'', false"
    })
    void knowsItsTemplate(String path, boolean expected) throws Exception {
        try (PrivateFolder folder = PrivateFolder.with(Samples.TEMPLATE)) {
            assertThat(folder.isTemplate(path)).isEqualTo(expected);
            assertThat(folder.isTemplate(folder.path().resolve("template.yaml").toString()))
                    .isTrue();
            assertThat(folder.isTemplate(folder.path() + "x/template.yaml")).isFalse();
        }
    }
}
