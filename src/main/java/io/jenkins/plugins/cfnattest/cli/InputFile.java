package io.jenkins.plugins.cfnattest.cli;

import io.jenkins.plugins.cfnattest.envelope.Bytes;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Reads the files a user names, never more than a limit. */
final class InputFile {
    /** No PEM file with one key is larger, in bytes. */
    static final int KEY_LIMIT = 64 * 1024;

    private InputFile() {}

    /** The bytes of the file, which the messages call {@code what}. */
    static Bytes read(Path file, String what, int limit) throws CliException {
        if (!Files.exists(file)) {
            throw CliException.usage("The " + what + " '" + file + "' does not exist. Check the path.");
        }
        if (Files.isDirectory(file)) {
            throw CliException.usage("The " + what + " '" + file + "' should be a file, but is a folder. Name a file.");
        }
        try (InputStream in = Files.newInputStream(file)) {
            byte[] content = in.readNBytes(limit + 1);
            if (content.length > limit) {
                throw CliException.usage("The " + what + " '" + file + "' may have at most " + limit
                        + " bytes, but it is larger. Name the right file, or make it smaller.");
            }
            return Bytes.of(content);
        } catch (IOException e) {
            throw CliException.usage(
                    "The " + what + " '" + file + "' cannot be read ("
                            + e.getClass().getSimpleName() + "). Check its permissions.",
                    e);
        }
    }

    /** The text of the file, UTF-8. */
    static String text(Path file, String what, int limit) throws CliException {
        try {
            return read(file, what, limit).toUtf8();
        } catch (CharacterCodingException e) {
            throw CliException.usage(
                    "The " + what + " '" + file + "' should be text in UTF-8, but is not. Name the right file.", e);
        }
    }
}
