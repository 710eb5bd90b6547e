package io.jenkins.plugins.cfnattest.app;

import io.jenkins.plugins.cfnattest.gate.Decision;
import io.jenkins.plugins.cfnattest.signing.Signer;
import java.util.Optional;

/** Signs decisions with the gate's own key: our decision statement, and beside it the SLSA verification summary. */
public final class DecisionSigner {
    private final Signer key;
    private final String gate;
    private final String version;

    /**
     * Signs with this key.
     *
     * @param key the gate's own key, which signs nothing else
     * @param gate the gate's URI
     * @param version its version
     */
    public DecisionSigner(Signer key, String gate, String version) {
        this.key = key;
        this.gate = gate;
        this.version = version;
    }

    /**
     * Signs a decision.
     *
     * @param changeSet ARN of the change set that was read back, if one was made
     * @param readBack BEFORE, AFTER, or NONE where nothing is deployed
     */
    public SignedDecision sign(Decision decision, Optional<String> changeSet, String readBack) {
        throw new UnsupportedOperationException(key + gate + version);
    }
}
