package io.jenkins.plugins.cfnattest.cli;

import java.util.Optional;
import picocli.CommandLine.Option;

/** Where a passphrase comes from; never the command line itself, which other users of the machine can read. */
final class PassphraseOption {
    @Option(
            names = "--passphrase-env",
            paramLabel = "VARIABLE",
            description = "Environment variable that holds the private key's passphrase.")
    private String variable;

    Optional<char[]> read() throws CliException {
        return read("--passphrase-env", variable);
    }

    /** The passphrase in a variable that this option names; none when it names none. */
    static Optional<char[]> read(String option, String variable) throws CliException {
        if (variable == null) {
            return Optional.empty();
        }
        String value = System.getenv(variable);
        if (value == null || value.isEmpty()) {
            throw CliException.usage(option + " names the environment variable '" + variable
                    + "', but it is not set or empty. Set it to the passphrase.");
        }
        return Optional.of(value.toCharArray());
    }
}
