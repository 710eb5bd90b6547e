package io.jenkins.plugins.cfnattest.cli;

import io.jenkins.plugins.cfnattest.deploy.Target;
import io.jenkins.plugins.cfnattest.envelope.Bytes;
import io.jenkins.plugins.cfnattest.envelope.EnvelopeJson;
import io.jenkins.plugins.cfnattest.gate.DeploymentRequest;
import io.jenkins.plugins.cfnattest.gate.Gate;
import io.jenkins.plugins.cfnattest.gate.Policy;
import io.jenkins.plugins.cfnattest.template.Template;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What shall be deployed where, and under which trusted keys: the same for {@code gate} and {@code deploy}. */
final class RequestOptions {
    @Parameters(paramLabel = "ENVELOPE", description = "The signed envelope (NAME.intoto.json).")
    private Path envelope;

    @Option(
            names = "--target",
            required = true,
            paramLabel = "FILE",
            description =
                    "YAML with name, account, defaultRegion, rules (jobs, stacks, regions) and, if you like, partition,"
                            + " endpoint, assumeRole, externalId, serviceRole, capabilities.")
    private Path target;

    @Option(names = "--stack", required = true, paramLabel = "NAME", description = "The stack's name.")
    private String stack;

    @Option(names = "--region", paramLabel = "REGION", description = "The region (default: the target's).")
    private String region;

    @Option(
            names = "--template",
            paramLabel = "FILE",
            description = "A template file that must equal the attested bytes.")
    private Path template;

    @Option(
            names = "--secret-parameter",
            paramLabel = "NAME=VARIABLE",
            description = "A NoEcho parameter and the environment variable that holds its value.")
    private Map<String, String> secretVariables = new LinkedHashMap<>();

    @Option(
            names = "--capability",
            paramLabel = "NAME",
            description = "A capability wanted (default: all the target allows).")
    private Set<String> capabilities = new LinkedHashSet<>();

    @Option(names = "--tag", paramLabel = "NAME=VALUE", description = "A tag of the stack.")
    private Map<String, String> tags = new LinkedHashMap<>();

    @Option(
            names = "--policy",
            paramLabel = "FILE",
            description = "What a deployment must fulfil (default: the policy that 'cfn-attest policy' prints).")
    private Path policy;

    @Mixin
    private ParameterOptions parameters = new ParameterOptions();

    @Mixin
    private TrustOptions trust = new TrustOptions();

    Bytes envelope() throws CliException {
        return InputFile.read(envelope, "envelope", EnvelopeJson.LIMIT);
    }

    Target target() throws CliException {
        return TargetFile.read(target);
    }

    /** The policy under the trusted keys. */
    Gate gate() throws CliException {
        Policy named = policy == null ? Policy.standard() : PolicyFile.read(policy);
        return new Gate(named, trust.read(), Clock.systemUTC());
    }

    DeploymentRequest request(Target where) throws CliException {
        Optional<Bytes> named = Optional.empty();
        if (template != null) {
            named = Optional.of(InputFile.read(template, "template", Template.LIMIT));
        }
        return new DeploymentRequest(
                where.scope(),
                stack,
                region == null ? where.scope().defaultRegion() : region,
                caller(),
                Optional.empty(),
                new TreeMap<>(parameters.read()),
                new TreeSet<>(secretVariables.keySet()),
                capabilities,
                new TreeMap<>(tags),
                named);
    }

    /** The values of the secret parameters, from the environment. */
    Map<String, String> secrets() throws CliException {
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

    /** Whoever runs the command line is a caller of its own kind; no option pretends to be a job. */
    static String caller() {
        return "command-line/" + System.getProperty("user.name");
    }
}
