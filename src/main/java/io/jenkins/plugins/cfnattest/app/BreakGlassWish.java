package io.jenkins.plugins.cfnattest.app;

import io.jenkins.plugins.cfnattest.gate.CheckResult;
import io.jenkins.plugins.cfnattest.gate.Decision;
import java.util.List;
import java.util.Optional;

/**
 * Whoever wants a deployment asks that somebody lets a refusal pass. It only asks: neither text has any meaning to the gate.
 *
 * @param reason why it cannot wait
 * @param ticket where it is followed up
 */
public record BreakGlassWish(String reason, String ticket) {
    private static final int LONGEST = 500;

    public BreakGlassWish {
        require("reason", reason);
        require("ticket", ticket);
    }

    private static void require(String name, String text) {
        if (text.isBlank() || text.length() > LONGEST) {
            throw new IllegalArgumentException("Expected 1 to " + LONGEST + " characters for '" + name
                    + "' of breakGlass, but found " + text.strip().length() + ".");
        }
    }

    /** Why nobody can let this refusal pass; absent when somebody can. */
    public static Optional<String> objection(Decision.Refused refused) {
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
