package io.jenkins.plugins.cfnattest.gate;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What an administrator allows at a target; never taken from a pipeline.
 *
 * @param name the target's name
 * @param account the AWS account id, 12 digits; absent: whatever account the credentials belong to
 * @param partition {@code aws}, {@code aws-cn}, {@code aws-us-gov}
 * @param defaultRegion the region when the request names none
 * @param rules who may deploy what where; empty: nobody
 * @param capabilities the CloudFormation capabilities a request may use
 * @param serviceRole ARN of the role CloudFormation itself uses; absent: the caller's own rights
 * @param enforcement how strictly the checks hold
 */
public record TargetScope(
        String name,
        Optional<String> account,
        String partition,
        String defaultRegion,
        List<TargetRule> rules,
        Set<String> capabilities,
        Optional<String> serviceRole,
        Enforcement enforcement) {
    public TargetScope {
        rules = List.copyOf(rules);
        capabilities = Set.copyOf(capabilities);
        if (name.isBlank() || partition.isBlank() || defaultRegion.isBlank()) {
            throw new IllegalArgumentException("A target has a name, a partition and a default region.");
        }
        if (account.isPresent() && !account.get().matches("[0-9]{12}")) {
            throw new IllegalArgumentException(
                    "An AWS account id has 12 digits, but target '" + name + "' names '" + account.get() + "'.");
        }
    }

    /** A target that enforces, with the caller's own rights. */
    public TargetScope(
            String name,
            Optional<String> account,
            String partition,
            String defaultRegion,
            List<TargetRule> rules,
            Set<String> capabilities) {
        this(name, account, partition, defaultRegion, rules, capabilities, Optional.empty(), Enforcement.enforce());
    }
}
