package io.jenkins.plugins.cfnattest.plugin.step;

import hudson.AbortException;
import hudson.FilePath;
import hudson.remoting.VirtualChannel;
import io.jenkins.plugins.cfnattest.envelope.Bytes;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import jenkins.MasterToSlaveFileCallable;

/** Reads files of the workspace on its agent. An agent hands over bytes, and nothing else it says is believed. */
final class WorkspaceFile {
    private WorkspaceFile() {}

    /**
     * Reads a file.
     *
     * @param what the step's parameter, for messages
     * @param limit the most bytes it may have
     * @throws AbortException when there is no such file, it is none, it is too large, or a symbolic link leads out of the workspace
     */
    static Bytes read(FilePath workspace, String what, RelativePath path, int limit)
            throws IOException, InterruptedException {
        byte[] content = workspace.act(new Read(what, path.text(), limit));
        if (content.length > limit) {
            throw tooLarge(what, path.text(), limit);
        }
        return Bytes.of(content);
    }

    private static AbortException tooLarge(String what, String path, int limit) {
        return new AbortException(what + " '" + path + "' is larger than " + limit + " bytes.");
    }

    /** Runs on the agent, with strings and numbers only. */
    static final class Read extends MasterToSlaveFileCallable<byte[]> {
        private static final long serialVersionUID = 1L;

        private final String what;
        private final String path;
        private final int limit;

        Read(String what, String path, int limit) {
            this.what = what;
            this.path = path;
            this.limit = limit;
        }

        @Override
        public byte[] invoke(File workspace, VirtualChannel channel) throws IOException {
            try {
                return content(workspace);
            } catch (NoSuchFileException e) {
                throw because("does not exist in the workspace.");
            } catch (FileSystemException e) {
                throw because("cannot be read (" + e.getClass().getSimpleName()
                        + "). Check its permissions, and where its links lead.");
            }
        }

        /** Without its cause: with one that Jenkins may not store, a Pipeline prints a stack trace instead of the sentence. */
        private AbortException because(String problem) {
            return new AbortException(what + " '" + path + "' " + problem);
        }

        private byte[] content(File workspace) throws IOException {
            Path file = realPath(workspace);
            if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
                throw new AbortException(what + " '" + path + "' should be a file, but is something else.");
            }
            if (Files.size(file) > limit) {
                throw tooLarge(what, path, limit);
            }
            try (InputStream in = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
                return in.readNBytes(limit + 1);
            }
        }

        /** Links are followed first and the result is compared: what counts is where the bytes really are. */
        private Path realPath(File workspace) throws IOException {
            Path root = workspace.toPath().toRealPath();
            Path file = root.resolve(path).toRealPath();
            if (!file.startsWith(root) || file.equals(root)) {
                throw new AbortException(what + " '" + path
                        + "' leads out of the workspace through a symbolic link. Copy the file into the workspace.");
            }
            return file;
        }
    }
}
