package io.jenkins.plugins.cfnattest.inspect.external;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;

/** A new folder that only we may enter, with the template in it and nothing else; gone after use. Links in it are deleted, never followed. */
final class PrivateFolder implements AutoCloseable {
    private static final String PREFIX = "cfn-inspector-";
    private static final String OPEN = "rwx------";

    private final Path folder;
    private final String file;

    private PrivateFolder(Path folder, String file) {
        this.folder = folder;
        this.file = file;
    }

    /** A folder with these bytes, under a name that says nothing but whether they look like JSON or YAML. */
    static PrivateFolder with(byte[] template) throws IOException {
        // On POSIX systems Java makes temporary folders with rwx------; elsewhere they are in the user's own place.
        PrivateFolder made = new PrivateFolder(Files.createTempDirectory(PREFIX), name(template));
        try {
            Files.write(made.folder.resolve(made.file), template, StandardOpenOption.CREATE_NEW);
            return made;
        } catch (IOException e) {
            made.close();
            throw e;
        }
    }

    private static String name(byte[] template) {
        for (byte each : template) {
            // Blanks, and the three bytes of a byte order mark.
            if (each > ' ') {
                return each == '{' ? "template.json" : "template.yaml";
            }
        }
        return "template.yaml";
    }

    Path path() {
        return folder;
    }

    /** The template's name in the folder. */
    String file() {
        return file;
    }

    /** Whether a path that the command answers means the template: it may be relative to the folder, absolute, or absolute without its first slash. */
    boolean isTemplate(String answered) {
        String path = answered.replace('\\', '/');
        String whole = folder.getFileName() + "/" + file;
        return path.equals(file) || path.equals("./" + file) || path.equals(whole) || path.endsWith("/" + whole);
    }

    @Override
    public void close() throws IOException {
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFileFailed(Path path, IOException e) throws IOException {
                if (e instanceof NoSuchFileException) {
                    return FileVisitResult.CONTINUE;
                }
                // A folder that the command locked. It is a real one, for links are visited as files.
                if (!Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS) || Files.isReadable(path)) {
                    throw e;
                }
                unlock(path);
                Files.walkFileTree(path, this);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult preVisitDirectory(Path path, BasicFileAttributes attributes) throws IOException {
                if (!Files.isWritable(path) || !Files.isExecutable(path)) {
                    unlock(path);
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path path, BasicFileAttributes attributes) throws IOException {
                Files.deleteIfExists(path);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path path, IOException failure) throws IOException {
                if (failure != null) {
                    throw failure;
                }
                Files.deleteIfExists(path);
                return FileVisitResult.CONTINUE;
            }
        });
    }

    private static void unlock(Path folder) throws IOException {
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString(OPEN));
        if (!Files.isReadable(folder)) {
            throw new IOException("A folder stays locked although it was opened.");
        }
    }
}
