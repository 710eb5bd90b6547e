package io.jenkins.plugins.cfnattest.deploy;

import io.jenkins.plugins.cfnattest.gate.Refusal;
import java.util.Optional;

/** The deployment did not succeed: CloudFormation said no, could not be reached, or what it holds is not what was allowed. */
public final class DeploymentException extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient Refusal refusal;
    private final boolean unwatched;

    public DeploymentException(String message) {
        this(message, null);
    }

    public DeploymentException(String message, Throwable cause) {
        this(message, cause, false);
    }

    private DeploymentException(String message, Throwable cause, boolean unwatched) {
        super(message, cause);
        this.refusal = null;
        this.unwatched = unwatched;
    }

    /** It was started and may go on, but how it ends was not seen. */
    public static DeploymentException unwatched(String message, Throwable cause) {
        return new DeploymentException(message, cause, true);
    }

    /** The same failure with more to tell; whether its end is known stays as it is. */
    DeploymentException followedBy(String more) {
        return new DeploymentException(getMessage() + more, this, unwatched);
    }

    /** What CloudFormation holds is not what the gate allowed ({@code CHANGESET_MISMATCH}). */
    public DeploymentException(Refusal refusal) {
        this(refusal, null);
    }

    /** The gate would allow it, but what has to come first did not work ({@code RECORD_UNAVAILABLE}). */
    public DeploymentException(Refusal refusal, Throwable cause) {
        super(refusal.toString(), cause);
        this.refusal = refusal;
        this.unwatched = false;
    }

    /** The refusal, if this is one. */
    public Optional<Refusal> refusal() {
        return Optional.ofNullable(refusal);
    }

    /** Whether it may go on, unseen; else it has ended, and not well. */
    public boolean isUnwatched() {
        return unwatched;
    }
}
