package io.jenkins.plugins.cfnattest.deploy;

import java.time.Duration;
import java.util.Optional;
import software.amazon.awssdk.services.cloudformation.model.DescribeChangeSetResponse;
import software.amazon.awssdk.services.cloudformation.model.Stack;

/** Leaves nothing of ours behind: deletes a change set that was not executed, and the stack if it was made for it and is still empty. */
final class TakeBack {
    /** How long a change set may take to become deletable. */
    private static final Duration LIMIT = Duration.ofMinutes(2);

    private final CloudFormation cloudFormation;
    private final Pause pause;

    TakeBack(CloudFormation cloudFormation, Pause pause) {
        this.cloudFormation = cloudFormation;
        this.pause = pause;
    }

    /** Work that may leave something behind. */
    @FunctionalInterface
    interface Work<T> {
        T run() throws DeploymentException, InterruptedException;
    }

    /** Does the work; when it ends in any failure or interruption, takes back what was made and tells what could not be. */
    <T> T unlessDone(Made made, DeploymentListener listener, Work<T> work)
            throws DeploymentException, InterruptedException {
        try {
            return work.run();
        } catch (DeploymentException | InterruptedException | RuntimeException | Error e) {
            try {
                run(made);
                listener.step("Nothing was deployed: the change set was deleted"
                        + (made.stackToo() ? ", and so was the empty stack made for it." : "."));
            } catch (DeploymentException | InterruptedException | RuntimeException left) {
                e.addSuppressed(left);
                listener.step("The change set '" + made.changeSet() + "' of stack '" + made.stack()
                        + "' is left behind. " + left.getMessage());
                keepInterrupt(left);
            }
            throw e;
        }
    }

    private static void keepInterrupt(Exception failure) {
        if (failure instanceof InterruptedException) {
            Thread.currentThread().interrupt();
        }
    }

    /** Takes it back. */
    void run(Made made) throws DeploymentException, InterruptedException {
        Patience patience = new Patience(pause, LIMIT);
        while (!cloudFormation.deleteChangeSet(made.stack(), made.changeSet())) {
            String which = "The change set '" + made.changeSet() + "' of stack '" + made.stack() + "'";
            if (isExecuted(cloudFormation.changeSet(made.stack(), made.changeSet()))) {
                throw new DeploymentException(
                        which + " is executed already, so it was not deleted and the deployment goes on.");
            }
            if (patience.isOver()) {
                throw new DeploymentException(which + " could not be deleted within " + patience.limit()
                        + ", because it is still being made. Look at the stack in CloudFormation.");
            }
            patience.pause();
        }
        if (made.stackToo()) {
            deleteEmptyStack(made.stack());
        }
    }

    /** Whether CloudFormation executes this change set, or has executed it. */
    static boolean isExecuted(DescribeChangeSetResponse state) {
        return state.executionStatusAsString() != null
                && state.executionStatusAsString().startsWith("EXECUTE_");
    }

    /** Only a stack that still waits for its first change set, and for nobody else's. */
    private void deleteEmptyStack(String name) throws DeploymentException, InterruptedException {
        Optional<Stack> stack = cloudFormation.stack(name);
        if (stack.isPresent()
                && StackState.REVIEW.equals(stack.get().stackStatusAsString())
                && !cloudFormation.hasChangeSets(stack.get().stackId())) {
            cloudFormation.deleteStack(stack.get().stackId());
        }
    }
}
