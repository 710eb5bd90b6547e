package io.jenkins.plugins.cfnattest.service;

import io.jenkins.plugins.cfnattest.app.BreakGlassException;
import io.jenkins.plugins.cfnattest.app.DecisionSigner;
import io.jenkins.plugins.cfnattest.app.DeployGated;
import io.jenkins.plugins.cfnattest.app.DeployWire;
import io.jenkins.plugins.cfnattest.app.WatchAgain;
import io.jenkins.plugins.cfnattest.deploy.Target;
import io.jenkins.plugins.cfnattest.gate.DeploymentRequest;
import io.jenkins.plugins.cfnattest.gate.Evidence;
import io.jenkins.plugins.cfnattest.gate.OneLine;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/** Puts together what somebody wants and what belongs to whoever runs the service. */
final class DeploymentOrders {
    private final DeploymentConfig config;

    DeploymentOrders(DeploymentConfig config) {
        this.config = config;
    }

    /** {@code caller}: whose token it was; the target's rules are about that name, whatever the request says. */
    DeploymentRun.Work work(DeployWire.Wanted wanted, String caller) throws ProblemException {
        Target target = config.target(wanted.target())
                .orElseThrow(() -> unprocessable("Expected a target of this service, but it has none of the name "
                        + OneLine.quoted(wanted.target()) + ". Ask whoever runs it."));
        if (wanted.breakGlass().isPresent() || wanted.approval().isPresent()) {
            key();
        }
        Evidence evidence = evidence(wanted);
        DeploymentRequest request = new DeploymentRequest(
                target.scope(),
                wanted.stack(),
                wanted.region().orElse(target.scope().defaultRegion()),
                caller,
                Optional.empty(),
                wanted.parameters(),
                new TreeSet<>(wanted.secrets().keySet()),
                wanted.capabilities(),
                wanted.tags(),
                Optional.empty(),
                wanted.previousValues(),
                wanted.role(),
                wanted.rollback());
        return new DeploymentRun.Work(
                wanted.envelope(),
                new DeployGated.Order(
                        target,
                        config.access(),
                        request,
                        evidence,
                        wanted.secrets(),
                        wanted.mode(),
                        wanted.onAbort(),
                        caller),
                wanted.breakGlass());
    }

    /** As far as watching needs it; the secrets are not known any more. */
    WatchAgain.Order again(DeploymentFacts facts, Target target) {
        return new WatchAgain.Order(target, config.access(), Map.of(), facts.onAbort(), facts.caller());
    }

    private Evidence evidence(DeployWire.Wanted wanted) throws ProblemException {
        Evidence evidence = config.evidence().withWaivers(wanted.waivers());
        if (wanted.recordProof().isPresent()) {
            evidence = evidence.withRecordProof(wanted.recordProof().get());
        }
        if (wanted.approval().isPresent()) {
            try {
                evidence = evidence.withBreakGlass(key().reader()
                        .read(
                                wanted.approval().get().refusal(),
                                wanted.approval().get().approval()));
            } catch (BreakGlassException e) {
                throw unprocessable(e.getMessage());
            }
        }
        return evidence;
    }

    private DecisionSigner key() throws ProblemException {
        return config.signer()
                .orElseThrow(() -> new Problem(
                                ProblemType.NO_KEY,
                                "Nobody can let a refusal pass here: the gate has no key of its own to sign the refusal and an approval with. Leave out"
                                        + " 'breakGlass' and 'approval', or have the service started with --gate-key.")
                        .thrown());
    }

    private static ProblemException unprocessable(String detail) {
        return new Problem(ProblemType.UNPROCESSABLE, detail).thrown();
    }
}
