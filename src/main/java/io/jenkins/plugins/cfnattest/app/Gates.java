package io.jenkins.plugins.cfnattest.app;

import io.jenkins.plugins.cfnattest.gate.Gate;
import io.jenkins.plugins.cfnattest.gate.Policy;
import io.jenkins.plugins.cfnattest.signing.TrustedKeys;
import java.time.Clock;

/** Makes gates that can inspect a template again with the built-in rules, as both shells need them. */
public final class Gates {
    private Gates() {}

    /** A gate under this policy and these keys. */
    public static Gate of(Policy policy, TrustedKeys trusted, Clock clock) {
        return new Gate(policy, trusted, clock).reinspecting(new Reinspection());
    }
}
