package io.jenkins.plugins.cfnattest.app;

import io.jenkins.plugins.cfnattest.deploy.DeploymentException;
import io.jenkins.plugins.cfnattest.gate.Decision;
import io.jenkins.plugins.cfnattest.ledger.DecisionEvent;
import java.util.Optional;

/**
 * Where there is no record, ends of deployments are signed and kept all the same.
 *
 * @param signer signs and keeps them
 */
public record SignedEnds(EndSigner signer) implements DecisionLog {
    /** There is nothing to put on record, and whoever signed the decision has kept it. */
    @Override
    public void decided(Decision decision, Optional<SignedDecision> signed, DecisionEvent.Action action) {}

    @Override
    public void ended(Permit permit, DeploymentEnd end) throws DeploymentException {
        try {
            if (permit.decision().isPresent()) {
                signer.sign(permit, end);
            }
        } catch (IllegalStateException e) {
            throw new DeploymentException(e.getMessage(), e);
        }
    }
}
