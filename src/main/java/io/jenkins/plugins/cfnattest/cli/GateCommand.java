package io.jenkins.plugins.cfnattest.cli;

import io.jenkins.plugins.cfnattest.app.Recorder;
import io.jenkins.plugins.cfnattest.deploy.Target;
import io.jenkins.plugins.cfnattest.gate.Decision;
import io.jenkins.plugins.cfnattest.gate.DeploymentRequest;
import io.jenkins.plugins.cfnattest.ledger.DecisionEvent;
import io.jenkins.plugins.cfnattest.ledger.LedgerException;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Asks the gate without deploying. */
@Command(
        name = "gate",
        description = "Asks the gate whether an attested template may go to a stack, and deploys nothing.")
final class GateCommand implements Callable<Integer> {
    @Mixin
    private RequestOptions options = new RequestOptions();

    @Option(names = "--explain", description = "Show what each check said and why, and the policy with its digest.")
    private boolean explain;

    @Mixin
    private RecordOptions record = new RecordOptions();

    @Mixin
    private OutputOptions output = new OutputOptions();

    @Override
    public Integer call() throws CliException, LedgerException {
        Target target = options.target();
        Optional<Recorder> recorder = record.recorder();
        DeploymentRequest request = options.request(target);
        Decision decision = options.gate().decide(options.envelope(), request);
        if (recorder.isPresent()) {
            recorder.get().decision(decision, request, DecisionEvent.Action.ASK);
        }
        if (output.json()) {
            output.console().print(Json.pretty(DecisionReport.asJson(decision)));
        } else {
            DecisionReport.print(output.console(), explain, "ALLOWED", "REFUSED", decision);
        }
        return decision instanceof Decision.Allowed ? ExitCode.FINE : ExitCode.REFUSED;
    }
}
