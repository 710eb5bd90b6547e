package io.jenkins.plugins.cfnattest.deploy;

import io.jenkins.plugins.cfnattest.envelope.Bytes;
import io.jenkins.plugins.cfnattest.envelope.Digest;
import io.jenkins.plugins.cfnattest.gate.Decision;
import java.util.Optional;
import software.amazon.awssdk.services.cloudformation.model.DescribeChangeSetResponse;
import software.amazon.awssdk.services.cloudformation.model.Stack;

/** Executes a change set that still holds what the gate allowed, and takes it to its end. */
final class Execution {
    private final CloudFormation cloudFormation;
    private final ReadBack readBack;
    private final TakeBack takeBack;
    private final Watch watch;
    private final Target target;

    Execution(CloudFormation cloudFormation, Pause pause, Target target) {
        this.cloudFormation = cloudFormation;
        this.readBack = new ReadBack(cloudFormation, target);
        this.takeBack = new TakeBack(cloudFormation, pause);
        this.watch = new Watch(cloudFormation, pause, target);
        this.target = target;
    }

    /** What is known when it starts. */
    private record Prepared(Running running, Events events) {}

    /** Starts it; when that fails or is interrupted, nothing of ours is left behind. Then watches it. */
    Outcome execute(Made made, Decision.Allowed allowed, OnAbort onAbort, DeploymentListener listener)
            throws DeploymentException, InterruptedException {
        Content expected = Content.allowed(allowed);
        Prepared prepared = takeBack.unlessDone(made, listener, () -> prepare(made, expected, listener));
        Running running = prepared.running();
        Events events = prepared.events();
        Optional<String> oddAnswer = start(made, running, events, listener);
        try {
            return watch.toTheEnd(
                    running,
                    events,
                    () -> listener.step("The change set is being executed."),
                    onAbort,
                    stack -> readBack.requireDeployed(stack, expected),
                    listener);
        } catch (DeploymentException e) {
            if (oddAnswer.isEmpty() || e.refusal().isPresent()) {
                throw e;
            }
            throw e.followedBy(" Before that: " + oddAnswer.get());
        }
    }

    private Prepared prepare(Made made, Content expected, DeploymentListener listener)
            throws DeploymentException, InterruptedException {
        DescribeChangeSetResponse state = cloudFormation.changeSet(made.stack(), made.changeSet());
        requireExecutable(state);
        // Compared again: the plan may have waited for long, and the decision may be a new one.
        readBack.require(state, made.changeSet(), made.stack(), expected);
        Optional<Stack> before = cloudFormation.stack(made.stack());
        Running running = new Running(
                made.stack(),
                made.changeSet(),
                before.map(stack -> StackState.REVIEW.equals(stack.stackStatusAsString()))
                        .orElse(true),
                made.stackToo(),
                Digest.of(Bytes.utf8(expected.template())),
                target.serviceRole().or(() -> before.map(Stack::roleARN)));
        Events events = new Events(cloudFormation, running, listener);
        events.rememberPast();
        listener.executing(running);
        return new Prepared(running, events);
    }

    private static void requireExecutable(DescribeChangeSetResponse state) throws DeploymentException {
        if (!"AVAILABLE".equals(state.executionStatusAsString())) {
            throw new DeploymentException(
                    "The change set " + state.changeSetId() + " cannot be executed: its execution status is "
                            + state.executionStatusAsString() + ", expected AVAILABLE. Make a new plan.");
        }
    }

    /** Whatever goes wrong here, the request may have got through; what was not started is taken back. Returns what went wrong though it was started. */
    private Optional<String> start(Made made, Running running, Events events, DeploymentListener listener)
            throws DeploymentException, InterruptedException {
        StackSettings settings = target.settings();
        // CloudFormation takes only one of the two: what a creation does on failure was said when its change set was
        // made.
        boolean keepsWhatFailed = settings.disableRollback()
                && !(running.creates() && settings.onFailure().isPresent());
        try {
            cloudFormation.execute(
                    running.stackId(),
                    running.changeSetId(),
                    ExecutionToken.of(running.changeSetId()),
                    keepsWhatFailed);
            return Optional.empty();
        } catch (DeploymentException | InterruptedException | RuntimeException | Error e) {
            Optional<Boolean> started = hasStarted(running, events, e);
            if (!started.orElse(false)) {
                TakeBack.Fate fate = takeBack.after(e, made, listener);
                if (fate == TakeBack.Fate.LEFT && started.isEmpty() && e instanceof DeploymentException) {
                    throw DeploymentException.unwatched(
                            e.getMessage() + " Whether it was started all the same could not be seen.", e);
                }
                if (fate != TakeBack.Fate.EXECUTED) {
                    throw e;
                }
            }
            if (e instanceof InterruptedException) {
                // The watch that follows meets the flag at once, and does with what runs as it was told.
                Thread.currentThread().interrupt();
            }
            String said = cloudFormation.clean(String.valueOf(e.getMessage()));
            listener.step("CloudFormation's answer got lost or was an error, but the stack shows that it was started. "
                    + said);
            return Optional.of(said);
        }
    }

    /** Absent when it could not be seen. */
    private Optional<Boolean> hasStarted(Running running, Events events, Throwable failure) {
        try {
            boolean executed = cloudFormation
                    .changeSetIfThere(running.stackId(), running.changeSetId())
                    .map(TakeBack::isExecuted)
                    .orElse(false);
            if (executed) {
                return Optional.of(true);
            }
            // Some servers never mark a change set as executed, or fail in the middle and answer an error.
            events.tellNew();
            return Optional.of(!events.status().isEmpty());
        } catch (DeploymentException e) {
            failure.addSuppressed(e);
            return Optional.empty();
        } catch (InterruptedException e) {
            failure.addSuppressed(e);
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    /** Nothing to do: the stack as it is. */
    Outcome unchanged(Plan plan, DeploymentListener listener) throws DeploymentException, InterruptedException {
        return watch.unchanged(plan, listener);
    }
}
