package io.jenkins.plugins.cfnattest.cli;

import io.jenkins.plugins.cfnattest.app.DecisionLog;
import io.jenkins.plugins.cfnattest.app.DecisionMembers;
import io.jenkins.plugins.cfnattest.app.DecisionSigner;
import io.jenkins.plugins.cfnattest.app.SignedDecision;
import io.jenkins.plugins.cfnattest.deploy.DeploymentException;
import io.jenkins.plugins.cfnattest.deploy.Target;
import io.jenkins.plugins.cfnattest.gate.Decision;
import io.jenkins.plugins.cfnattest.gate.DeploymentRequest;
import io.jenkins.plugins.cfnattest.gate.Evidence;
import io.jenkins.plugins.cfnattest.gate.Policy;
import io.jenkins.plugins.cfnattest.ledger.DecisionEvent;
import io.jenkins.plugins.cfnattest.ledger.LedgerException;
import java.util.Map;
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
    private GateKeyOptions key = new GateKeyOptions();

    @Mixin
    private RecordOptions record = new RecordOptions();

    @Mixin
    private OutputOptions output = new OutputOptions();

    @Override
    public Integer call() throws CliException, LedgerException, DeploymentException {
        Target target = options.target();
        Optional<DecisionSigner> signer = key.signer();
        DecisionFiles files = key.files();
        DecisionLog log = files.before(record.decisionLog(Optional.empty()));
        Policy policy = options.policy();
        Evidence evidence = options.evidence(record.lookup(policy));
        DeploymentRequest request = options.request(target);
        Decision decision = options.gate(policy).decide(options.envelope(), request, evidence);
        Optional<SignedDecision> signed = signer.map(gate -> gate.sign(decision, Optional.empty(), "NONE"));
        log.decided(decision, signed, DecisionEvent.Action.ASK);
        Optional<DecisionFiles.Kept> kept = files.kept();
        if (output.json()) {
            Map<String, Object> json = DecisionMembers.of(decision);
            kept.ifPresent(one -> DecisionReport.add(json, one));
            output.console().print(Json.pretty(json));
        } else {
            DecisionReport.print(output.console(), explain, "ALLOWED", "REFUSED", decision);
            kept.ifPresent(one -> DecisionReport.print(output.console(), one));
        }
        return decision instanceof Decision.Allowed ? ExitCode.FINE : ExitCode.REFUSED;
    }
}
