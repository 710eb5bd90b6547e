package io.jenkins.plugins.cfnattest.app;

import io.jenkins.plugins.cfnattest.deploy.DeploymentException;
import io.jenkins.plugins.cfnattest.deploy.Outcome;
import io.jenkins.plugins.cfnattest.gate.OneLine;
import java.util.Optional;

/**
 * How a deployment ended, or that nobody saw it end.
 *
 * @param stackId the stack's ARN with its unique part, as far as it has one
 * @param changeSet the change set's ARN; absent when there was nothing to change
 * @param result the end in one word
 * @param status the stack's last status, or a sentence that says what went wrong
 */
public record DeploymentEnd(String stackId, Optional<String> changeSet, Result result, String status) {
    private static final int LONGEST = 1000;

    public DeploymentEnd {
        status = OneLine.of(status, LONGEST);
    }

    /** The end in one word. The words are for ever. */
    public enum Result {
        /** The stack is as allowed. */
        SUCCEEDED,
        /** It was so before. */
        UNCHANGED,
        /** It is not. */
        FAILED,
        /** It went on, but was not watched to its end. */
        UNKNOWN
    }

    /** It ended well. */
    public static DeploymentEnd of(Outcome outcome) {
        return new DeploymentEnd(
                outcome.stackId(),
                outcome.changeSetId(),
                outcome.changed() ? Result.SUCCEEDED : Result.UNCHANGED,
                outcome.status());
    }

    /** It did not end well, or nobody knows: only CloudFormation's answer makes it a failure. */
    public static DeploymentEnd without(String stackId, Optional<String> changeSet, Exception why) {
        boolean failed = why instanceof DeploymentException known && !known.isUnwatched();
        return new DeploymentEnd(stackId, changeSet, failed ? Result.FAILED : Result.UNKNOWN, sentence(why));
    }

    /** It was never started, and what was made for it was taken back. */
    static DeploymentEnd takenBack(String stackId) {
        return new DeploymentEnd(
                stackId, Optional.empty(), Result.FAILED, "It was never started, and its change set was taken back.");
    }

    /** It did not even begin. */
    static DeploymentEnd unplanned(String stackArn, Exception why) {
        return new DeploymentEnd(stackArn, Optional.empty(), Result.FAILED, sentence(why));
    }

    private static String sentence(Exception why) {
        return Optional.ofNullable(why.getMessage()).orElse(why.getClass().getSimpleName());
    }
}
