package io.jenkins.plugins.cfnattest.service;

import io.jenkins.plugins.cfnattest.app.DecisionLog;
import io.jenkins.plugins.cfnattest.app.DeploymentEnd;
import io.jenkins.plugins.cfnattest.app.EndSigner;
import io.jenkins.plugins.cfnattest.app.SignedDecision;
import io.jenkins.plugins.cfnattest.deploy.DeploymentException;
import io.jenkins.plugins.cfnattest.envelope.Bytes;
import io.jenkins.plugins.cfnattest.gate.Decision;
import io.jenkins.plugins.cfnattest.ledger.DecisionEvent;
import java.util.Optional;

/** Keeps the decisions and the end of one deployment, then has them at hand for whoever asks. */
final class KeptDecisions implements DecisionLog {
    private final DecisionLog kept;
    private final DeploymentProgress progress;

    KeptDecisions(DeploymentConfig config, DeploymentProgress progress) {
        this.progress = progress;
        Optional<EndSigner> ends = config.signer().map(key -> (decision, signed, end) -> {
            Bytes envelope = key.deployment(
                    decision,
                    signed,
                    end.stackId(),
                    end.changeSet(),
                    end.result().name(),
                    end.status());
            progress.ended(envelope);
            return envelope;
        });
        this.kept = config.keeper().open(ends);
    }

    @Override
    public void decided(Decision decision, Optional<SignedDecision> signed, DecisionEvent.Action action)
            throws DeploymentException {
        kept.decided(decision, signed, action);
        progress.decided(decision);
        progress.signed(signed);
    }

    @Override
    public void ended(Decision.Allowed decision, Optional<SignedDecision> signed, DeploymentEnd end)
            throws DeploymentException {
        kept.ended(decision, signed, end);
    }
}
