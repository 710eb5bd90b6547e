package io.jenkins.plugins.cfnattest.cli;

import io.jenkins.plugins.cfnattest.app.DecisionSigner;
import io.jenkins.plugins.cfnattest.app.Deployments;
import io.jenkins.plugins.cfnattest.app.Gates;
import io.jenkins.plugins.cfnattest.deploy.Target;
import io.jenkins.plugins.cfnattest.gate.Evidence;
import io.jenkins.plugins.cfnattest.gate.Policy;
import io.jenkins.plugins.cfnattest.ledger.LedgerException;
import io.jenkins.plugins.cfnattest.service.DeploymentConfig;
import io.jenkins.plugins.cfnattest.service.DeploymentLimits;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParseResult;

/** What the service deploys with. All of it belongs to whoever runs the service. */
final class DeploymentOptions {
    private static final String TARGETS = "--targets";
    private static final String GATE = "urn:cfn-attestation:gate:service";

    @Option(
            names = TARGETS,
            paramLabel = "DIR|FILE",
            description =
                    "Targets to deploy to (see docs/deploy.md): a file, or a folder with one *.yaml each. Their rules' jobs are names of callers. Without it nothing is deployed.")
    private Path targets;

    @Option(
            names = "--state",
            paramLabel = "DIR",
            description =
                    "A folder for what runs, so that it is watched again when the service is started again. No secret is stored.")
    private Path state;

    @Option(
            names = "--policy",
            paramLabel = "FILE",
            description = "What a deployment must fulfil (default: the policy that 'cfn-attest policy' prints).")
    private Path policy;

    @Mixin
    private TrustOptions trust = new TrustOptions();

    @Mixin
    private GateKeyOptions key = new GateKeyOptions();

    @Mixin
    private AccessOptions access = new AccessOptions();

    /** Absent where nothing is deployed. {@code record}: where decisions and ends go. */
    Optional<DeploymentConfig> read(ParseResult given, RecordOptions record) throws CliException, LedgerException {
        if (targets == null) {
            refuseOthers(given);
            return Optional.empty();
        }
        if (state == null) {
            throw CliException.usage("--targets needs a folder for what runs. Name it with --state DIR.");
        }
        Policy named = policy == null ? Policy.standard() : PolicyFile.read(policy);
        Optional<DecisionSigner> signer = key.signer(GATE);
        try {
            return Optional.of(new DeploymentConfig(
                    targets(),
                    Gates.of(named, trust.read(named), Clock.systemUTC()),
                    Deployments.aws(),
                    access.access(),
                    signer,
                    new ServiceDecisions(key.folder().orElse(state.resolve("decisions")), record.decisionLogs()),
                    record.lookup(named).map(Evidence.none()::withRecord).orElse(Evidence.none()),
                    state,
                    DeploymentLimits.standard()));
        } catch (IllegalArgumentException e) {
            throw CliException.usage(e);
        }
    }

    /** Whoever names one of these options without targets believes that something is deployed. */
    private static void refuseOthers(ParseResult given) throws CliException {
        for (OptionSpec option :
                CommandSpec.forAnnotatedObject(new DeploymentOptions()).options()) {
            String name = option.longestName();
            if (given.hasMatchedOption(name)) {
                throw CliException.usage(name + " is of use with --targets only. Name the targets, or leave it out.");
            }
        }
    }

    private List<Target> targets() throws CliException {
        if (!Files.isDirectory(targets)) {
            return List.of(TargetFile.read(targets));
        }
        List<Target> all = new ArrayList<>();
        try (Stream<Path> files = Files.list(targets)) {
            for (Path file : files.filter(DeploymentOptions::isYaml).sorted().toList()) {
                all.add(TargetFile.read(file));
            }
        } catch (IOException e) {
            throw CliException.usage(
                    "The folder of targets '" + targets + "' cannot be read ("
                            + e.getClass().getSimpleName() + "). Check its permissions.",
                    e);
        }
        return all;
    }

    private static boolean isYaml(Path file) {
        return file.toString().endsWith(".yaml") || file.toString().endsWith(".yml");
    }
}
