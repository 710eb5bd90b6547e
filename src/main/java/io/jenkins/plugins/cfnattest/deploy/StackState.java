package io.jenkins.plugins.cfnattest.deploy;

import java.util.Set;

/**
 * What a stack's status means (CloudFormation, "Stack status codes"). A status nobody knows yet counts as failed unless it is in progress: nothing
 * unknown is success.
 */
final class StackState {
    static final String REVIEW = "REVIEW_IN_PROGRESS";
    static final String DELETED = "DELETE_COMPLETE";

    private static final Set<String> GOOD = Set.of("CREATE_COMPLETE", "UPDATE_COMPLETE", "IMPORT_COMPLETE");
    /** A stack in one of these takes an update: it is good, or it was rolled back to what was good. */
    private static final Set<String> UPDATABLE = Set.of(
            "CREATE_COMPLETE",
            "UPDATE_COMPLETE",
            "IMPORT_COMPLETE",
            "UPDATE_ROLLBACK_COMPLETE",
            "IMPORT_ROLLBACK_COMPLETE");

    private StackState() {}

    /** Whether an operation still runs; cleaning up after an update is part of it. */
    static boolean runs(String status) {
        return status.endsWith("_IN_PROGRESS");
    }

    /** Whether this is the end of a deployment that worked. */
    static boolean succeeded(String status) {
        return GOOD.contains(status);
    }

    /**
     * Checks that a stack in this status can be updated.
     *
     * @throws DeploymentException with what to do first
     */
    static void requireUpdatable(String stack, String status) throws DeploymentException {
        if (UPDATABLE.contains(status)) {
            return;
        }
        throw new DeploymentException(
                "Stack '" + stack + "' is in status " + status + ", which takes no deployment: " + advice(status));
    }

    private static String advice(String status) {
        if (runs(status)) {
            return "another operation runs on it. Wait until it has ended, then deploy again.";
        }
        return switch (status) {
            case "ROLLBACK_COMPLETE", "ROLLBACK_FAILED", "CREATE_FAILED" ->
                "its creation failed earlier and CloudFormation can only delete it. Look at its events, delete the stack, then deploy again.";
            case "DELETE_FAILED" -> "its deletion failed earlier. Finish the deletion, then deploy again.";
            case "UPDATE_ROLLBACK_FAILED" ->
                "an earlier update could not be rolled back. Continue the rollback in CloudFormation until it ends in UPDATE_ROLLBACK_COMPLETE, then deploy again.";
            case "UPDATE_FAILED" ->
                "an earlier update failed and was not rolled back. Roll it back in CloudFormation, then deploy again.";
            default -> "bring it into a complete status in CloudFormation, then deploy again.";
        };
    }
}
