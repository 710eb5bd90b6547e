package io.jenkins.plugins.cfnattest.plugin.step;

import hudson.AbortException;
import io.jenkins.plugins.cfnattest.gate.CheckResult;
import io.jenkins.plugins.cfnattest.gate.Decision;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A pipeline asks that somebody lets a refusal pass. It only asks: neither text has any meaning to the gate.
 *
 * @param reason why it cannot wait
 * @param ticket where it is followed up
 */
record BreakGlassRequest(String reason, String ticket) {
    private static final Set<String> NAMES = Set.of("reason", "ticket");
    private static final int LONGEST = 500;

    /** Reads what stands in the step; absent when nothing does. */
    static Optional<BreakGlassRequest> of(Texts given) throws AbortException {
        Map<String, String> texts = given.checked("breakGlass");
        if (texts.isEmpty()) {
            return Optional.empty();
        }
        if (!texts.keySet().equals(NAMES)) {
            throw new AbortException("breakGlass should have reason and ticket, but has " + texts.keySet() + ".");
        }
        return Optional.of(new BreakGlassRequest(text("reason", texts), text("ticket", texts)));
    }

    private static String text(String name, Map<String, String> texts) throws AbortException {
        String text = texts.get(name).strip();
        if (text.isEmpty() || text.length() > LONGEST) {
            throw new AbortException("breakGlass: " + name + " should have 1 to " + LONGEST + " characters, but has "
                    + text.length() + ".");
        }
        return text;
    }

    /** Why nobody can let this refusal pass; absent when somebody can. */
    static Optional<String> objection(Decision.Refused refused) {
        if (refused.verified().isEmpty()) {
            return Optional.of("Nobody can let it pass: no attestation could be verified.");
        }
        return objection(refused.checks());
    }

    /** The same of what the checks said. */
    static Optional<String> objection(List<CheckResult> checks) {
        List<String> never = checks.stream()
                .filter(check -> check.refuses() && !check.canBeRelaxed())
                .map(CheckResult::name)
                .toList();
        if (!never.isEmpty()) {
            return Optional.of("Nobody can let these checks pass: " + String.join(", ", never) + ".");
        }
        return checks.stream().anyMatch(CheckResult::refuses)
                ? Optional.empty()
                : Optional.of("Nobody can let it pass: it was no check that refused.");
    }
}
