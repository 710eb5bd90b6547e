package io.jenkins.plugins.cfnattest.plugin.run;

/** Jenkins' own symbols for what came out. */
final class Symbols {
    private static final String GOOD = "symbol-status-blue";
    private static final String DOUBTFUL = "symbol-status-yellow";
    private static final String BAD = "symbol-status-red";

    private Symbols() {}

    static String ofVerdict(String verdict) {
        return switch (verdict) {
            case "PASS" -> GOOD;
            case "WARN" -> DOUBTFUL;
            default -> BAD;
        };
    }

    static String ofDeployment(String outcome) {
        return switch (outcome) {
            case DeploymentAction.DEPLOYED, DeploymentAction.PLANNED, DeploymentAction.ALLOWED -> GOOD;
            default -> BAD;
        };
    }
}
