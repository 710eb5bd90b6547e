package io.jenkins.plugins.cfnattest.gate;

import java.util.List;
import java.util.Set;

/**
 * What one check said.
 *
 * @param number its number in the list of checks, 1 to 16; 16 stands there once for each narrowing
 * @param name its short name for people
 * @param outcome what came out
 * @param refusals why not; empty unless the outcome is REFUSED or RELAXED
 * @param notes what else people should know, a sentence each; nothing of it refuses
 */
public record CheckResult(int number, String name, Outcome outcome, List<Refusal> refusals, List<String> notes) {
    /** Those that neither enforcement nor an approval lets pass: the proof itself, its parameters, who may deploy where, and what narrows that. */
    private static final Set<Integer> ALWAYS = Set.of(1, 2, 3, 4, 5, 13, NarrowingCheck.NUMBER);

    public CheckResult {
        refusals = List.copyOf(refusals);
        notes = List.copyOf(notes);
        boolean objects = outcome == Outcome.REFUSED || outcome == Outcome.RELAXED;
        if (objects == refusals.isEmpty()) {
            throw new IllegalArgumentException(
                    "Check " + number + " is " + outcome + " with " + refusals.size() + " refusals.");
        }
        if (outcome == Outcome.RELAXED && !canBeRelaxed(number)) {
            throw new IllegalArgumentException("Nothing lets check " + number + " pass.");
        }
    }

    /** A result without notes. */
    public CheckResult(int number, String name, Outcome outcome, List<Refusal> refusals) {
        this(number, name, outcome, refusals, List.of());
    }

    /** What can come out of a check. */
    public enum Outcome {
        PASSED,
        REFUSED,
        /** It refused, but the target's enforcement or an approval lets that pass. */
        RELAXED,
        NOT_APPLICABLE
    }

    /** Whether it refuses. */
    public boolean refuses() {
        return outcome == Outcome.REFUSED;
    }

    /** Whether enforcement or an approval may let its refusals pass. */
    public boolean canBeRelaxed() {
        return canBeRelaxed(number);
    }

    /** The same of the check with this number. */
    public static boolean canBeRelaxed(int number) {
        return !ALWAYS.contains(number);
    }

    /** The same refusals, let pass. */
    CheckResult relaxed() {
        return new CheckResult(number, name, Outcome.RELAXED, refusals, notes);
    }

    /** The same with a sentence after each refusal's message. */
    CheckResult saying(String sentence) {
        List<Refusal> more = refusals.stream()
                .map(refusal -> new Refusal(refusal.code(), refusal.message() + " " + sentence, refusal.details()))
                .toList();
        return new CheckResult(number, name, outcome, more, notes);
    }
}
