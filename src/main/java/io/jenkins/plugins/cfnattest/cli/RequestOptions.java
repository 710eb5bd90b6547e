package io.jenkins.plugins.cfnattest.cli;

import io.jenkins.plugins.cfnattest.app.Gates;
import io.jenkins.plugins.cfnattest.deploy.Target;
import io.jenkins.plugins.cfnattest.envelope.Bytes;
import io.jenkins.plugins.cfnattest.envelope.EnvelopeJson;
import io.jenkins.plugins.cfnattest.gate.DeploymentRequest;
import io.jenkins.plugins.cfnattest.gate.Evidence;
import io.jenkins.plugins.cfnattest.gate.Gate;
import io.jenkins.plugins.cfnattest.gate.Policy;
import io.jenkins.plugins.cfnattest.ledger.RecordLookup;
import io.jenkins.plugins.cfnattest.template.Template;
import java.nio.file.Path;
import java.time.Clock;
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
                    "YAML with name, account, defaultRegion, rules (jobs, stacks, regions) and, if you like, others (see docs/deploy.md).")
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

    @Mixin
    private SecretOptions secrets = new SecretOptions();

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

    @Option(
            names = "--use-previous-value",
            paramLabel = "NAME",
            description =
                    "A parameter that keeps the value the stack has; the policy has to free it. Repeat it for more.")
    private Set<String> previousValues = new LinkedHashSet<>();

    @Option(
            names = "--role",
            paramLabel = "ARN",
            description = "The role CloudFormation shall use; it has to be the target's (which is the default).")
    private String role;

    @Option(
            names = "--rollback",
            description =
                    "Ask to go back to an inspection older than the newest deployment; the policy has to allow it.")
    private boolean rollback;

    @Mixin
    private EvidenceOptions evidence = new EvidenceOptions();

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

    Policy policy() throws CliException {
        return policy == null ? Policy.standard() : PolicyFile.read(policy);
    }

    /** The policy under the trusted keys. */
    Gate gate(Policy named) throws CliException {
        return Gates.of(named, trust.read(named), Clock.systemUTC());
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
                new TreeSet<>(secrets.names()),
                capabilities,
                new TreeMap<>(tags),
                named,
                new TreeSet<>(previousValues),
                Optional.ofNullable(role),
                rollback);
    }

    /** What is shown to the gate beside the envelope. */
    Evidence evidence(Optional<RecordLookup> record) throws CliException {
        Evidence given = evidence.read();
        return record.map(given::withRecord).orElse(given);
    }

    /** The values of the secret parameters, from the environment. */
    Map<String, String> secrets() throws CliException {
        return secrets.read();
    }

    /** Whoever runs the command line is a caller of its own kind; no option pretends to be a job. */
    static String caller() {
        return "command-line/" + System.getProperty("user.name");
    }
}
