package io.jenkins.plugins.cfnattest.deploy;

import java.util.List;
import java.util.Optional;

/**
 * A change set that was created, read back and found equal to what the gate allowed.
 *
 * @param changeSetId the change set's ARN; absent when there is nothing to change
 * @param stackId the stack's ARN
 * @param creates whether the stack was made for this change set, and goes with it when it is discarded
 * @param changes what would change
 */
public record Plan(Optional<String> changeSetId, String stackId, boolean creates, List<Change> changes) {
    public Plan {
        changes = List.copyOf(changes);
    }

    /** One change: {@code Add}, {@code Modify}, {@code Remove}, ...; the replacement is {@code True}, {@code False}, {@code Conditional} or empty. */
    public record Change(String action, String logicalResourceId, String resourceType, String replacement) {}
}
