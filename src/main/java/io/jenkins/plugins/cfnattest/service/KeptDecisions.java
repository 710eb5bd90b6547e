package io.jenkins.plugins.cfnattest.service;

import io.jenkins.plugins.cfnattest.app.DecisionLog;
import io.jenkins.plugins.cfnattest.app.DeploymentEnd;
import io.jenkins.plugins.cfnattest.app.EndSigner;
import io.jenkins.plugins.cfnattest.app.Permit;
import io.jenkins.plugins.cfnattest.app.SignedDecision;
import io.jenkins.plugins.cfnattest.deploy.DeploymentException;
import io.jenkins.plugins.cfnattest.deploy.Running;
import io.jenkins.plugins.cfnattest.envelope.Bytes;
import io.jenkins.plugins.cfnattest.gate.Decision;
import io.jenkins.plugins.cfnattest.ledger.DecisionEvent;
import java.util.Optional;

/** Keeps the decisions and the end of one deployment, then has them at hand for whoever asks. For its thread. */
final class KeptDecisions implements DecisionLog {
    private final DecisionLog kept;
    private final DeploymentProgress progress;
    private Optional<Permit> permit = Optional.empty();
    private Optional<Bytes> signed = Optional.empty();
    private boolean lost;

    KeptDecisions(DeploymentConfig config, DeploymentProgress progress) {
        this.progress = progress;
        Optional<EndSigner> ends = config.signer().map(key -> (allowed, end) -> {
            Bytes envelope = key.deployment(allowed, end);
            progress.ended(envelope);
            return envelope;
        });
        this.kept = config.keeper().open(ends);
    }

    @Override
    public void decided(Decision decision, Optional<SignedDecision> given, DecisionEvent.Action action)
            throws DeploymentException {
        kept.decided(decision, given, action);
        permit = decision instanceof Decision.Allowed allowed
                ? Optional.of(Permit.of(allowed, given))
                : Optional.empty();
        signed = given.map(SignedDecision::decision);
        progress.decided(decision);
        progress.signed(given);
    }

    @Override
    public void ended(Permit allowed, DeploymentEnd end) throws DeploymentException {
        lost = true;
        kept.ended(allowed, end);
        lost = false;
    }

    /** Whether an end could not be kept: then it is looked at once more when the service starts again. */
    boolean isEndLost() {
        return lost;
    }

    /** What is going to be executed, with the decision that allowed it. */
    DeploymentStore.Executing executing(Running running) {
        return new DeploymentStore.Executing(
                running,
                permit.orElseThrow(() -> new IllegalStateException("Nothing is executed that was not allowed.")),
                signed);
    }
}
