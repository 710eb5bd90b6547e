package io.jenkins.plugins.cfnattest.deploy;

import io.jenkins.plugins.cfnattest.gate.Refusal;
import java.util.Optional;

/** The deployment did not succeed: CloudFormation said no, could not be reached, or what it holds is not what was allowed. */
public final class DeploymentException extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient Refusal refusal;

    public DeploymentException(String message) {
        super(message);
        this.refusal = null;
    }

    public DeploymentException(String message, Throwable cause) {
        super(message, cause);
        this.refusal = null;
    }

    /** What CloudFormation holds is not what the gate allowed ({@code CHANGESET_MISMATCH}). */
    public DeploymentException(Refusal refusal) {
        super(refusal.toString());
        this.refusal = refusal;
    }

    /** The refusal, if this is one. */
    public Optional<Refusal> refusal() {
        return Optional.ofNullable(refusal);
    }
}
