package io.jenkins.plugins.cfnattest.cli;

import io.jenkins.plugins.cfnattest.app.AttestException;
import io.jenkins.plugins.cfnattest.app.AttestRequest;
import io.jenkins.plugins.cfnattest.app.Attestation;
import io.jenkins.plugins.cfnattest.app.DeployGated;
import io.jenkins.plugins.cfnattest.app.LocalAttester;
import io.jenkins.plugins.cfnattest.app.OutputFile;
import io.jenkins.plugins.cfnattest.deploy.AwsAccess;
import io.jenkins.plugins.cfnattest.deploy.DeploymentException;
import io.jenkins.plugins.cfnattest.deploy.Target;
import io.jenkins.plugins.cfnattest.envelope.Bytes;
import io.jenkins.plugins.cfnattest.envelope.InspectionPredicate;
import io.jenkins.plugins.cfnattest.gate.Decision;
import io.jenkins.plugins.cfnattest.gate.DeploymentRequest;
import io.jenkins.plugins.cfnattest.gate.Gate;
import io.jenkins.plugins.cfnattest.gate.Policy;
import io.jenkins.plugins.cfnattest.gate.Refusal;
import io.jenkins.plugins.cfnattest.gate.TargetRule;
import io.jenkins.plugins.cfnattest.gate.TargetScope;
import io.jenkins.plugins.cfnattest.inspect.rules.Catalogue;
import io.jenkins.plugins.cfnattest.signing.Algorithm;
import io.jenkins.plugins.cfnattest.signing.Purpose;
import io.jenkins.plugins.cfnattest.signing.SigningKey;
import io.jenkins.plugins.cfnattest.signing.TrustedKey;
import io.jenkins.plugins.cfnattest.signing.TrustedKeys;
import io.jenkins.plugins.cfnattest.template.Template;
import io.jenkins.plugins.cfnattest.template.TemplateException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The main job in front of the user, without any account. */
@Command(
        name = "demo",
        description =
                "Runs the main job on three example templates: key pair, inspection, envelope, gate; then tampers with an"
                        + " envelope and asks the gate again. Deploys only where a target is named.")
final class DemoCommand implements Callable<Integer> {
    private static final List<String> EXAMPLES = List.of("bucket.yaml", "queue.yaml", "admin-access.yaml");
    private static final String SESSION = "cfn-attest-demo";

    @Option(names = "--examples", paramLabel = "DIR", description = "Folder of the examples (default: docs/examples).")
    private Path examples = Path.of("docs", "examples");

    @Option(
            names = "--output-dir",
            paramLabel = "DIR",
            description = "Where envelopes and public key go (default: target/demo).")
    private Path folder = Path.of("target", "demo");

    @Option(
            names = "--target",
            paramLabel = "FILE",
            description =
                    "A target to really deploy the clean example to (see 'deploy'); without it the plan is only shown.")
    private Path targetFile;

    @Option(names = "--stack", paramLabel = "NAME", description = "The stack (default: cfn-attest-demo).")
    private String stack = "cfn-attest-demo";

    @Mixin
    private OutputOptions output = new OutputOptions();

    /** One row of the table, and the proof behind it. */
    private record Case(String name, Attestation attestation, Bytes envelope, Decision decision) {}

    @Override
    public Integer call() throws CliException, AttestException, DeploymentException, InterruptedException {
        Console console = output.console();
        Target target = targetFile == null ? exampleTarget() : TargetFile.read(targetFile);
        SigningKey key = SigningKey.generate(Algorithm.ED25519, new SecureRandom());
        TrustedKeys trusted =
                new TrustedKeys(List.of(TrustedKey.always("compliance-demo", key.verificationKey(), Purpose.ATTEST)));
        Gate gate = new Gate(Policy.standard(), trusted, Clock.systemUTC());
        LocalAttester attester = new LocalAttester(Catalogue.all(), key, Duration.ofDays(1), Clock.systemUTC());

        List<Case> cases = new ArrayList<>();
        for (String example : EXAMPLES) {
            Bytes template = InputFile.read(examples.resolve(example), "example", Template.LIMIT);
            Attestation attestation = attester.attest(
                    new AttestRequest(example, template, Map.of(), Map.of(), InspectionPredicate.nobody()));
            keep(example + attestation.kind().suffix(), attestation.envelope());
            cases.add(judged(gate, example, attestation, attestation.envelope(), target));
        }
        keep("compliance-demo.pub", Bytes.utf8(key.verificationKey().toPem()));
        Case clean = cases.get(0);
        cases.add(judged(gate, "bucket.yaml, tampered", clean.attestation(), tampered(clean.envelope()), target));

        new DemoTable(console).print(cases.stream().map(one -> row(one)).toList());
        console.print("");
        console.print("Envelopes and the public key are in " + folder + "; check one yourself:");
        console.print("  java -jar target/cfn-attest.jar verify --trusted-key " + folder.resolve("compliance-demo.pub")
                + " " + folder.resolve("bucket.yaml.intoto.json"));
        console.print("");
        if (!(clean.decision() instanceof Decision.Allowed)) {
            return ExitCode.REFUSED;
        }
        return finish(console, gate, clean, target);
    }

    private Case judged(Gate gate, String name, Attestation attestation, Bytes envelope, Target target) {
        return new Case(name, attestation, envelope, gate.decide(envelope, request(target)));
    }

    private DemoTable.Row row(Case one) {
        List<Refusal> refusals = one.decision().refusals();
        String signer = one.decision()
                .verified()
                .map(statement -> statement.signers().get(0).name())
                .orElse("nobody trusted");
        return new DemoTable.Row(
                one.name(),
                one.decision().verified().isPresent()
                        ? one.attestation().result().verdict()
                        : "unknown",
                signer,
                refusals.isEmpty() ? "ALLOWED" : "REFUSED",
                refusals.isEmpty()
                        ? List.of("every check passed")
                        : refusals.stream().map(Refusal::toString).toList());
    }

    /** The allowed one goes on: to AWS where a target is named, else to a plan on paper. */
    private int finish(Console console, Gate gate, Case clean, Target target)
            throws DeploymentException, InterruptedException, CliException {
        if (targetFile == null) {
            planOnPaper(console, clean, target);
            return ExitCode.FINE;
        }
        DeployGated.Order order = new DeployGated.Order(
                target,
                new AwsAccess.DefaultChain(),
                request(target),
                Map.of(),
                new DeployGated.Mode.Deploy(),
                SESSION);
        DeployGated.Result result = new DeployGated(gate).deploy(clean.envelope(), order, new ProgressLines(console));
        DecisionReport.print(console, true, "DEPLOYED", "REFUSED", result.decision());
        result.plan().ifPresent(plan -> DeploymentReport.print(console, plan));
        return result.outcome().isPresent() ? ExitCode.FINE : ExitCode.REFUSED;
    }

    private void planOnPaper(Console console, Case clean, Target target) throws CliException {
        console.print(console.tinted(Console.Tone.STRONG, "Deployment plan (dry run, no AWS settings given)"));
        console.print("  target       " + target.scope().name() + ", "
                + target.scope().defaultRegion());
        console.print("  stack        " + stack);
        console.print(
                "  template     sha256:" + clean.attestation().templateDigest().hex());
        try {
            Template template = Template.parse(
                    clean.decision().verified().orElseThrow().template().toArray());
            template.resources()
                    .values()
                    .forEach(resource -> console.print("    Add  " + resource.logicalId() + "  " + resource.type()));
        } catch (TemplateException e) {
            throw CliException.usage(e);
        }
        console.print(
                "  To deploy it: mvn -q -Pdemo package -Ddemo.arguments=\"--target FILE --stack NAME\" (see README.md)");
    }

    private DeploymentRequest request(Target target) {
        return new DeploymentRequest(
                target.scope(),
                stack,
                target.scope().defaultRegion(),
                RequestOptions.caller(),
                Optional.empty(),
                new TreeMap<>(),
                new TreeSet<>(),
                Set.of(),
                new TreeMap<>(),
                Optional.empty());
    }

    private static Target exampleTarget() {
        return Target.of(new TargetScope(
                "example",
                Optional.empty(),
                "aws",
                "eu-central-1",
                List.of(new TargetRule("command-line/*", "cfn-attest-*", List.of())),
                Set.of()));
    }

    /** Swaps one character in the middle of the envelope: what somebody on the way might do. */
    private static Bytes tampered(Bytes envelope) {
        byte[] bytes = envelope.toArray();
        int middle = bytes.length / 2;
        bytes[middle] = (byte) (bytes[middle] == 'A' ? 'B' : 'A');
        return Bytes.of(bytes);
    }

    private void keep(String name, Bytes content) throws CliException {
        try {
            Files.createDirectories(folder);
            OutputFile.write(folder.resolve(name), content);
        } catch (IOException e) {
            throw CliException.usage(e);
        }
    }
}
