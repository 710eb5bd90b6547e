package io.jenkins.plugins.cfnattest.deploy;

/**
 * What a target sets on its stacks and a change set cannot: the stack policy and the termination protection, each by its own call after a success.
 */
final class OwnCalls {
    private final CloudFormation cloudFormation;
    private final StackSettings settings;
    private final boolean imitation;

    OwnCalls(CloudFormation cloudFormation, StackSettings settings, boolean imitation) {
        this.cloudFormation = cloudFormation;
        this.settings = settings;
        this.imitation = imitation;
    }

    /**
     * Sets what the target says; what it does not mention stays as it is. Where one fails the other is set all the same.
     *
     * @throws DeploymentException that says that the deployment itself succeeded
     */
    void make(String stack, DeploymentListener listener) throws DeploymentException, InterruptedException {
        DeploymentException failed = null;
        if (settings.stackPolicy().isPresent()) {
            try {
                setStackPolicy(stack, settings.stackPolicy().get());
                listener.step("The target's stack policy is set.");
            } catch (DeploymentException e) {
                failed = failed(stack, e);
            }
        }
        if (settings.terminationProtection().isPresent()) {
            boolean protects = settings.terminationProtection().get();
            try {
                cloudFormation.setTerminationProtection(stack, protects);
                listener.step("Termination protection is " + (protects ? "on." : "off."));
            } catch (DeploymentException e) {
                DeploymentException also = failed(stack, e);
                if (failed == null) {
                    failed = also;
                } else {
                    failed.addSuppressed(also);
                }
            }
        }
        if (failed != null) {
            throw failed;
        }
    }

    /** AWS is believed, and need not let us read what we may set; a server that only looks like it may take the policy and forget it. */
    private void setStackPolicy(String stack, String policy) throws DeploymentException, InterruptedException {
        cloudFormation.setStackPolicy(stack, policy);
        if (imitation && !cloudFormation.hasStackPolicy(stack)) {
            throw new DeploymentException(
                    "The server took the stack policy of stack " + stack + ", but did not keep it");
        }
    }

    private static DeploymentException failed(String stack, DeploymentException e) {
        return new DeploymentException(
                "The deployment itself succeeded: stack " + stack
                        + " holds exactly the attested template. But one of the target's settings is missing. "
                        + e.getMessage() + ". Mend that, then deploy again: an unchanged stack gets its settings too.",
                e);
    }
}
