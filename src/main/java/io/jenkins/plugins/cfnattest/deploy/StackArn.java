package io.jenkins.plugins.cfnattest.deploy;

import io.jenkins.plugins.cfnattest.gate.DeploymentRequest;
import java.util.regex.Pattern;

/** A stack's ARN says where it really is: {@code arn:PARTITION:cloudformation:REGION:ACCOUNT:stack/NAME/ID}. */
final class StackArn {
    private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9-]{0,127}");

    private StackArn() {}

    /** Checks that the stack is named by its name: an ARN in its place could point elsewhere. */
    static void requireName(String stack) throws DeploymentException {
        if (!NAME.matcher(stack).matches()) {
            throw new DeploymentException(
                    "A stack is named by up to 128 letters, digits and dashes, beginning with a letter, but this is '"
                            + stack + "'.");
        }
    }

    /**
     * Checks that CloudFormation works on the stack that was allowed.
     *
     * @throws DeploymentException with the refusal {@code CHANGESET_MISMATCH} when it is in another partition, region or account, or another stack
     */
    static void require(String arn, DeploymentRequest request, String account) throws DeploymentException {
        String expected = "arn:" + request.target().partition() + ":cloudformation:" + request.region() + ":" + account
                + ":stack/" + request.stack() + "/";
        if (arn == null || !arn.startsWith(expected)) {
            throw ReadBack.refused("CloudFormation works on another stack than the allowed one: expected " + expected
                    + "..., found " + arn + ". Check the target's account, partition and endpoint.");
        }
    }
}
