package io.jenkins.plugins.cfnattest.deploy;

import java.time.Duration;
import java.util.Optional;
import software.amazon.awssdk.services.cloudformation.model.DescribeChangeSetResponse;
import software.amazon.awssdk.services.cloudformation.model.Stack;

/** Looks at one execution until it has ended. It always ends: a server that says nothing more is not waited for for ever, and silence is no success. */
final class Follower {
    /** After that many fruitless looks at a stack that is not busy, nothing more is expected. */
    static final int QUIET_LOOKS = 24;

    private static final int REFUSED_LOOKS = 4;
    private static final Duration LOST_LIMIT = Duration.ofMinutes(10);
    /** Deleting what an update replaced takes long, but not that long without a word. */
    private static final Duration CLEANING = Duration.ofHours(2);

    private final CloudFormation cloudFormation;
    private final Running running;
    private final Events events;
    private final DeploymentListener listener;
    private final Duration silence;
    private int quietLooks;
    private int failedLooks;
    private Duration lastGoodLook = Duration.ZERO;
    private Duration lastNews = Duration.ZERO;
    private String end = "";

    /**
     * Follows an execution.
     *
     * @param silence a busy stack that tells nothing for so long is given up
     */
    Follower(
            CloudFormation cloudFormation,
            Running running,
            Events events,
            DeploymentListener listener,
            Duration silence) {
        this.cloudFormation = cloudFormation;
        this.running = running;
        this.events = events;
        this.listener = listener;
        this.silence = silence;
    }

    /**
     * Follows until the end.
     *
     * @return the status it ended in, good or bad; absent when {@code patience} ended first
     * @throws DeploymentException when it cannot be watched any longer, or nobody can tell how it ended
     */
    Optional<String> follow(Patience patience) throws DeploymentException, InterruptedException {
        lastGoodLook = Duration.ZERO;
        lastNews = Duration.ZERO;
        while (!hasEnded(patience)) {
            if (patience.isOver()) {
                return Optional.empty();
            }
            patience.pause();
        }
        return Optional.of(end);
    }

    /** One look; some may fail in a row, because what was started goes on whether we look or not. */
    private boolean hasEnded(Patience patience) throws DeploymentException, InterruptedException {
        Optional<Stack> stack;
        boolean news;
        try {
            // The stack first, so that the events hold all that led to its status.
            stack = cloudFormation.stackOrDeleted(running.stackId());
            news = events.tellNew();
        } catch (DeploymentException e) {
            tolerate(e, patience);
            return false;
        }
        failedLooks = 0;
        lastGoodLook = patience.waited();
        quietLooks = news ? 0 : quietLooks + 1;
        lastNews = news ? patience.waited() : lastNews;
        String now = stack.map(Stack::stackStatusAsString).orElse(StackState.DELETED);
        if (StackState.runs(now) && !StackState.REVIEW.equals(now)) {
            quietLooks = 0;
            requireNews(now, patience);
            return false;
        }
        return restsIn(now, stack);
    }

    private void tolerate(DeploymentException e, Patience patience) throws DeploymentException {
        failedLooks++;
        boolean lost = patience.waited().minus(lastGoodLook).compareTo(LOST_LIMIT) >= 0;
        if (lost || (Asking.isRefusal(e) && failedLooks >= REFUSED_LOOKS)) {
            throw DeploymentException.unwatched(
                    "The deployment of stack " + running.stackId()
                            + " was started and goes on, but it cannot be watched. " + e.getMessage(),
                    e);
        }
        listener.step("Looking at the stack failed, trying again. " + e.getMessage());
    }

    private void requireNews(String now, Patience patience) throws DeploymentException {
        boolean cleans = StackState.cleansUp(now) && silence.compareTo(CLEANING) > 0;
        Duration bearable = cleans ? CLEANING : silence;
        if (patience.waited().minus(lastNews).compareTo(bearable) >= 0) {
            throw DeploymentException.unwatched(
                    "Stack " + running.stackId() + " has been in " + now
                            + " without any news for " + bearable.toMinutes()
                            + " minutes, so it is not watched any longer; how it will end is not known. Look at it in CloudFormation.",
                    null);
        }
    }

    /** The stack is not busy. Its status alone would not do: right after the start it can still be the former operation's. */
    private boolean restsIn(String now, Optional<Stack> stack) throws DeploymentException, InterruptedException {
        String said = events.status();
        boolean toldEnd = !said.isEmpty() && !StackState.runs(said);
        if (toldEnd && StackState.succeeded(said) && events.areMarked()) {
            end = said;
            return true;
        }
        if (toldEnd && quietLooks > 0) {
            // What failed may still begin to roll back, so a bad end is looked at twice. Without our token the stack
            // has the last word.
            end = StackState.succeeded(said) ? now : said;
            return true;
        }
        if (quietLooks < QUIET_LOOKS) {
            return false;
        }
        end = untold(now, stack);
        return true;
    }

    /** No event tells the end. Then the change set has to say that it was executed, or the stack that it was this change set. */
    private String untold(String now, Optional<Stack> stack) throws DeploymentException, InterruptedException {
        if (StackState.DELETED.equals(now)) {
            return now;
        }
        Optional<DescribeChangeSetResponse> changeSet =
                cloudFormation.changeSetIfThere(running.stackId(), running.changeSetId());
        String execution = changeSet
                .map(DescribeChangeSetResponse::executionStatusAsString)
                .orElse("");
        boolean executed = "EXECUTE_COMPLETE".equals(execution)
                || (changeSet.isEmpty()
                        && stack.map(Stack::changeSetId)
                                .map(running.changeSetId()::equals)
                                .orElse(false));
        boolean contradicted = StackState.succeeded(now) && (!executed || events.failed());
        if (contradicted || StackState.REVIEW.equals(now)) {
            throw DeploymentException.unwatched(
                    "The execution of change set " + running.changeSetId()
                            + " was asked for, but nobody can tell how it ended: the stack is in " + now
                            + ", its events tell no end"
                            + (events.status().isEmpty() ? "" : " after " + events.status())
                            + ", and the change set's execution status is "
                            + (execution.isEmpty() ? "unknown" : execution)
                            + ". Look at the stack in CloudFormation; this counts as failed.",
                    null);
        }
        return now;
    }
}
