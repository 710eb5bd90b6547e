package io.jenkins.plugins.cfnattest.deploy;

import io.jenkins.plugins.cfnattest.envelope.Bytes;
import io.jenkins.plugins.cfnattest.envelope.Digest;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.cloudformation.model.DescribeChangeSetResponse;
import software.amazon.awssdk.services.cloudformation.model.Stack;

/** Takes up an execution that another process started, from nothing but its identifiers. */
final class Resumption {
    private static final Pattern NO_ECHO = Pattern.compile("NoEcho");

    private final CloudFormation cloudFormation;
    private final Watch watch;
    private final boolean imitation;

    Resumption(CloudFormation cloudFormation, Pause pause, Target target) {
        this.cloudFormation = cloudFormation;
        this.watch = new Watch(cloudFormation, pause, target);
        this.imitation = !target.isAws() || target.readBack() == ReadBackMode.AFTER;
    }

    /**
     * Whether CloudFormation executes this, or has executed it. The change set says so; where it is gone, an event with our token does, or a stack
     * that says it was changed by that change set. In doubt it was not: then everything is gated again.
     */
    boolean isStarted(Running running) throws DeploymentException, InterruptedException {
        Optional<DescribeChangeSetResponse> changeSet = changeSet(running);
        if (changeSet.isPresent()) {
            return TakeBack.isExecuted(changeSet.get())
                    || (imitation
                            && hasMoved(
                                    running, Optional.ofNullable(changeSet.get().creationTime())));
        }
        Optional<Stack> stack = cloudFormation.stackOrDeleted(running.stackId());
        boolean named = stack.filter(one -> !StackState.REVIEW.equals(one.stackStatusAsString()))
                .map(Stack::changeSetId)
                .map(running.changeSetId()::equals)
                .orElse(false);
        return named || new Events(cloudFormation, running, new Deaf()).areThere();
    }

    /** Servers that only look like CloudFormation may never mark a change set as executed; then what the stack did since it was made tells. */
    private boolean hasMoved(Running running, Optional<Instant> since)
            throws DeploymentException, InterruptedException {
        Optional<Stack> stack = cloudFormation.stackOrDeleted(running.stackId());
        boolean made = running.creates()
                && stack.map(Stack::stackStatusAsString)
                        .filter(status -> !StackState.REVIEW.equals(status))
                        .isPresent();
        if (made) {
            return true;
        }
        Events events = new Events(cloudFormation, running, new Deaf());
        events.rememberPastUntil(since);
        events.tellNew();
        return !events.status().isEmpty();
    }

    private Optional<DescribeChangeSetResponse> changeSet(Running running)
            throws DeploymentException, InterruptedException {
        return cloudFormation.changeSetIfThere(running.stackId(), running.changeSetId());
    }

    /**
     * Watches it to its end.
     *
     * @param secrets the names of the parameters whose values are known and blotted out
     */
    Outcome watch(Running running, Set<String> secrets, OnAbort onAbort, DeploymentListener listener)
            throws DeploymentException, InterruptedException {
        Events events = new Events(cloudFormation, running, listener);
        return watch.toTheEnd(
                running,
                events,
                () -> begin(running, secrets, events, listener),
                onAbort,
                stack -> requireTemplate(running),
                listener);
    }

    private void begin(Running running, Set<String> secrets, Events events, DeploymentListener listener)
            throws DeploymentException, InterruptedException {
        if (!isStarted(running)) {
            throw new DeploymentException("There is nothing to watch: change set " + running.changeSetId()
                    + " was not executed. Discard it and deploy again.");
        }
        if (!isBlottable(running, secrets)) {
            events.hideReasons();
        }
        Optional<Instant> since = changeSet(running).map(DescribeChangeSetResponse::creationTime);
        events.rememberPastUntil(since);
        listener.step("Watching again what was started before.");
    }

    /** Whether each secret's value is known. Servers that only look like CloudFormation may not mask them, or answer no parameters: there the template says. */
    private boolean isBlottable(Running running, Set<String> secrets) throws DeploymentException, InterruptedException {
        Optional<Stack> stack = cloudFormation.stackOrDeleted(running.stackId());
        boolean known = stack.stream()
                .flatMap(one -> one.parameters().stream())
                .allMatch(one -> secrets.contains(one.parameterKey()) || !isMasked(one.parameterValue()));
        return known && (!imitation || stack.isEmpty() || hidesNoOther(running, secrets));
    }

    /** By the word alone: one too many hides more than it has to. */
    private boolean hidesNoOther(Running running, Set<String> secrets)
            throws DeploymentException, InterruptedException {
        String template = cloudFormation.templateOfStack(running.stackId());
        return template != null && NO_ECHO.matcher(template).results().count() <= secrets.size();
    }

    /** CloudFormation answers asterisks for the value of a NoEcho parameter. */
    private static boolean isMasked(String value) {
        return value != null && value.startsWith("***");
    }

    private String requireTemplate(Running running) throws DeploymentException, InterruptedException {
        String answered = cloudFormation.templateOfStack(running.stackId());
        Digest found = Digest.of(Bytes.utf8(AsAnswered.of(answered == null ? "" : answered)));
        if (!running.template().equals(found)) {
            throw ReadBack.refused(
                    "The template of the deployed stack is not the one that was allowed: expected SHA-256 "
                            + running.template() + " (as CloudFormation answers it), found " + found
                            + ". Look who else works on this stack.");
        }
        return "exactly the attested template";
    }

    /** Looks only. */
    private static final class Deaf implements DeploymentListener {
        @Override
        public void step(String sentence) {}

        @Override
        public void event(StackEvent event) {}
    }
}
