package io.jenkins.plugins.cfnattest.deploy;

import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.cloudformation.model.Stack;
import software.amazon.awssdk.services.cloudformation.model.StackEvent;

/** Follows one execution by the stack's events: new ones only, oldest first, each once. */
final class Follower {
    private static final Duration LIMIT = Duration.ofHours(12);
    private static final int FAILED_LOOKS = 4;
    private static final String CANCELLED = "cancelled";

    private final CloudFormation cloudFormation;
    private final Pause pause;
    private final String stackId;
    private final String token;
    private final DeploymentListener listener;
    private final Set<String> known = new HashSet<>();
    private String status = "";
    private Optional<String> failure = Optional.empty();
    private int failedLooks;

    /** Follows the execution that was started with this client token. */
    Follower(CloudFormation cloudFormation, Pause pause, String stackId, String token, DeploymentListener listener) {
        this.cloudFormation = cloudFormation;
        this.pause = pause;
        this.stackId = stackId;
        this.token = token;
        this.listener = listener;
    }

    /** Call it before the execution: what the stack told until now is not new. */
    void rememberPast() throws DeploymentException, InterruptedException {
        cloudFormation.newestEvent(stackId).ifPresent(known::add);
    }

    /**
     * Follows until the end.
     *
     * @return the good status it ended in
     * @throws DeploymentException when it ended in another status, naming the first resource that failed, or cannot be watched any longer
     */
    String follow() throws DeploymentException, InterruptedException {
        try {
            Patience patience = new Patience(pause, LIMIT);
            while (!hasEnded()) {
                if (patience.isOver()) {
                    throw new DeploymentException("The deployment of stack " + stackId + " still runs after "
                            + patience.limit() + " and goes on unwatched. Look at the stack in CloudFormation.");
                }
                patience.pause();
            }
        } catch (InterruptedException e) {
            listener.step("Stopped watching: the deployment of stack " + stackId + " goes on in CloudFormation.");
            throw e;
        }
        return requireSuccess();
    }

    /** One look; some may fail in a row, because what was started goes on whether we look or not. */
    private boolean hasEnded() throws DeploymentException, InterruptedException {
        try {
            boolean ended = look();
            failedLooks = 0;
            return ended;
        } catch (DeploymentException e) {
            failedLooks++;
            if (failedLooks >= FAILED_LOOKS) {
                throw new DeploymentException(
                        "The deployment of stack " + stackId + " was started and goes on, but it cannot be watched. "
                                + e.getMessage(),
                        e);
            }
            listener.step("Looking at the stack failed, trying again. " + e.getMessage());
            return false;
        }
    }

    private boolean look() throws DeploymentException, InterruptedException {
        // The stack first, so that the events hold all that led to its status.
        Optional<Stack> stack = cloudFormation.stack(stackId);
        for (StackEvent event : cloudFormation.events(stackId, known)) {
            known.add(event.eventId());
            tell(event);
        }
        boolean stackRuns =
                stack.map(one -> StackState.runs(one.stackStatusAsString())).orElse(false);
        // The stack's status alone would not do: right after the start it can still be the former operation's.
        return !status.isEmpty() && !StackState.runs(status) && !stackRuns;
    }

    private void tell(StackEvent event) {
        String resourceStatus = String.valueOf(event.resourceStatusAsString());
        String reason = event.resourceStatusReason() == null ? "" : cloudFormation.clean(event.resourceStatusReason());
        String resource = String.valueOf(event.logicalResourceId());
        String type = String.valueOf(event.resourceType());
        boolean ours =
                event.clientRequestToken() == null || event.clientRequestToken().equals(token);
        boolean ofStack = stackId.equals(event.physicalResourceId());
        if (ours && ofStack) {
            status = resourceStatus;
        }
        if (ours
                && !ofStack
                && failure.isEmpty()
                && resourceStatus.endsWith("_FAILED")
                && !reason.contains(CANCELLED)) {
            failure = Optional.of(resource + " (" + type + ") is in " + resourceStatus
                    + (reason.isEmpty() ? ", without a reason" : ": " + reason));
        }
        listener.event(new DeploymentListener.StackEvent(event.timestamp(), resource, type, resourceStatus, reason));
    }

    private String requireSuccess() throws DeploymentException {
        if (StackState.succeeded(status)) {
            return status;
        }
        throw new DeploymentException("The deployment of stack " + stackId + " failed and ended in " + status + ". "
                + failure.map(first -> "First failed resource: " + first)
                        .orElse("No resource gave a reason; look at the stack's events."));
    }
}
