package io.jenkins.plugins.cfnattest.deploy;

import java.util.List;
import java.util.Optional;

/**
 * What an administrator sets for the stacks of a target; never taken from a pipeline.
 *
 * @param notificationTopics ARNs of SNS topics that hear the stack's events, at most 5
 * @param rollbackTriggers ARNs of CloudWatch alarms that roll an update back, at most 5
 * @param monitoringMinutes how long the alarms are watched afterwards, 0 to 180
 * @param onFailure what becomes of a stack whose creation fails; absent: CloudFormation's default
 * @param disableRollback whether a failed operation keeps what it made
 * @param stackPolicy the stack policy (JSON), set after success; absent: left as it is
 * @param terminationProtection whether the stack is protected from deletion, set after success; absent: left as it is
 */
public record StackSettings(
        List<String> notificationTopics,
        List<String> rollbackTriggers,
        int monitoringMinutes,
        Optional<OnFailure> onFailure,
        boolean disableRollback,
        Optional<String> stackPolicy,
        Optional<Boolean> terminationProtection) {
    private static final int MOST = 5;
    private static final int LONGEST_MONITORING = 180;

    /** What becomes of a stack whose creation fails (CloudFormation, OnStackFailure). */
    public enum OnFailure {
        ROLLBACK,
        DELETE,
        DO_NOTHING
    }

    public StackSettings {
        notificationTopics = List.copyOf(notificationTopics);
        rollbackTriggers = List.copyOf(rollbackTriggers);
        if (notificationTopics.size() > MOST || rollbackTriggers.size() > MOST) {
            throw new IllegalArgumentException(
                    "A stack has at most 5 notification topics and 5 rollback triggers, but here are "
                            + notificationTopics.size() + " and " + rollbackTriggers.size() + ".");
        }
        if (monitoringMinutes < 0 || monitoringMinutes > LONGEST_MONITORING) {
            throw new IllegalArgumentException(
                    "Alarms are watched for 0 to 180 minutes, but these for " + monitoringMinutes + ".");
        }
        if (disableRollback && onFailure.isPresent() && onFailure.get() != OnFailure.DO_NOTHING) {
            throw new IllegalArgumentException(
                    "'disableRollback' contradicts 'onFailure: " + onFailure.get() + "'. Take one out.");
        }
    }

    /** CloudFormation's defaults. */
    public static StackSettings none() {
        return new StackSettings(List.of(), List.of(), 0, Optional.empty(), false, Optional.empty(), Optional.empty());
    }
}
