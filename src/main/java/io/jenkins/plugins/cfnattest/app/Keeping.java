package io.jenkins.plugins.cfnattest.app;

import io.jenkins.plugins.cfnattest.deploy.DeploymentException;
import io.jenkins.plugins.cfnattest.deploy.Plan;
import io.jenkins.plugins.cfnattest.gate.Decision;
import io.jenkins.plugins.cfnattest.ledger.DecisionEvent.Action;
import java.util.Optional;

/**
 * Signs decisions and puts them on record, before anything follows from them.
 *
 * @param record where they go
 * @param signer who signs them, where the gate has a key of its own
 */
record Keeping(DecisionLog record, Optional<DecisionSigner> signer) {
    private static final String NOTHING_DEPLOYED = "NONE";

    /** Signs the decision and puts it on record. */
    Optional<SignedDecision> keep(Decision decision, DeployGated.Order order, Optional<Plan> plan)
            throws DeploymentException {
        return keep(
                decision,
                plan.flatMap(Plan::changeSetId),
                plan.isPresent() ? order.target().readBack().name() : NOTHING_DEPLOYED,
                order.mode() instanceof DeployGated.Mode.DryRun ? Action.PLAN : Action.DEPLOY);
    }

    private Optional<SignedDecision> keep(Decision decision, Optional<String> changeSet, String readBack, Action action)
            throws DeploymentException {
        Optional<SignedDecision> signed = signer.map(key -> key.sign(decision, changeSet, readBack));
        record.decided(decision, signed, action);
        return signed;
    }

    /** There is nothing that could be executed, because it was no such plan as was allowed, say: that is worth knowing later, but no deployment. */
    void unplanned(Decision.Allowed allowed, Exception because) {
        try {
            Optional<SignedDecision> signed = keep(allowed, Optional.empty(), NOTHING_DEPLOYED, Action.PLAN);
            record.ended(
                    Permit.of(allowed, signed),
                    DeploymentEnd.unplanned(allowed.request().stackArn(), because));
        } catch (DeploymentException | RuntimeException lost) {
            because.addSuppressed(lost);
        }
    }
}
