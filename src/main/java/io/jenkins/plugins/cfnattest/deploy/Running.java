package io.jenkins.plugins.cfnattest.deploy;

import io.jenkins.plugins.cfnattest.envelope.Digest;
import java.util.Optional;

/**
 * An execution by its identifiers, to be stored before it is started, so that it can be watched again after the process died. No secret is among them:
 * whoever watches again gives the NoEcho parameters' values anew, so that they can be blotted out. Where one is missing, no event's reason and no
 * output is shown, since CloudFormation hides these values in parameters only. Of what the stack holds in the end, template and role are compared.
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
        Optional<String> role) {
    public Running {
        if (!stackId.startsWith("arn:") || !changeSetId.startsWith("arn:")) {
            throw new IllegalArgumentException("A stack and a change set are named by their ARNs, but these by '"
                    + stackId + "' and '" + changeSetId + "'.");
        }
    }
}
