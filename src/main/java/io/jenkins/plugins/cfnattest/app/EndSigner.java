package io.jenkins.plugins.cfnattest.app;

import io.jenkins.plugins.cfnattest.envelope.Bytes;
import io.jenkins.plugins.cfnattest.gate.Decision;

/** Signs with the gate's own key how a deployment ended, and keeps the envelope: the record holds its digests only. */
@FunctionalInterface
public interface EndSigner {
    /**
     * The envelope.
     *
     * @param signed the decision that allowed it
     * @throws IllegalStateException when the key could not sign
     */
    Bytes sign(Decision.Allowed decision, SignedDecision signed, DeploymentEnd end);
}
