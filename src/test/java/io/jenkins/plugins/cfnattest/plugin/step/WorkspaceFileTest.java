package io.jenkins.plugins.cfnattest.plugin.step;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hudson.AbortException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorkspaceFileTest {
    private static final int LIMIT = 8;

    @TempDir
    private Path folder;

    private Path workspace;

    @BeforeEach
    void makeWorkspace() throws IOException {
        workspace = Files.createDirectories(folder.resolve("workspace/job"));
        Files.writeString(folder.resolve("workspace/secret"), "secret");
    }

    private byte[] read(String path) throws IOException {
        return new WorkspaceFile.Read("template", path, LIMIT).invoke(workspace.toFile(), null);
    }

    @Test
    void readsAFile() throws IOException {
        Files.createDirectories(workspace.resolve("infra"));
        Files.writeString(workspace.resolve("infra/a.yaml"), "Köln");
        assertThat(read("infra/a.yaml")).isEqualTo("Köln".getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void readsAFileOfExactlyTheLimit() throws IOException {
        Files.writeString(workspace.resolve("a"), "x".repeat(LIMIT));
        assertThat(read("a")).hasSize(LIMIT);
    }

    @Test
    void refusesAFileOverTheLimit() throws IOException {
        Files.writeString(workspace.resolve("a"), "x".repeat(LIMIT + 1));
        assertThatThrownBy(() -> read("a"))
                .isInstanceOf(AbortException.class)
                .hasMessage("template 'a' is larger than 8 bytes.");
    }

    @Test
    void followsALinkThatStaysInside() throws IOException {
        Files.writeString(workspace.resolve("a"), "inside");
        Files.createSymbolicLink(workspace.resolve("link"), Path.of("a"));
        assertThat(read("link")).asString().isEqualTo("inside");
    }

    @Test
    void worksInAWorkspaceThatIsItselfALink() throws IOException {
        Files.writeString(workspace.resolve("a"), "inside");
        Path link = Files.createSymbolicLink(folder.resolve("link"), workspace);
        assertThat(new WorkspaceFile.Read("template", "a", LIMIT).invoke(link.toFile(), null))
                .asString()
                .isEqualTo("inside");
    }

    @Test
    void refusesALinkToAFileOutside() throws IOException {
        Files.createSymbolicLink(workspace.resolve("link"), Path.of("../secret"));
        assertOutside("link");
    }

    @Test
    void refusesAFileBehindALinkedFolder() throws IOException {
        Files.createSymbolicLink(workspace.resolve("up"), folder.resolve("workspace"));
        assertOutside("up/secret");
    }

    @Test
    void refusesAChainOfLinksThatEndsOutside() throws IOException {
        Files.createSymbolicLink(workspace.resolve("one"), Path.of("two"));
        Files.createSymbolicLink(workspace.resolve("two"), Path.of("../secret"));
        assertOutside("one");
    }

    @Test
    void refusesANeighbourWithTheSamePrefix() throws IOException {
        Files.createDirectories(folder.resolve("workspace/job2"));
        Files.writeString(folder.resolve("workspace/job2/a"), "other");
        Files.createSymbolicLink(workspace.resolve("link"), Path.of("../job2/a"));
        assertOutside("link");
    }

    private void assertOutside(String path) {
        assertThatThrownBy(() -> read(path))
                .isInstanceOf(AbortException.class)
                .hasMessageContaining("'" + path + "' leads out of the workspace through a symbolic link");
    }

    @Test
    void refusesAFolder() throws IOException {
        Files.createDirectories(workspace.resolve("a"));
        assertThatThrownBy(() -> read("a")).hasMessage("template 'a' should be a file, but is something else.");
    }

    @Test
    void saysWhatIsMissing() {
        assertThatThrownBy(() -> read("a"))
                .isInstanceOf(AbortException.class)
                .hasMessage("template 'a' does not exist in the workspace.");
    }

    @Test
    void aLinkToNowhereIsMissing() throws IOException {
        Files.createSymbolicLink(workspace.resolve("link"), Path.of("nowhere"));
        assertThatThrownBy(() -> read("link")).hasMessage("template 'link' does not exist in the workspace.");
    }

    @Test
    void saysThatALinkToItselfCanNotBeRead() throws IOException {
        Files.createSymbolicLink(workspace.resolve("link"), Path.of("link"));
        assertThatThrownBy(() -> read("link"))
                .isInstanceOf(AbortException.class)
                .hasMessageStartingWith("template 'link' cannot be read (")
                .hasMessageEndingWith("Check its permissions, and where its links lead.");
    }
}
