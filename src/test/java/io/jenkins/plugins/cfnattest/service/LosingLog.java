package io.jenkins.plugins.cfnattest.service;

import io.jenkins.plugins.cfnattest.app.DecisionLog;
import io.jenkins.plugins.cfnattest.app.DeploymentEnd;
import io.jenkins.plugins.cfnattest.app.Permit;
import io.jenkins.plugins.cfnattest.app.SignedDecision;
import io.jenkins.plugins.cfnattest.deploy.DeploymentException;
import io.jenkins.plugins.cfnattest.gate.Decision;
import io.jenkins.plugins.cfnattest.ledger.DecisionEvent;
import java.util.Optional;

/** Keeps decisions, but no end. */
record LosingLog(DecisionLog kept) implements DecisionLog {
    @Override
    public void decided(Decision decision, Optional<SignedDecision> signed, DecisionEvent.Action action)
            throws DeploymentException {
        kept.decided(decision, signed, action);
    }

    @Override
    public void ended(Permit permit, DeploymentEnd end) throws DeploymentException {
        throw new DeploymentException("The end could not be put on record.");
    }
}
