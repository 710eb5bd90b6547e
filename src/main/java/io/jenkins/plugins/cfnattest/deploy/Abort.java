package io.jenkins.plugins.cfnattest.deploy;

import java.time.Duration;
import java.util.Optional;
import software.amazon.awssdk.services.cloudformation.model.Stack;

/** What becomes of a running deployment when whoever watches it is stopped: told in one sentence, in the console and in the exception. */
final class Abort {
    /** How long an update may take to begin, so that it can be cancelled. */
    private static final Duration BEGINNING = Duration.ofMinutes(1);

    private static final Duration ROLLBACK = Duration.ofMinutes(10);
    private static final String CANCELLABLE = "UPDATE_IN_PROGRESS";

    private final CloudFormation cloudFormation;
    private final Pause pause;
    private final Running running;
    private final Events events;
    private final Follower follower;

    Abort(CloudFormation cloudFormation, Pause pause, Running running, Events events, Follower follower) {
        this.cloudFormation = cloudFormation;
        this.pause = pause;
        this.running = running;
        this.events = events;
        this.follower = follower;
    }

    /**
     * Does as it should. Returns the interruption with what happened as its message; a second one meanwhile ends this at once.
     *
     * @param first what has to be done before the stack's events can be understood
     */
    InterruptedException after(
            InterruptedException stop, OnAbort onAbort, Watch.Beginning first, DeploymentListener listener) {
        String happened = happened(onAbort, first);
        listener.step(happened);
        InterruptedException told = new InterruptedException(happened);
        told.initCause(stop);
        return told;
    }

    private String happened(OnAbort onAbort, Watch.Beginning first) {
        String stopped = "Stopped watching: ";
        if (onAbort == OnAbort.LEAVE) {
            return stopped + "the deployment of stack " + running.stackId()
                    + " goes on in CloudFormation, as it was asked to.";
        }
        if (running.creates()) {
            return stopped + "stack " + running.stackId()
                    + " is being created, which only its deletion would stop, so that goes on in CloudFormation.";
        }
        try {
            first.run();
            return cancelled();
        } catch (DeploymentException e) {
            return stopped + "the update of stack " + running.stackId()
                    + " could not be cancelled, or its rollback not be watched, and goes on in CloudFormation. "
                    + e.getMessage();
        } catch (InterruptedException again) {
            return "Stopped once more: what was begun on stack " + running.stackId()
                    + " goes on unwatched in CloudFormation.";
        }
    }

    private String cancelled() throws DeploymentException, InterruptedException {
        Patience patience = new Patience(pause, BEGINNING);
        while (true) {
            String now = status();
            events.tellNew();
            if (now.equals(CANCELLABLE) && !events.failed()) {
                if (cancels()) {
                    return rolledBack();
                }
            } else if (events.failed() || (StackState.runs(now) && StackState.fails(now))) {
                return rolledBack();
            } else if (StackState.cleansUp(now) || StackState.succeeded(events.status())) {
                return "Stopped too late to cancel: the update of stack " + running.stackId() + " is done, it is in "
                        + now + ".";
            } else if (patience.isOver()) {
                return "Stopped watching: the update of stack " + running.stackId() + " has not begun within "
                        + patience.limit() + ", so it could not be cancelled, and may still begin. The stack is in "
                        + now + ".";
            }
            patience.pause();
        }
    }

    /** False when the update came to its end just before. */
    private boolean cancels() throws DeploymentException, InterruptedException {
        String token = ExecutionToken.ofCancelling(running.changeSetId());
        try {
            cloudFormation.cancelUpdate(running.stackId(), token);
        } catch (DeploymentException e) {
            if (status().equals(CANCELLABLE)) {
                throw e;
            }
            return false;
        }
        events.count(token);
        return true;
    }

    private String rolledBack() throws DeploymentException, InterruptedException {
        Patience patience = new Patience(pause, ROLLBACK);
        Optional<String> end = follower.follow(patience);
        if (end.isEmpty()) {
            return "Stopped: the update of stack " + running.stackId()
                    + " was cancelled, but its rollback still runs after " + patience.limit()
                    + " and goes on in CloudFormation.";
        }
        String status = end.get();
        if (StackState.succeeded(status)) {
            return "Stopped too late to cancel: the update of stack " + running.stackId() + " ended in " + status + ".";
        }
        return "Stopped: the update of stack " + running.stackId() + " was cancelled and ended in " + status + ". "
                + StackState.whatNow(status);
    }

    private String status() throws DeploymentException, InterruptedException {
        return cloudFormation
                .stackOrDeleted(running.stackId())
                .map(Stack::stackStatusAsString)
                .orElse(StackState.DELETED);
    }
}
