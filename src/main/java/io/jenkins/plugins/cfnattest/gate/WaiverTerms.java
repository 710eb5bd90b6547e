package io.jenkins.plugins.cfnattest.gate;

import java.time.Duration;
import java.util.Set;

/**
 * Which waivers a policy accepts.
 *
 * @param signatures how many distinct keys with the purpose {@code waiver} must have signed, at least 1
 * @param longest the longest time a waiver may hold, at most ten years
 * @param never ids of rules that nobody may waive
 */
public record WaiverTerms(int signatures, Duration longest, Set<String> never) {
    private static final Duration LIMIT = Duration.ofDays(3650);

    public WaiverTerms {
        never = Set.copyOf(never);
        if (signatures < 1 || longest.isNegative() || longest.isZero() || longest.compareTo(LIMIT) > 0) {
            throw new IllegalArgumentException(
                    "A waiver has at least one signature, and holds for more than no time and at most ten years.");
        }
    }
}
