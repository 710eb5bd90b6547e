package io.jenkins.plugins.cfnattest.gate;

import io.jenkins.plugins.cfnattest.inspect.RuleType;
import java.time.Duration;
import java.util.Set;

/**
 * What a deployment must fulfil.
 *
 * @param name its name
 * @param maxAge how old an inspection may be
 * @param clockSkew how far clocks may differ
 * @param threshold the mildest violation that refuses: FAIL, or WARN for warnings too
 * @param signatures how many distinct trusted keys must verify (k of n), at least 1
 * @param freeParameters names that may differ between inspection and deployment
 */
public record Policy(
        String name,
        Duration maxAge,
        Duration clockSkew,
        RuleType threshold,
        int signatures,
        Set<String> freeParameters) {
    public Policy {
        freeParameters = Set.copyOf(freeParameters);
        if (maxAge.isNegative() || maxAge.isZero() || clockSkew.isNegative() || signatures < 1) {
            throw new IllegalArgumentException(
                    "A policy has a positive maximum age, no negative clock skew and at least one signature.");
        }
    }

    /** The default policy: seven days, two minutes, no failing violation, one signature, no free parameter. */
    public static Policy standard() {
        return new Policy("default", Duration.ofDays(7), Duration.ofMinutes(2), RuleType.FAIL, 1, Set.of());
    }
}
