package io.jenkins.plugins.cfnattest.cli;

import io.jenkins.plugins.cfnattest.app.DecisionLog;
import io.jenkins.plugins.cfnattest.app.DecisionMembers;
import io.jenkins.plugins.cfnattest.app.DecisionSigner;
import io.jenkins.plugins.cfnattest.app.DeployGated;
import io.jenkins.plugins.cfnattest.app.DeployGated.Mode;
import io.jenkins.plugins.cfnattest.app.Deployments;
import io.jenkins.plugins.cfnattest.deploy.DeploymentException;
import io.jenkins.plugins.cfnattest.deploy.OnAbort;
import io.jenkins.plugins.cfnattest.deploy.Target;
import io.jenkins.plugins.cfnattest.envelope.Bytes;
import io.jenkins.plugins.cfnattest.gate.Decision;
import io.jenkins.plugins.cfnattest.gate.Policy;
import io.jenkins.plugins.cfnattest.ledger.LedgerException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Gates, then deploys. */
@Command(
        name = "deploy",
        description =
                "Asks the gate, and deploys exactly the attested bytes if it allows: makes a change set, reads it back"
                        + " and compares it, puts the decision on record, and only then executes it.")
final class DeployCommand implements Callable<Integer> {
    private static final String SESSION = "cfn-attest";

    @Mixin
    private RequestOptions options = new RequestOptions();

    @Mixin
    private AccessOptions access = new AccessOptions();

    @Option(
            names = "--dry-run",
            description =
                    "Make the change set, show it and keep it, but do not execute it: --change-set does, later. Where AWS cannot"
                            + " be asked the gate is asked all the same, and the exit code is 3.")
    private boolean dryRun;

    @Option(
            names = "--change-set",
            paramLabel = "ARN",
            description = "Execute this change set, which a dry run kept, after it was gated and read back again.")
    private String changeSet;

    @Option(
            names = "--on-abort",
            paramLabel = "WORD",
            description =
                    "When stopped while an update runs: CANCEL it, which rolls back (default), or LEAVE it running.")
    private OnAbort onAbort = OnAbort.CANCEL;

    @Option(
            names = "--state",
            paramLabel = "FILE",
            description =
                    "Keep what runs in this file until its end is known, so that 'watch' can go on after this process died.")
    private Path state;

    @Option(names = "--explain", description = "Show what each check said and why, and the policy with its digest.")
    private boolean explain;

    @Mixin
    private GateKeyOptions key = new GateKeyOptions();

    @Mixin
    private RecordOptions record = new RecordOptions();

    @Mixin
    private OutputOptions output = new OutputOptions();

    @Override
    public Integer call() throws CliException, DeploymentException, LedgerException, InterruptedException {
        Target target = options.target();
        Optional<RunningFile> running = Optional.ofNullable(state).map(RunningFile::new);
        if (running.isPresent()) {
            running.get().requireFree();
        }
        Policy policy = options.policy();
        DeployGated.Order order = new DeployGated.Order(
                target,
                access.access(),
                options.request(target),
                options.evidence(record.lookup(policy)),
                options.secrets(),
                mode(),
                onAbort,
                SESSION);
        Optional<DecisionSigner> signer = key.signer();
        DecisionFiles files = key.files();
        DecisionLog log = files.before(record.decisionLog(signer.map(files::ends)));
        Console console = output.console();
        DeployGated deployment = new DeployGated(options.gate(policy), Deployments.aws(), log, signer);
        Optional<String> origin = record.origin();
        ProgressLines progress = running.map(
                        file -> new ProgressLines(console, begun -> file.write(files.started(begun, origin))))
                .orElseGet(() -> new ProgressLines(console));
        Bytes envelope = options.envelope();
        DeployGated.Result result = RunningFile.untilEnd(
                running,
                files::isEndKept,
                () -> Stoppable.run(console, () -> deployment.deploy(envelope, order, progress)));
        if (running.isPresent() && result.outcome().isPresent()) {
            running.get().delete();
        }
        report(console, result, files.kept());
        if (!(result.decision() instanceof Decision.Allowed)) {
            return ExitCode.REFUSED;
        }
        // Allowed, but AWS could not be asked for a change set: stderr says why.
        return result.plan().isPresent() ? ExitCode.FINE : ExitCode.FAILURE;
    }

    private Mode mode() throws CliException {
        if (dryRun && changeSet != null) {
            throw CliException.usage("--dry-run makes a change set and --change-set executes one. Give one of them.");
        }
        if (changeSet != null) {
            return new Mode.Apply(changeSet);
        }
        return dryRun ? new Mode.DryRun() : new Mode.Deploy();
    }

    private void report(Console console, DeployGated.Result result, Optional<DecisionFiles.Kept> kept) {
        if (output.json()) {
            Map<String, Object> json = DecisionMembers.of(result.decision());
            DeploymentReport.add(json, result);
            kept.ifPresent(files -> DecisionReport.add(json, files));
            console.print(Json.pretty(json));
            return;
        }
        DecisionReport.print(console, explain, "ALLOWED", "REFUSED", result.decision());
        result.plan().ifPresent(plan -> DeploymentReport.print(console, plan));
        result.outcome().ifPresent(outcome -> DeploymentReport.print(console, outcome));
        kept.ifPresent(files -> DecisionReport.print(console, files));
        if (dryRun) {
            result.plan()
                    .flatMap(plan -> plan.changeSetId())
                    .ifPresent(id -> console.print(
                            "  to execute   the same command with --change-set " + id + " in place of --dry-run"));
        }
    }
}
