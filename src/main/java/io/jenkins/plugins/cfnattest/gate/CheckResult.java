package io.jenkins.plugins.cfnattest.gate;

import java.util.List;

/**
 * What one check said.
 *
 * @param number its number in the list of checks, 1 to 15
 * @param name its short name for people
 * @param outcome what came out
 * @param refusals why not; empty unless the outcome is REFUSED or RELAXED
 */
public record CheckResult(int number, String name, Outcome outcome, List<Refusal> refusals) {
    public CheckResult {
        refusals = List.copyOf(refusals);
        boolean objects = outcome == Outcome.REFUSED || outcome == Outcome.RELAXED;
        if (objects == refusals.isEmpty()) {
            throw new IllegalArgumentException(
                    "Check " + number + " is " + outcome + " with " + refusals.size() + " refusals.");
        }
    }

    /** What can come out of a check. */
    public enum Outcome {
        PASSED,
        REFUSED,
        /** It refused, but the target's enforcement lets that pass. */
        RELAXED,
        NOT_APPLICABLE
    }
}
