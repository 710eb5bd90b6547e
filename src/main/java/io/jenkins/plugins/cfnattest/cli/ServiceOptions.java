package io.jenkins.plugins.cfnattest.cli;

import io.jenkins.plugins.cfnattest.app.RemoteAttester;
import io.jenkins.plugins.cfnattest.app.RemoteAttester.Protocol;
import io.jenkins.plugins.cfnattest.signing.VerificationKey;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The service that inspects and signs, in place of a key of our own. */
final class ServiceOptions {
    @Option(
            names = "--service",
            paramLabel = "URL",
            description = "Service that inspects and signs, in place of --key.")
    private URI service;

    @Option(
            names = "--service-protocol",
            paramLabel = "NAME",
            description = "V1 (default), or SERVICE_2020 for the service of 2020. Never guessed.")
    private Protocol protocol = Protocol.V1;

    @Option(
            names = "--service-key",
            paramLabel = "FILE",
            description =
                    "The service's public key (SPKI PEM, or base64 as the service of 2020 has it); its answer is believed under this key only.")
    private Path pinned;

    @Option(
            names = "--service-token-env",
            paramLabel = "VARIABLE",
            description = "Environment variable that holds the token for the service.")
    private String tokenVariable;

    boolean given() {
        return service != null;
    }

    RemoteAttester attester() throws CliException {
        if (pinned == null) {
            throw CliException.usage("--service needs the service's public key with --service-key FILE;"
                    + " an answer under an unknown key proves nothing.");
        }
        VerificationKey key = TrustOptions.parse(pinned);
        try {
            return new RemoteAttester(service, protocol, token(), key);
        } catch (IllegalArgumentException e) {
            throw CliException.usage(e);
        }
    }

    private Optional<String> token() throws CliException {
        if (tokenVariable == null) {
            return Optional.empty();
        }
        String token = System.getenv(tokenVariable);
        if (token == null || token.isBlank()) {
            throw CliException.usage("--service-token-env names the environment variable '" + tokenVariable
                    + "', but it is not set or empty. Set it to the token.");
        }
        return Optional.of(token);
    }
}
