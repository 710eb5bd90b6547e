package io.jenkins.plugins.cfnattest.deploy;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.cloudformation.model.Stack;

/**
 * Clears away a stack whose first creation failed and was rolled back. CloudFormation takes nothing for it but its deletion. It is deleted only
 * when that loses nothing: nobody protects it, it is nobody's part, and it has no resource any more.
 */
final class Leftover {
    private static final String DELETING = "DELETE_IN_PROGRESS";
    private static final Duration LIMIT = Duration.ofMinutes(15);
    private static final int MOST_NAMED = 3;

    private final CloudFormation cloudFormation;
    private final Pause pause;

    Leftover(CloudFormation cloudFormation, Pause pause) {
        this.cloudFormation = cloudFormation;
        this.pause = pause;
    }

    /**
     * The stack as it was found, or none once a leftover is deleted.
     *
     * @throws DeploymentException when it is a leftover that must not be deleted, or could not be
     */
    Optional<Stack> cleared(Optional<Stack> found, DeploymentListener listener)
            throws DeploymentException, InterruptedException {
        if (found.isEmpty() || !StackState.ROLLED_BACK.equals(found.get().stackStatusAsString())) {
            return found;
        }
        Stack stack = found.get();
        refuseIf(stack, Boolean.TRUE.equals(stack.enableTerminationProtection()), "it is protected from deletion");
        refuseIf(stack, stack.parentId() != null, "it is a nested stack");
        List<String> remaining = cloudFormation.remaining(stack.stackId());
        refuseIf(
                stack,
                !remaining.isEmpty(),
                "it still holds "
                        + String.join(", ", remaining.stream().limit(MOST_NAMED).toList())
                        + (remaining.size() > MOST_NAMED ? ", ..." : ""));
        listener.step("Stack '" + stack.stackName() + "' is left from a creation that failed (" + StackState.ROLLED_BACK
                + ") and holds no resource: it is deleted now and made anew. Its events stay readable under "
                + stack.stackId() + ".");
        cloudFormation.deleteStack(stack.stackId());
        waitForEnd(stack.stackId());
        return Optional.empty();
    }

    private static void refuseIf(Stack stack, boolean loses, String why) throws DeploymentException {
        if (loses) {
            throw new DeploymentException("Stack '" + stack.stackName() + "' is in status " + StackState.ROLLED_BACK
                    + ": its creation failed earlier and CloudFormation can only delete it, but " + why
                    + ", so it was not deleted. Look at it, delete the stack, then deploy again.");
        }
    }

    private void waitForEnd(String arn) throws DeploymentException, InterruptedException {
        Patience patience = new Patience(pause, LIMIT);
        Optional<Stack> stack = cloudFormation.stack(arn);
        while (stack.isPresent()) {
            String status = stack.get().stackStatusAsString();
            boolean onItsWay = DELETING.equals(status) || StackState.ROLLED_BACK.equals(status);
            if (!onItsWay || patience.isOver()) {
                throw new DeploymentException("Stack " + arn + " could not be deleted: it is in " + status
                        + (onItsWay ? " after " + patience.limit() : "")
                        + ". Look at its events, delete the stack, then deploy again.");
            }
            patience.pause();
            stack = cloudFormation.stack(arn);
        }
    }
}
