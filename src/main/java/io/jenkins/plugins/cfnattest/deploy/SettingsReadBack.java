package io.jenkins.plugins.cfnattest.deploy;

import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import software.amazon.awssdk.services.cloudformation.model.DescribeChangeSetResponse;
import software.amazon.awssdk.services.cloudformation.model.RollbackConfiguration;
import software.amazon.awssdk.services.cloudformation.model.RollbackTrigger;

/**
 * Compares what a change set says beside its content: who is notified, which alarms roll back, what becomes of a failed creation, and that it
 * neither includes nested stacks nor imports anything.
 */
final class SettingsReadBack {
    /** CloudFormation's default for a creation; the answer may name it or leave it out. */
    private static final String DEFAULT = StackSettings.OnFailure.ROLLBACK.name();

    private final Target target;

    SettingsReadBack(Target target) {
        this.target = target;
    }

    /**
     * Compares. What the target leaves open is a stack's own affair on an update, and has to be empty on a creation.
     *
     * @throws DeploymentException with the refusal {@code CHANGESET_MISMATCH} at the first difference
     */
    void require(DescribeChangeSetResponse state, boolean creates) throws DeploymentException {
        StackSettings settings = target.settings();
        List<String> topics = settings.notificationTopics();
        if (creates || !topics.isEmpty()) {
            require("notification topics", topics, state.notificationARNs());
        }
        if (creates || !settings.rollbackTriggers().isEmpty() || settings.monitoringMinutes() > 0) {
            requireRollback(settings, Optional.ofNullable(state.rollbackConfiguration()));
        }
        String expected = Proposal.onFailure(settings, creates)
                .map(StackSettings.OnFailure::name)
                .orElse(DEFAULT);
        require("failure", expected, state.onStackFailureAsString(), DEFAULT);
        requireNothingMore(state);
    }

    private void requireRollback(StackSettings settings, Optional<RollbackConfiguration> found)
            throws DeploymentException {
        List<RollbackTrigger> triggers =
                found.map(RollbackConfiguration::rollbackTriggers).orElse(List.of());
        require(
                "rollback triggers",
                settings.rollbackTriggers().stream()
                        .map(arn -> Proposal.ALARM + " " + arn)
                        .toList(),
                triggers.stream().map(one -> one.type() + " " + one.arn()).toList());
        require(
                "minutes for which the alarms are watched",
                Integer.toString(settings.monitoringMinutes()),
                found.map(RollbackConfiguration::monitoringTimeInMinutes)
                        .map(String::valueOf)
                        .orElse(null),
                "0");
    }

    private void require(String what, List<String> expected, List<String> found) throws DeploymentException {
        if (found.isEmpty() && mayBeSilent()) {
            return;
        }
        require(what, new TreeSet<>(expected).toString(), new TreeSet<>(found).toString(), "");
    }

    private void require(String what, String expected, String found, String unsaid) throws DeploymentException {
        if (found == null && mayBeSilent()) {
            return;
        }
        String said = found == null ? unsaid : found;
        if (!expected.equals(said)) {
            throw ReadBack.refused("The change set is not what the target's settings say (" + what + "): expected "
                    + expected + ", found " + said + ". Look who else works on this stack, then deploy again.");
        }
    }

    private static void requireNothingMore(DescribeChangeSetResponse state) throws DeploymentException {
        boolean more = Boolean.TRUE.equals(state.includeNestedStacks())
                || Boolean.TRUE.equals(state.importExistingResources())
                || isSaid(state.parentChangeSetId())
                || isSaid(state.rootChangeSetId())
                || isSaid(state.deploymentModeAsString());
        if (more) {
            throw ReadBack.refused("The change set " + state.changeSetId()
                    + " does more than was allowed: it includes nested stacks, imports resources or reverts drift."
                    + " Only plain change sets are deployed. Make a new plan.");
        }
    }

    private static boolean isSaid(String text) {
        return text != null && !text.isEmpty();
    }

    /** A server that only looks like CloudFormation may not know what it was asked for; AWS says all there is. */
    private boolean mayBeSilent() {
        return target.readBack() == ReadBackMode.AFTER && !target.isAws();
    }
}
