package io.jenkins.plugins.cfnattest.gate;

import java.time.Instant;
import java.util.List;

/**
 * What is let pass although a check refuses: by the target's enforcement until it ends, or by an approval of this very refusal. Only refusals of
 * the checks 6 to 12, 14 and 15 are; they stay in the results.
 */
final class Leniency {
    private Leniency() {}

    /** The results as the target's enforcement takes them at this instant. One that has ended is named in each refusal that it let pass before. */
    static List<CheckResult> enforced(List<CheckResult> results, TargetScope target, Instant now) {
        Enforcement enforcement = target.enforcement();
        if (enforcement.until().isEmpty()) {
            return results;
        }
        String ended = "The target " + OneLine.quoted(target.name()) + " let this pass (" + enforcement.mode()
                + ") until " + enforcement.until().get() + ", and enforces it since.";
        return results.stream()
                .map(result -> {
                    if (!result.refuses() || !result.canBeRelaxed()) {
                        return result;
                    }
                    return enforcement.relaxes(now) ? result.relaxed() : result.saying(ended);
                })
                .toList();
    }

    /** The results with every refusal let pass; for a fitting approval only. */
    static List<CheckResult> approved(List<CheckResult> results) {
        return results.stream()
                .map(result -> result.refuses() ? result.relaxed() : result)
                .toList();
    }
}
