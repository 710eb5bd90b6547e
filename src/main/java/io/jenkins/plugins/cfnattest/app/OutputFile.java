package io.jenkins.plugins.cfnattest.app;

import io.jenkins.plugins.cfnattest.envelope.Bytes;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.CopyOption;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Set;
import java.util.UUID;

/** Writes files whole or not at all: first beside the place, then moved there. Nothing half-written stays. */
public final class OutputFile {
    private static final int BUFFER = 64 * 1024;

    private OutputFile() {}

    /** What becomes a file, written as it goes. */
    @FunctionalInterface
    public interface Content {
        /** Writes all of it and leaves {@code out} open. */
        void writeTo(OutputStream out) throws IOException;
    }

    /**
     * Writes a file, over what stood there.
     *
     * @throws IOException with one sentence for people; then the old file, if any, is untouched
     */
    public static void write(Path file, Bytes content) throws IOException {
        write(file, out -> out.write(content.toArray()));
    }

    /**
     * Writes a file, over what stood there, without having all of it in memory.
     *
     * @throws IOException with one sentence for people; then the old file, if any, is untouched
     */
    public static void write(Path file, Content content) throws IOException {
        if (Files.exists(file) && !Files.isRegularFile(file) && !Files.isDirectory(file)) {
            through(file, content);
            return;
        }
        write(
                file,
                content,
                new FileAttribute<?>[0],
                StandardCopyOption.ATOMIC_MOVE,
                StandardCopyOption.REPLACE_EXISTING);
    }

    /** A device or a pipe, such as {@code /dev/null}, is written to: an administrator who moved a file there would take it away from everybody. */
    private static void through(Path file, Content content) throws IOException {
        try (OutputStream out =
                new BufferedOutputStream(Files.newOutputStream(file, StandardOpenOption.WRITE), BUFFER)) {
            content.writeTo(out);
        }
    }

    /**
     * Writes a file that only its owner can read (where the file system knows owners), and never over another.
     *
     * @throws IOException with one sentence for people
     */
    public static void writeSecret(Path file, Bytes content) throws IOException {
        boolean posix = file.getFileSystem().supportedFileAttributeViews().contains("posix");
        FileAttribute<?>[] ownerOnly = posix
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
        write(file, out -> out.write(content.toArray()), ownerOnly);
    }

    private static void write(Path file, Content content, FileAttribute<?>[] attributes, CopyOption... move)
            throws IOException {
        if (Files.isDirectory(file) || file.getFileName() == null) {
            throw new IOException("'" + file + "' should become a file, but is a folder. Name a file in it.");
        }
        Path part = file.resolveSibling("." + file.getFileName() + "." + UUID.randomUUID() + ".part");
        try {
            fill(part, content, attributes);
            move(part, file, move);
        } catch (IOException e) {
            discard(part, e);
            throw new IOException(
                    e instanceof FileAlreadyExistsException
                            ? "'" + file
                                    + "' exists already and is not overwritten. Move it away, or name another file."
                            : "'" + file + "' cannot be written ("
                                    + e.getClass().getSimpleName()
                                    + "). Check that its folder exists, and its permissions and space.",
                    e);
        }
    }

    private static void discard(Path part, IOException reason) {
        try {
            Files.deleteIfExists(part);
        } catch (IOException e) {
            reason.addSuppressed(e);
        }
    }

    private static void fill(Path part, Content content, FileAttribute<?>[] attributes) throws IOException {
        Set<StandardOpenOption> create = EnumSet.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        try (FileChannel channel = FileChannel.open(part, create, attributes)) {
            OutputStream out = new BufferedOutputStream(Channels.newOutputStream(channel), BUFFER);
            content.writeTo(out);
            out.flush();
            channel.force(true);
        }
    }

    private static void move(Path part, Path file, CopyOption... options) throws IOException {
        try {
            Files.move(part, file, options);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
        }
    }
}
