package io.jenkins.plugins.cfnattest.inspect.external;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/**
 * Reads SARIF 2.1.0 (OASIS, sarif-v2.1.0): at least one run, each of which ran to its end and says so where it says anything.
 * Properties of the document that are not named here change nothing.
 */
final class SarifAnswer {
    private static final String VERSION = "2.1.0";
    /** Section 3.20: what the tool had to say about itself. */
    private static final List<String> NOTIFICATIONS =
            List.of("toolExecutionNotifications", "toolConfigurationNotifications");

    private SarifAnswer() {}

    static void read(JsonNode root, PrivateFolder folder, Findings findings) throws InspectorException {
        if (!root.isObject() || !VERSION.equals(root.path("version").asText())) {
            throw new InspectorException("Expected SARIF of version " + VERSION
                    + ", but found something else. Check the inspector's format, and the command's arguments.");
        }
        JsonNode runs = ToolJson.list(root, "runs", "the SARIF document");
        if (runs.isEmpty()) {
            throw new InspectorException(
                    "Expected SARIF with at least one run, but it has none, so nothing was inspected.");
        }
        for (JsonNode run : runs) {
            for (JsonNode invocation : ToolJson.listOr(run, "invocations", "a run")) {
                refuseFailure(invocation);
            }
            // Section 3.14.23: a run that could not look for results has no list of them.
            SarifRun reader = new SarifRun(run, folder, findings);
            for (JsonNode result : ToolJson.list(run, "results", "a run")) {
                reader.result(result);
            }
        }
    }

    private static void refuseFailure(JsonNode invocation) throws InspectorException {
        if (!invocation.path("executionSuccessful").isBoolean()) {
            throw ToolJson.expected("true or false as 'executionSuccessful' of an invocation");
        }
        boolean signalled = ToolJson.isGiven(invocation.path("exitSignalName"))
                || ToolJson.isGiven(invocation.path("exitSignalNumber"))
                || ToolJson.isGiven(invocation.path("processStartFailureMessage"));
        if (!invocation.path("executionSuccessful").booleanValue() || signalled) {
            throw new InspectorException("Expected a run that succeeded, but the tool says itself that it did not.");
        }
        for (String list : NOTIFICATIONS) {
            for (JsonNode notification : ToolJson.listOr(invocation, list, "an invocation")) {
                if ("error".equals(notification.path("level").asText())) {
                    throw new InspectorException("Expected a run without errors of the tool itself, but it says: "
                            + PlainText.message(
                                    notification.path("message").path("text").asText("nothing more")));
                }
            }
        }
    }
}
