package io.jenkins.plugins.cfnattest.deploy;

import java.util.Set;

/**
 * What a stack's status means (CloudFormation, "Stack status codes"). A status nobody knows yet counts as failed unless it is in progress: nothing
 * unknown is success.
 */
final class StackState {
    static final String REVIEW = "REVIEW_IN_PROGRESS";
    /** A creation that failed and was rolled back. */
    static final String ROLLED_BACK = "ROLLBACK_COMPLETE";

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

    /** Whether the update itself is done, or undone, and only what it replaced is deleted. */
    static boolean cleansUp(String status) {
        return status.endsWith("_CLEANUP_IN_PROGRESS");
    }

    /** Whether an operation in this status has not worked, be it over or not. */
    static boolean fails(String status) {
        return status.contains("ROLLBACK") || status.startsWith("DELETE_") || (!runs(status) && !succeeded(status));
    }

    /** What people should do about a deployment that ended in this status. */
    static String whatNow(String end) {
        return switch (end) {
            case "CREATE_FAILED" ->
                "What was made until then is kept, as the target's settings say. Look into it, then delete the stack and deploy again.";
            case "ROLLBACK_COMPLETE" ->
                "All that was made is deleted again, and the empty stack is left. Mend the cause, then deploy again.";
            case "ROLLBACK_FAILED" ->
                "Not all that was made could be deleted again. Look at its events, delete the stack, then deploy again.";
            case "DELETE_COMPLETE" -> "The stack is deleted. Mend the cause, then deploy again.";
            case "DELETE_FAILED" ->
                "The stack was to be deleted, but something in it could not be. Finish the deletion, then deploy again.";
            case "UPDATE_FAILED" ->
                "What was changed until then is kept, as the target's settings say. Roll it back in CloudFormation, or mend the cause there.";
            case "UPDATE_ROLLBACK_COMPLETE", "IMPORT_ROLLBACK_COMPLETE" ->
                "What was there before stands again. Mend the cause, then deploy again.";
            case "UPDATE_ROLLBACK_FAILED" ->
                "Not everything could be rolled back. Mend what the events name, then continue the rollback in CloudFormation.";
            case "IMPORT_ROLLBACK_FAILED" ->
                "Not everything could be rolled back. Look at the events in CloudFormation.";
            default -> "Look at the stack in CloudFormation.";
        };
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
