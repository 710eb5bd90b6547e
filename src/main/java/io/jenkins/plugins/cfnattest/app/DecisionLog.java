package io.jenkins.plugins.cfnattest.app;

import io.jenkins.plugins.cfnattest.deploy.DeploymentException;
import io.jenkins.plugins.cfnattest.gate.Decision;
import io.jenkins.plugins.cfnattest.ledger.DecisionEvent;
import java.util.Optional;

/** Keeps each decision before anything follows from it, and each end. */
public interface DecisionLog {
    /**
     * Keeps a decision.
     *
     * @param signed the decision as it is kept, where the gate has a key of its own
     * @param action what is meant to follow
     * @throws DeploymentException (RECORD_UNAVAILABLE) when it could not be kept; then nothing is deployed
     */
    void decided(Decision decision, Optional<SignedDecision> signed, DecisionEvent.Action action)
            throws DeploymentException;

    /**
     * Keeps how a deployment ended. One that was not seen to its end can be watched again, and then has another end: the last one counts.
     *
     * @param permit the decision that allowed it
     * @throws DeploymentException when it could not be kept; the deployment has taken place all the same
     */
    void ended(Permit permit, DeploymentEnd end) throws DeploymentException;

    /** Where no record is wanted. */
    static DecisionLog none() {
        return new DecisionLog() {
            @Override
            public void decided(Decision decision, Optional<SignedDecision> signed, DecisionEvent.Action action) {}

            @Override
            public void ended(Permit permit, DeploymentEnd end) {}
        };
    }
}
