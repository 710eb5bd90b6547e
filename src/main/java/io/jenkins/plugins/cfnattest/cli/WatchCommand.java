package io.jenkins.plugins.cfnattest.cli;

import io.jenkins.plugins.cfnattest.app.Begun;
import io.jenkins.plugins.cfnattest.app.DecisionSigner;
import io.jenkins.plugins.cfnattest.app.Deployments;
import io.jenkins.plugins.cfnattest.app.Permit;
import io.jenkins.plugins.cfnattest.app.WatchAgain;
import io.jenkins.plugins.cfnattest.deploy.DeploymentException;
import io.jenkins.plugins.cfnattest.deploy.OnAbort;
import io.jenkins.plugins.cfnattest.deploy.Outcome;
import io.jenkins.plugins.cfnattest.deploy.Target;
import io.jenkins.plugins.cfnattest.ledger.LedgerException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Watches a deployment again after the process that began it died. */
@Command(
        name = "watch",
        description =
                "Watches a deployment to its end that 'deploy --state FILE' began and did not see ending, and keeps that end"
                        + " where 'deploy' would have: give it the same --gate-key, --decision-dir and --record. One that"
                        + " was never started is taken back: deploy it again, so that the gate is asked again.")
final class WatchCommand implements Callable<Integer> {
    private static final String SESSION = "cfn-attest";

    @Parameters(paramLabel = "STATE", description = "The file that 'deploy --state' wrote.")
    private Path state;

    @Option(names = "--target", required = true, paramLabel = "FILE", description = "The target, as for 'deploy'.")
    private Path targetFile;

    @Option(
            names = "--on-abort",
            paramLabel = "WORD",
            description =
                    "When stopped while an update runs: CANCEL it, which rolls back (default), or LEAVE it running.")
    private OnAbort onAbort = OnAbort.CANCEL;

    @Mixin
    private SecretOptions secrets = new SecretOptions();

    @Mixin
    private AccessOptions access = new AccessOptions();

    @Mixin
    private GateKeyOptions key = new GateKeyOptions();

    @Mixin
    private RecordOptions record = new RecordOptions();

    @Mixin
    private OutputOptions output = new OutputOptions();

    @Override
    public Integer call() throws CliException, DeploymentException, LedgerException, InterruptedException {
        RunningFile file = new RunningFile(state);
        RunningFile.Started started = file.read();
        Target target = TargetFile.read(targetFile);
        if (!target.scope().name().equals(started.permit().target())) {
            throw CliException.usage("The deployment in '" + state + "' is at the target '"
                    + started.permit().target() + "', but '" + targetFile + "' is the target '"
                    + target.scope().name()
                    + "'. Name the file of the first.");
        }
        Console console = output.console();
        Optional<DecisionSigner> signer = key.signer();
        Begun begun = begun(started, signer, console);
        requireRecord(started, record.origin());
        DecisionFiles files = key.files();
        WatchAgain again = new WatchAgain(Deployments.aws(), files.before(record.decisionLog(signer.map(files::ends))));
        WatchAgain.Order order = new WatchAgain.Order(target, access.access(), secrets.read(), onAbort, SESSION);
        Optional<Outcome> outcome = RunningFile.untilEnd(
                Optional.of(file),
                files::isEndKept,
                () -> Stoppable.run(console, () -> again.watch(begun, order, new ProgressLines(console))));
        file.delete();
        if (outcome.isEmpty()) {
            console.say("The deployment was never started, so its change set was deleted. Deploy again.");
        }
        report(console, outcome, files.end());
        return outcome.isPresent() ? ExitCode.FINE : ExitCode.FAILURE;
    }

    /** Of a signed decision the file's own words do not count: the decision itself says what it allowed. */
    private Begun begun(RunningFile.Started started, Optional<DecisionSigner> signer, Console console)
            throws CliException, DeploymentException {
        try {
            if (started.decision().isEmpty()) {
                if (signer.isPresent()) {
                    console.say(
                            "The deployment began without the gate's key, so there is no signed decision, and its end is not signed.");
                }
                return new Begun(started.running(), started.permit());
            }
            if (signer.isEmpty()) {
                throw CliException.usage("The decision of the deployment in '" + state
                        + "' was signed, so its end is signed too: name the gate's private key with --gate-key FILE.");
            }
            Permit permit = signer.get().permit(started.decision().get(), started.running());
            if (!permit.equals(started.permit())) {
                throw CliException.usage(
                        "The state file '" + state
                                + "' says of the decision what the signed decision in it does not say. It was changed; look at the stack in CloudFormation.");
            }
            return new Begun(started.running(), permit);
        } catch (IllegalArgumentException e) {
            throw CliException.usage(
                    "The state file '" + state + "' should be what 'deploy --state' wrote, but: " + e.getMessage(), e);
        }
    }

    /** An end belongs where its decision is. */
    private void requireRecord(RunningFile.Started started, Optional<String> given) throws CliException {
        if (started.record().isPresent() && !started.record().equals(given)) {
            throw CliException.usage("The decision of the deployment in '" + state + "' is on the record '"
                    + started.record().get() + "', so its end belongs there: name that record with --record DIR, but "
                    + given.map(other -> "'" + other + "' is named.").orElse("none is named."));
        }
    }

    private void report(Console console, Optional<Outcome> outcome, Optional<Path> end) {
        if (output.json()) {
            Map<String, Object> json = new LinkedHashMap<>();
            json.put("started", outcome.isPresent());
            outcome.ifPresent(one -> DeploymentReport.add(json, one));
            end.ifPresent(path -> json.put("deployment", path.toString()));
            console.print(Json.pretty(json));
            return;
        }
        outcome.ifPresent(one -> DeploymentReport.print(console, one));
        end.ifPresent(path -> console.print("  signed end   " + path));
    }
}
