package io.jenkins.plugins.cfnattest.cli;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import picocli.CommandLine.Option;

/** NoEcho parameters; their values never stand on the command line, which other users of the machine can read. */
final class SecretOptions {
    @Option(
            names = "--secret-parameter",
            paramLabel = "NAME=VARIABLE",
            description = "A NoEcho parameter and the environment variable that holds its value.")
    private Map<String, String> secretVariables = new LinkedHashMap<>();

    Set<String> names() {
        return secretVariables.keySet();
    }

    /** Their values, from the environment. */
    Map<String, String> read() throws CliException {
        Map<String, String> secrets = new TreeMap<>();
        for (Map.Entry<String, String> secret : secretVariables.entrySet()) {
            String value = System.getenv(secret.getValue());
            if (value == null) {
                throw CliException.usage("--secret-parameter takes '" + secret.getKey()
                        + "' from the environment variable '" + secret.getValue() + "', but it is not set.");
            }
            secrets.put(secret.getKey(), value);
        }
        return Collections.unmodifiableMap(secrets);
    }
}
