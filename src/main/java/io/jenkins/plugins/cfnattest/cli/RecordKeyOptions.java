package io.jenkins.plugins.cfnattest.cli;

import io.jenkins.plugins.cfnattest.ledger.LedgerException;
import io.jenkins.plugins.cfnattest.ledger.LogSigner;
import io.jenkins.plugins.cfnattest.signing.KeyException;
import io.jenkins.plugins.cfnattest.signing.SigningKey;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** The private key of a record. It is a key of its own, which signs nothing but the record. */
final class RecordKeyOptions {
    @Option(
            names = "--record-key",
            paramLabel = "FILE",
            description = "The record's own private key (Ed25519, PKCS#8 PEM; see 'keygen'); it signs nothing else.")
    private Path file;

    @Option(
            names = "--record-passphrase-env",
            paramLabel = "VARIABLE",
            description = "Environment variable that holds the passphrase of the record's key.")
    private String variable;

    boolean given() {
        return file != null;
    }

    /** Signs the record in this folder. Its name is what the record says; opening it shows whether the key is that name's. */
    LogSigner signer(Path folder) throws CliException, LedgerException {
        return signer(LogSigner.claimedOrigin(folder));
    }

    /** Signs a record of this name. */
    LogSigner signer(String origin) throws CliException {
        if (file == null) {
            throw CliException.usage("A record is signed: name its private key with --record-key FILE.");
        }
        try {
            return new LogSigner(
                    origin,
                    SigningKey.parse(
                            InputFile.text(file, "record's key", InputFile.KEY_LIMIT),
                            PassphraseOption.read("--record-passphrase-env", variable)));
        } catch (KeyException e) {
            throw CliException.usage(file + ": " + e.getMessage(), e);
        } catch (IllegalArgumentException e) {
            throw CliException.usage(e);
        }
    }
}
