package io.jenkins.plugins.cfnattest.deploy;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.cloudformation.model.Stack;

/** Takes a started execution to its end: follows it, does as asked when stopped, and checks what stands there in the end. */
final class Watch {
    private static final Duration LIMIT = Duration.ofHours(12);
    /** Servers that only look like CloudFormation can stop in the middle of a deployment and leave it there. */
    private static final Duration SILENCE_ELSEWHERE = Duration.ofMinutes(15);

    private final CloudFormation cloudFormation;
    private final Pause pause;
    private final OwnCalls ownCalls;
    private final Duration silence;
    private final boolean late;

    Watch(CloudFormation cloudFormation, Pause pause, Target target) {
        this.cloudFormation = cloudFormation;
        this.pause = pause;
        this.ownCalls = new OwnCalls(cloudFormation, target.settings(), !target.isAws());
        this.late = target.readBack() == ReadBackMode.AFTER;
        this.silence = late ? SILENCE_ELSEWHERE : LIMIT;
    }

    /** Checks what the stack holds in the end, and says it: {@code "exactly the attested template"}. */
    @FunctionalInterface
    interface Comparison {
        String require(Stack stack) throws DeploymentException, InterruptedException;
    }

    /** Something to do before the first look, such as finding out what happened before. */
    @FunctionalInterface
    interface Beginning {
        void run() throws DeploymentException, InterruptedException;
    }

    /**
     * Watches.
     *
     * @param beginning done before the first look; when it is interrupted and the deployment is to be cancelled, it is done once more
     * @throws DeploymentException when it did not end well, holds something else, or cannot be watched any longer
     * @throws InterruptedException with what became of the deployment
     */
    Outcome toTheEnd(
            Running running,
            Events events,
            Beginning beginning,
            OnAbort onAbort,
            Comparison comparison,
            DeploymentListener listener)
            throws DeploymentException, InterruptedException {
        Follower follower = new Follower(cloudFormation, running, events, listener, silence);
        Optional<String> end;
        Patience patience = new Patience(pause, LIMIT);
        Abort abort = new Abort(cloudFormation, pause, running, events, follower);
        try {
            beginning.run();
        } catch (InterruptedException stop) {
            throw abort.after(stop, onAbort, beginning, listener);
        } catch (DeploymentException e) {
            throw unseen(running, e);
        }
        try {
            end = follower.follow(patience);
        } catch (InterruptedException stop) {
            throw abort.after(stop, onAbort, () -> {}, listener);
        } catch (DeploymentException e) {
            throw unseen(running, e);
        }
        String status = end.orElseThrow(() -> DeploymentException.unwatched(
                "The deployment of stack " + running.stackId() + " still runs after " + patience.limit()
                        + " and goes on unwatched. Look at the stack in CloudFormation.",
                null));
        requireSuccess(running, status, events);
        try {
            return checked(running, status, comparison, events.areReasonsShown(), listener);
        } catch (InterruptedException stop) {
            String happened = "Stopped after the end: stack " + running.stackId() + " ended in " + status
                    + ", but it was not seen to it that it holds what was attested and has its target's settings.";
            listener.step(happened);
            InterruptedException told = new InterruptedException(happened);
            told.initCause(stop);
            throw told;
        }
    }

    /** Until the end is seen, nothing that goes wrong here is the end of the deployment. */
    private static DeploymentException unseen(Running running, DeploymentException e) {
        return e.isUnwatched()
                ? e
                : DeploymentException.unwatched(
                        "How the deployment of stack " + running.stackId() + " ends could not be seen. "
                                + e.getMessage(),
                        e);
    }

    private void requireSuccess(Running running, String status, Events events)
            throws DeploymentException, InterruptedException {
        if (StackState.succeeded(status) && !events.failed()) {
            return;
        }
        throw new DeploymentException("The deployment of stack " + running.stackId() + " failed and ended in " + status
                + ". "
                + events.failure()
                        .map(first -> "First failed resource: " + first)
                        .orElse("No resource gave a reason; look at the stack's events.")
                + " " + whatNow(running, status));
    }

    /** What is said of a rolled back creation is looked at: some servers say it and leave everything, and say it of updates too. */
    private String whatNow(Running running, String status) throws InterruptedException {
        if (!StackState.ROLLED_BACK.equals(status)) {
            return StackState.whatNow(status);
        }
        try {
            List<String> left = cloudFormation.remaining(running.stackId());
            return left.isEmpty() && running.creates()
                    ? StackState.whatNow(status)
                    : "But not all is as it was before: the stack holds "
                            + (left.isEmpty() ? "nothing any more" : String.join(", ", left))
                            + ". Look at it and delete it, then deploy again.";
        } catch (DeploymentException e) {
            return "What is left in it could not be seen. " + e.getMessage();
        }
    }

    private Outcome checked(
            Running running, String status, Comparison comparison, boolean shown, DeploymentListener listener)
            throws DeploymentException, InterruptedException {
        Optional<Stack> stack;
        try {
            stack = cloudFormation.stack(running.stackId());
        } catch (DeploymentException e) {
            throw uncompared(running, status, e);
        }
        if (stack.isEmpty()) {
            throw new DeploymentException(
                    "Stack " + running.stackId() + " ended in " + status + ", but now it is gone.");
        }
        String compared;
        try {
            compared = compared(running, stack.get(), comparison);
        } catch (DeploymentException e) {
            throw e.refusal().isPresent() ? e : uncompared(running, status, e);
        }
        listener.step("The stack ended in " + status + " and holds " + compared);
        ownCalls.make(running.stackId(), listener);
        return new Outcome(
                true, running.stackId(), Optional.of(running.changeSetId()), status, outputs(stack.get(), shown));
    }

    /** It has to be looked at again: what stands there may not be what was allowed. */
    private static DeploymentException uncompared(Running running, String status, DeploymentException e) {
        return DeploymentException.unwatched(
                "Stack " + running.stackId() + " ended in " + status
                        + ", but it could not be compared with what was allowed. " + e.getMessage(),
                e);
    }

    private String compared(Running running, Stack stack, Comparison comparison)
            throws DeploymentException, InterruptedException {
        Optional<String> found = Optional.ofNullable(stack.roleARN());
        // As with all that a server that is compared afterwards leaves empty: no answer is no other answer.
        boolean unanswered = late && found.isEmpty() && running.role().isPresent();
        if (!unanswered) {
            requireRole(running, found);
        }
        return comparison.require(stack) + "."
                + (unanswered
                        ? " With which role it was deployed, expected "
                                + running.role().get()
                                + ", could not be compared, because the server does not answer that."
                        : "");
    }

    private static void requireRole(Running running, Optional<String> found) throws DeploymentException {
        if (!running.role().equals(found)) {
            throw ReadBack.refused("The stack was deployed, but with another role: expected "
                    + running.role().orElse("none") + ", found " + found.orElse("none")
                    + ". Look who else works on this stack.");
        }
    }

    /** The stack as it is, when there was nothing to do; it gets its target's settings all the same. */
    Outcome unchanged(Plan plan, DeploymentListener listener) throws DeploymentException, InterruptedException {
        Optional<Stack> stack = cloudFormation.stack(plan.stackId());
        if (stack.isPresent()) {
            ownCalls.make(plan.stackId(), listener);
        }
        return new Outcome(
                false,
                plan.stackId(),
                Optional.empty(),
                stack.map(Stack::stackStatusAsString).orElse(StackState.DELETED),
                stack.map(one -> outputs(one, true)).orElse(Map.of()));
    }

    private Map<String, String> outputs(Stack stack, boolean shown) {
        Map<String, String> outputs = new LinkedHashMap<>();
        stack.outputs()
                .forEach(output -> outputs.put(
                        output.outputKey(), shown ? cloudFormation.clean(output.outputValue()) : Content.WITHHELD));
        return outputs;
    }
}
