package io.jenkins.plugins.cfnattest.cli;

import io.jenkins.plugins.cfnattest.envelope.Digest;
import io.jenkins.plugins.cfnattest.envelope.EnvelopeException;
import io.jenkins.plugins.cfnattest.envelope.EnvelopeJson;
import java.nio.file.Path;
import picocli.CommandLine.TypeConversionException;

/** What a command about the record is asked about: a signed statement by its digest, or by a file with its envelope. */
final class StatementDigest {
    private static final String SHA256 = "sha256:";

    private StatementDigest() {}

    static boolean isDigest(String word) {
        return word.startsWith(SHA256);
    }

    /** The digest of the payload; whether anybody signed it is not asked here. */
    static Digest of(String word) throws CliException {
        try {
            return isDigest(word)
                    ? new Digest(word.substring(SHA256.length()))
                    : EnvelopeJson.read(InputFile.read(file(word), "envelope", EnvelopeJson.LIMIT))
                            .attestationDigest();
        } catch (EnvelopeException e) {
            throw CliException.usage(word + ": " + e.getMessage(), e);
        } catch (IllegalArgumentException e) {
            throw CliException.usage(e);
        }
    }

    static Path file(String word) throws CliException {
        try {
            return Words.path(word);
        } catch (TypeConversionException e) {
            throw CliException.usage(e);
        }
    }
}
