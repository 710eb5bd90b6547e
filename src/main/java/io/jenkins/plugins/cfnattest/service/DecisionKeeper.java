package io.jenkins.plugins.cfnattest.service;

import io.jenkins.plugins.cfnattest.app.DecisionLog;
import io.jenkins.plugins.cfnattest.app.EndSigner;
import io.jenkins.plugins.cfnattest.deploy.DeploymentException;
import io.jenkins.plugins.cfnattest.envelope.Bytes;
import io.jenkins.plugins.cfnattest.envelope.Digest;
import java.util.Optional;

/** Keeps what the service decides, for longer than the service remembers it. */
public interface DecisionKeeper {
    /** Keeps the decisions and the end of one deployment; {@code ends} signs its end, where the gate has a key. */
    DecisionLog open(Optional<EndSigner> ends);

    /**
     * Keeps an approval, before anything follows from it.
     *
     * @param refusal the digest of the decision that is let pass
     * @param approval the envelope
     * @throws DeploymentException when it could not be kept
     */
    void approved(Digest refusal, Bytes approval) throws DeploymentException;
}
