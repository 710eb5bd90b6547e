package io.jenkins.plugins.cfnattest.cli;

import io.jenkins.plugins.cfnattest.deploy.Target;
import io.jenkins.plugins.cfnattest.gate.Decision;
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
    private OutputOptions output = new OutputOptions();

    @Override
    public Integer call() throws CliException {
        Target target = options.target();
        Decision decision = options.gate().decide(options.envelope(), options.request(target));
        if (output.json()) {
            output.console().print(Json.pretty(DecisionReport.asJson(decision)));
        } else {
            DecisionReport.print(output.console(), explain, "ALLOWED", "REFUSED", decision);
        }
        return decision instanceof Decision.Allowed ? ExitCode.FINE : ExitCode.REFUSED;
    }
}
