package io.jenkins.plugins.cfnattest.cli;

import io.jenkins.plugins.cfnattest.app.Deployments;
import io.jenkins.plugins.cfnattest.deploy.DeploymentException;
import io.jenkins.plugins.cfnattest.deploy.OnAbort;
import io.jenkins.plugins.cfnattest.deploy.Outcome;
import io.jenkins.plugins.cfnattest.deploy.Target;
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
                "Watches a deployment to its end that 'deploy --state FILE' began and did not see ending. One that was"
                        + " never started is taken back: deploy it again, so that the gate is asked again.")
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
    private OutputOptions output = new OutputOptions();

    @Override
    public Integer call() throws CliException, DeploymentException, InterruptedException {
        RunningFile file = new RunningFile(state);
        RunningFile.Started started = file.read();
        Target target = TargetFile.read(targetFile);
        if (!target.scope().name().equals(started.target())) {
            throw CliException.usage("The deployment in '" + state + "' is at the target '" + started.target()
                    + "', but '" + targetFile + "' is the target '"
                    + target.scope().name()
                    + "'. Name the file of the first.");
        }
        Console console = output.console();
        Map<String, String> known = secrets.read();
        try (Deployments.Connection connection =
                Deployments.aws().connect(target, access.access(), started.region(), SESSION)) {
            if (!connection.isStarted(started.running())) {
                connection.discard(started.running());
                file.delete();
                console.say("The deployment was never started, so its change set was deleted. Deploy again.");
                return ExitCode.FAILURE;
            }
            Outcome outcome = RunningFile.untilEnd(
                    Optional.of(file),
                    () -> Stoppable.run(
                            console,
                            () -> connection.watch(started.running(), known, onAbort, new ProgressLines(console))));
            file.delete();
            if (output.json()) {
                Map<String, Object> json = new LinkedHashMap<>();
                DeploymentReport.add(json, outcome);
                console.print(Json.pretty(json));
            } else {
                DeploymentReport.print(console, outcome);
            }
            return ExitCode.FINE;
        }
    }
}
