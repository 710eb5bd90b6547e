package io.jenkins.plugins.cfnattest.deploy;

import io.jenkins.plugins.cfnattest.gate.Refusal;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.cloudformation.model.DescribeChangeSetResponse;
import software.amazon.awssdk.services.cloudformation.model.Stack;

/**
 * Decides when "nothing changes" may be believed. AWS says so after comparing what it would deploy, and is believed: a stack then keeps its former
 * text where only comments differ, which is told. A server that only looks like CloudFormation is believed when its stack holds what was allowed.
 */
final class NothingToChange {
    /** CloudFormation has no code for it, only these sentences. They must begin the reason: inside another one somebody's value is quoted. */
    private static final List<String> SENTENCES =
            List.of("the submitted information didn't contain changes", "no updates are to be performed");

    private final ReadBack readBack;
    private final Target target;
    private final boolean imitation;

    NothingToChange(ReadBack readBack, Target target) {
        this(readBack, target, !target.isAws() || readBack.isAfter());
    }

    /** The same where it is known whether the server only looks like CloudFormation. */
    NothingToChange(ReadBack readBack, Target target, boolean imitation) {
        this.readBack = readBack;
        this.target = target;
        this.imitation = imitation;
    }

    /** Whether this reason says that nothing changes. */
    static boolean isSaidBy(String reason) {
        String said = reason == null ? "" : reason.strip().toLowerCase(Locale.ROOT);
        return SENTENCES.stream().anyMatch(said::startsWith);
    }

    /** Whether the change set failed because nothing changes. */
    static boolean isSaidBy(DescribeChangeSetResponse state) {
        return "FAILED".equals(state.statusAsString()) && isSaidBy(state.statusReason());
    }

    /**
     * Checks that nothing needs to be changed, as the server says.
     *
     * @param before the stack; absent or without template where it was to be created
     * @return the sentence to tell
     */
    String confirm(String name, Optional<Stack> before, Content expected)
            throws DeploymentException, InterruptedException {
        if (before.isEmpty() || StackState.REVIEW.equals(before.get().stackStatusAsString())) {
            throw new DeploymentException(
                    "CloudFormation says that nothing changes, but stack '" + name
                            + "' does not exist yet. A stack needs at least one resource; look at the template and at the stack.");
        }
        Optional<Refusal> difference = readBack.difference(before.get(), expected);
        if (difference.isEmpty()) {
            return asWanted(name);
        }
        if (imitation) {
            throw new DeploymentException(new Refusal(
                    difference.get().code(),
                    "The server says that nothing changes, but its stack is not what was allowed, so nothing was deployed. "
                            + "It differs in " + different(difference.get().details())
                            + " It seems that this server takes no such change by itself: make it together with another one.",
                    difference.get().details()));
        }
        return "CloudFormation finds nothing to change in stack '" + name
                + "', though not every word is the same, and leaves the stack as it is: "
                + different(difference.get().details());
    }

    /** The sentence for a stack that holds what was allowed. */
    static String asWanted(String name) {
        return "Stack '" + name + "' is already as wanted: there is nothing to change.";
    }

    private static String different(Map<String, String> details) {
        return details.get("what") + ", wanted " + details.get("expected") + ", there " + details.get("found") + ".";
    }

    /**
     * Whether a change set that was made holds no change and would not make one. AWS never makes such a change set: one without changes of resources
     * changes outputs, say, and is executed. So is each one about which it cannot be told for sure.
     */
    boolean isProven(List<Plan.Change> changes, Optional<Stack> before, Content expected)
            throws DeploymentException, InterruptedException {
        if (!imitation
                || !changes.isEmpty()
                || before.isEmpty()
                || !expected.hidden().isEmpty()) {
            return false;
        }
        Stack stack = before.get();
        Set<String> topics = new HashSet<>(target.settings().notificationTopics());
        boolean sameSettings = stack.notificationARNs().containsAll(topics)
                && target.settings().rollbackTriggers().isEmpty()
                && target.serviceRole()
                        .map(role -> role.equals(stack.roleARN()))
                        .orElse(true);
        return sameSettings
                && StackState.succeeded(stack.stackStatusAsString())
                && readBack.difference(stack, expected).isEmpty();
    }
}
