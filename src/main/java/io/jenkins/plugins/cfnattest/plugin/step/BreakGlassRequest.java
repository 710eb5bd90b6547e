package io.jenkins.plugins.cfnattest.plugin.step;

import hudson.AbortException;
import io.jenkins.plugins.cfnattest.app.BreakGlassWish;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads from a step whether somebody shall be asked to let a refusal pass. */
final class BreakGlassRequest {
    private static final Set<String> NAMES = Set.of("reason", "ticket");

    private BreakGlassRequest() {}

    /** What stands in the step; absent when nothing does. */
    static Optional<BreakGlassWish> of(Texts given) throws AbortException {
        Map<String, String> texts = given.checked("breakGlass");
        if (texts.isEmpty()) {
            return Optional.empty();
        }
        if (!texts.keySet().equals(NAMES)) {
            throw new AbortException("breakGlass should have reason and ticket, but has " + texts.keySet() + ".");
        }
        try {
            return Optional.of(new BreakGlassWish(
                    texts.get("reason").strip(), texts.get("ticket").strip()));
        } catch (IllegalArgumentException e) {
            throw Aborts.because(e);
        }
    }
}
