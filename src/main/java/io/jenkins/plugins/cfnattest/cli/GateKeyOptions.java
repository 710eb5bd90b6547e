package io.jenkins.plugins.cfnattest.cli;

import io.jenkins.plugins.cfnattest.app.DecisionSigner;
import io.jenkins.plugins.cfnattest.app.Product;
import io.jenkins.plugins.cfnattest.signing.KeyException;
import io.jenkins.plugins.cfnattest.signing.SigningKey;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The gate's own key: what it decides is signed with it and kept as files. */
final class GateKeyOptions {
    @Option(
            names = "--gate-key",
            paramLabel = "FILE",
            description =
                    "The gate's own private key (PKCS#8 PEM; see 'keygen'): signs each decision and its verification summary (SLSA VSA). It signs nothing else.")
    private Path file;

    @Option(
            names = "--gate-passphrase-env",
            paramLabel = "VARIABLE",
            description = "Environment variable that holds the passphrase of the gate's key.")
    private String variable;

    @Option(
            names = "--gate-id",
            paramLabel = "URI",
            description =
                    "Who decides, in signed decisions (default: urn:cfn-attestation:gate:command-line; of the service urn:cfn-attestation:gate:service).")
    private String id;

    @Option(
            names = "--decision-dir",
            paramLabel = "DIR",
            description =
                    "Where signed decisions go, as DIGEST.TARGET.STACK.decision.json and .vsa.json (default: here; of the service: 'decisions' in its state folder).")
    private Path folder;

    Optional<DecisionSigner> signer() throws CliException {
        return signer("urn:cfn-attestation:gate:command-line");
    }

    /** {@code otherwise}: who decides, where nobody says so. */
    Optional<DecisionSigner> signer(String otherwise) throws CliException {
        if (file == null) {
            if (folder != null || variable != null) {
                throw CliException.usage(
                        "Decisions are signed before they are kept: name the gate's private key with --gate-key FILE.");
            }
            return Optional.empty();
        }
        try {
            SigningKey key = SigningKey.parse(
                    InputFile.text(file, "gate's key", InputFile.KEY_LIMIT),
                    PassphraseOption.read("--gate-passphrase-env", variable));
            return Optional.of(new DecisionSigner(key, id == null ? otherwise : id, Product.version()));
        } catch (KeyException e) {
            throw CliException.usage(file + ": " + e.getMessage(), e);
        }
    }

    /** The folder for signed decisions, if one is named. */
    Optional<Path> folder() {
        return Optional.ofNullable(folder);
    }

    /** Where signed decisions are kept. */
    DecisionFiles files() {
        return new DecisionFiles(folder == null ? Path.of("") : folder);
    }
}
