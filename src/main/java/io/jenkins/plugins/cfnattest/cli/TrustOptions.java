package io.jenkins.plugins.cfnattest.cli;

import io.jenkins.plugins.cfnattest.gate.Policy;
import io.jenkins.plugins.cfnattest.signing.KeyException;
import io.jenkins.plugins.cfnattest.signing.Purpose;
import io.jenkins.plugins.cfnattest.signing.TrustedKey;
import io.jenkins.plugins.cfnattest.signing.TrustedKeys;
import io.jenkins.plugins.cfnattest.signing.VerificationKey;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** The public keys that are trusted. */
final class TrustOptions {
    @Option(
            names = "--trusted-key",
            paramLabel = "FILE",
            description = "Public key (SPKI PEM) trusted for attestations; repeat it for more.")
    private List<Path> keys = new ArrayList<>();

    @Option(
            names = "--trusted-keys",
            paramLabel = "FILE",
            description =
                    "YAML list of trusted keys, each with name, pem, purpose (attest, attest-2020, ...) and, if you"
                            + " like, notBefore, notAfter, retiredAt, revokedAt.")
    private Path list;

    TrustedKeys read() throws CliException {
        return read(false);
    }

    /** The same; none have to be named where the policy names its own. */
    TrustedKeys read(Policy policy) throws CliException {
        return read(policy.trustedKeys().isPresent());
    }

    private TrustedKeys read(boolean noneWillDo) throws CliException {
        List<TrustedKey> trusted = new ArrayList<>();
        for (Path file : keys) {
            trusted.add(TrustedKey.always(file.toString(), parse(file), Purpose.ATTEST));
        }
        if (list != null) {
            trusted.addAll(TrustedKeysFile.read(list));
        }
        if (trusted.isEmpty() && !noneWillDo) {
            throw CliException.usage(
                    "Name at least one trusted public key with --trusted-key FILE or --trusted-keys FILE;"
                            + " without one nothing can be verified.");
        }
        try {
            return new TrustedKeys(trusted);
        } catch (IllegalArgumentException e) {
            throw CliException.usage(e);
        }
    }

    static VerificationKey parse(Path file) throws CliException {
        try {
            return VerificationKey.parse(InputFile.text(file, "public key", InputFile.KEY_LIMIT));
        } catch (KeyException e) {
            throw CliException.usage(file + ": " + e.getMessage(), e);
        }
    }
}
