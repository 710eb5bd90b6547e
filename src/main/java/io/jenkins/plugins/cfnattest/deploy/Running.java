package io.jenkins.plugins.cfnattest.deploy;

import io.jenkins.plugins.cfnattest.envelope.Digest;
import java.util.Optional;

/**
 * An execution by its identifiers, to be stored before it is started, so that it can be watched again after the process died.
 *
 * @param stackId the stack's ARN with its unique part
 * @param changeSetId the change set's ARN
 * @param creates whether the stack is new
 * @param stackMade whether the stack was made for this change set, and goes with it while that is not executed
 * @param template SHA-256 of the template as CloudFormation answers it (UTF-8)
 * @param role the role the stack has to have in the end, if any
 */
public record Running(
        String stackId,
        String changeSetId,
        boolean creates,
        boolean stackMade,
        Digest template,
        Optional<String> role) {}
