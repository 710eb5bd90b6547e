package io.jenkins.plugins.cfnattest.app;

import io.jenkins.plugins.cfnattest.envelope.Bytes;

/** Signs with the gate's own key how a deployment ended, and keeps the envelope: the record holds its digests only. */
@FunctionalInterface
public interface EndSigner {
    /**
     * The envelope.
     *
     * @param permit the decision that allowed it, which was signed
     * @throws IllegalStateException when the key could not sign
     */
    Bytes sign(Permit permit, DeploymentEnd end);
}
