package io.jenkins.plugins.cfnattest.plugin.run;

/** Jenkins' own symbols for what came out. */
final class Symbols {
    private static final String GOOD = "symbol-status-blue";
    private static final String DOUBTFUL = "symbol-status-yellow";
    private static final String RUNNING = "symbol-status-blue-anime";
    private static final String IDLE = "symbol-status-nobuilt";
    private static final String BAD = "symbol-status-red";

    private Symbols() {}

    static String ofVerdict(String verdict) {
        return switch (verdict) {
            case "PASS" -> GOOD;
            case "WARN" -> DOUBTFUL;
            default -> BAD;
        };
    }

    static String ofApproval(boolean approved, boolean waiting) {
        return approved || waiting ? DOUBTFUL : BAD;
    }

    /** A check that is not applicable is neither good nor bad; what nobody knows is bad. */
    static String ofCheck(String outcome) {
        return switch (outcome) {
            case "PASSED" -> GOOD;
            case "RELAXED" -> DOUBTFUL;
            case "NOT_APPLICABLE" -> IDLE;
            default -> BAD;
        };
    }

    /** {@code letPass}: whether a check refused and that was let pass. */
    static String ofDeployment(String outcome, boolean letPass) {
        String symbol = ofDeployment(outcome);
        return letPass && symbol.equals(GOOD) ? DOUBTFUL : symbol;
    }

    private static String ofDeployment(String outcome) {
        return switch (outcome) {
            case DeploymentAction.DEPLOYED, DeploymentAction.PLANNED, DeploymentAction.ALLOWED -> GOOD;
            case DeploymentAction.RUNNING -> RUNNING;
            default -> BAD;
        };
    }
}
