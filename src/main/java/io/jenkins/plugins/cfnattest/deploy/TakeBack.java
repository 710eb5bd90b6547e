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
            if (after(e, made, listener) == Fate.EXECUTED) {
                listener.step("The change set '" + made.changeSet() + "' of stack '" + made.stack()
                        + "' is executed already, so it was not deleted and the deployment goes on.");
            }
            throw e;
        }
    }

    /**
     * Asks for the change set. An answer that says no has made none, so none can be left behind; after a lost or broken answer one may be there.
     */
    <T> T unlessRefused(Made made, DeploymentListener listener, Work<T> request)
            throws DeploymentException, InterruptedException {
        try {
            return request.run();
        } catch (DeploymentException e) {
            if (Asking.isRefusal(e)) {
                afterRefusal(e, made, listener);
            } else {
                after(e, made, listener);
            }
            throw e;
        } catch (InterruptedException | RuntimeException | Error e) {
            after(e, made, listener);
            throw e;
        }
    }

    /** An earlier attempt of the same request may have got through all the same, so it is looked after. */
    private void afterRefusal(DeploymentException refused, Made made, DeploymentListener listener) {
        String stack = "";
        try {
            stack = unlessExecuted(made).orElse("");
        } catch (DeploymentException | InterruptedException | RuntimeException nothingThere) {
            refused.addSuppressed(nothingThere);
            keepInterrupt(nothingThere);
        }
        listener.step("Nothing was deployed: the change set was refused"
                + (stack.isEmpty() ? "." : "; what there was of it was deleted" + stack + "."));
    }

    /** What became of what was made. */
    enum Fate {
        /** It was taken back. */
        GONE,
        /** The change set is executed already, so nothing was taken back. */
        EXECUTED,
        /** It could not be taken back. */
        LEFT
    }

    /** Takes back what was made before this failure, and tells what could not be. */
    Fate after(Throwable failure, Made made, DeploymentListener listener) {
        try {
            Optional<String> stack = unlessExecuted(made);
            if (stack.isEmpty()) {
                return Fate.EXECUTED;
            }
            listener.step("Nothing was deployed: the change set was deleted" + stack.get() + ".");
            return Fate.GONE;
        } catch (DeploymentException | InterruptedException | RuntimeException left) {
            failure.addSuppressed(left);
            keepInterrupt(left);
            listener.step("The change set '" + made.changeSet() + "' of stack '" + made.stack() + "' is left behind. "
                    + left.getMessage());
            return Fate.LEFT;
        }
    }

    private static void keepInterrupt(Exception failure) {
        if (failure instanceof InterruptedException) {
            Thread.currentThread().interrupt();
        }
    }

    /**
     * Takes it back.
     *
     * @throws DeploymentException also when it is executed already
     */
    void run(Made made) throws DeploymentException, InterruptedException {
        if (unlessExecuted(made).isEmpty()) {
            throw new DeploymentException(
                    which(made) + " is executed already, so it was not deleted and the deployment goes on.");
        }
    }

    /** Takes it back and says in a clause what became of the stack made for it; absent when it is executed already. */
    private Optional<String> unlessExecuted(Made made) throws DeploymentException, InterruptedException {
        Patience patience = new Patience(pause, LIMIT);
        while (!cloudFormation.deleteChangeSet(made.stack(), made.changeSet())) {
            if (isExecuted(cloudFormation.changeSet(made.stack(), made.changeSet()))) {
                return Optional.empty();
            }
            if (patience.isOver()) {
                throw new DeploymentException(which(made) + " could not be deleted within " + patience.limit()
                        + ", because it is still being made. Look at the stack in CloudFormation.");
            }
            patience.pause();
        }
        return Optional.of(made.stackToo() ? deleteEmptyStack(made.stack()) : "");
    }

    private static String which(Made made) {
        return "The change set '" + made.changeSet() + "' of stack '" + made.stack() + "'";
    }

    /** Whether CloudFormation executes this change set, or has executed it. */
    static boolean isExecuted(DescribeChangeSetResponse state) {
        return state.executionStatusAsString() != null
                && state.executionStatusAsString().startsWith("EXECUTE_");
    }

    /** Only a stack that still waits for its first change set, and for nobody else's. */
    private String deleteEmptyStack(String name) throws DeploymentException, InterruptedException {
        Optional<Stack> stack = cloudFormation.stack(name);
        if (stack.isEmpty()) {
            return "";
        }
        String id = stack.get().stackId();
        String status = stack.get().stackStatusAsString();
        if (!StackState.REVIEW.equals(status)) {
            return ", but not stack " + id + ", which is in " + status + " by now";
        }
        if (cloudFormation.hasChangeSets(id)) {
            return ", but not the empty stack " + id + ", which has other change sets";
        }
        cloudFormation.deleteStack(id);
        return ", and so was the empty stack made for it";
    }
}
