package io.jenkins.plugins.cfnattest.cli;

import io.jenkins.plugins.cfnattest.signing.KeyException;
import io.jenkins.plugins.cfnattest.signing.SigningKey;
import java.nio.file.Path;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The private key that signs. */
final class KeyOptions {
    @Option(names = "--key", paramLabel = "FILE", description = "Private key that signs (PKCS#8 PEM; see 'keygen').")
    private Path file;

    @Mixin
    private PassphraseOption passphrase = new PassphraseOption();

    boolean given() {
        return file != null;
    }

    SigningKey read() throws CliException {
        if (file == null) {
            throw CliException.usage("Name the private key that signs with --key FILE; 'cfn-attest keygen' makes one.");
        }
        try {
            return SigningKey.parse(InputFile.text(file, "private key", InputFile.KEY_LIMIT), passphrase.read());
        } catch (KeyException e) {
            throw CliException.usage(file + ": " + e.getMessage(), e);
        }
    }
}
