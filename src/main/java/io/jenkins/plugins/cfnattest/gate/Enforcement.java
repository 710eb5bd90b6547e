package io.jenkins.plugins.cfnattest.gate;

import java.time.Instant;
import java.util.Optional;

/**
 * How strictly a target holds to checks 6 to 12, 14 and 15. The others always refuse.
 *
 * @param mode what a refusal of these checks means
 * @param until first instant at which a milder mode does not hold any more; there exactly for those
 */
public record Enforcement(Mode mode, Optional<Instant> until) {
    /** What a refusal of a relaxed check means. */
    public enum Mode {
        /** It refuses. */
        ENFORCE,
        /** It is let pass, and the build is marked unstable. */
        WARN,
        /** It is let pass, and stands in the report. */
        OBSERVE
    }

    public Enforcement {
        if (until.isPresent() == (mode == Mode.ENFORCE)) {
            throw new IllegalArgumentException("A target that warns or observes says until when, and one that enforces"
                    + " does not, but this is " + mode
                    + until.map(end -> " until " + end).orElse(" without an end") + ".");
        }
    }

    /** Every check refuses. */
    public static Enforcement enforce() {
        return new Enforcement(Mode.ENFORCE, Optional.empty());
    }

    /** Whether refusals of relaxed checks are let pass at this instant. */
    public boolean relaxes(Instant now) {
        return until.map(now::isBefore).orElse(false);
    }
}
