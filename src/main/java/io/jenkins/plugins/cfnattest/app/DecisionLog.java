package io.jenkins.plugins.cfnattest.app;

import io.jenkins.plugins.cfnattest.deploy.DeploymentException;
import io.jenkins.plugins.cfnattest.gate.Decision;
import io.jenkins.plugins.cfnattest.gate.DeploymentRequest;

/** Keeps each decision before anything follows from it. */
@FunctionalInterface
public interface DecisionLog {
    /**
     * Keeps a decision.
     *
     * @param request what the gate was asked
     * @param dryRun whether a deployment is meant to follow
     * @throws DeploymentException (RECORD_UNAVAILABLE) when it could not be kept; then nothing is deployed
     */
    void decided(Decision decision, DeploymentRequest request, boolean dryRun) throws DeploymentException;

    /** Where no record is wanted. */
    static DecisionLog none() {
        return (decision, request, dryRun) -> {};
    }
}
