package io.jenkins.plugins.cfnattest.envelope;

import java.time.Instant;
import java.util.Optional;

/**
 * How a deployment ended (predicate {@link #TYPE}).
 *
 * @param template the template digest
 * @param decision digest of the payload of the decision that allowed it
 * @param stackId the stack's ARN with its unique part
 * @param changeSet ARN of the executed change set; absent when there was nothing to change
 * @param outcome SUCCEEDED, UNCHANGED, FAILED or UNKNOWN (it went on unwatched)
 * @param status the stack's last known status
 * @param endedAt when that was seen
 */
public record DeploymentStatement(
        Digest template,
        Digest decision,
        String stackId,
        Optional<String> changeSet,
        String outcome,
        String status,
        Instant endedAt) {
    /** The predicate type. */
    public static final String TYPE = "https://plugins.jenkins.io/cfn-attestation/deployment/v1";
}
