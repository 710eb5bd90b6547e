package io.jenkins.plugins.cfnattest.deploy;

import io.jenkins.plugins.cfnattest.gate.Decision;
import java.time.Instant;

/** Is told what happens during a deployment. */
public interface DeploymentListener {
    /** A step of ours, one sentence. */
    void step(String sentence);

    /** What the gate said, before anything is planned. */
    default void decided(Decision decision) {}

    /** What would change, before anything is executed. */
    default void planned(Plan plan) {}

    /**
     * What is going to be executed now. Whoever has to watch it again after a restart stores this; it is told before CloudFormation is.
     *
     * @throws DeploymentException when it could not be stored; then nothing is executed
     */
    default void executing(Running running) throws DeploymentException {}

    /** An event of the stack, oldest first, each once. */
    void event(StackEvent event);

    /**
     * One event of a stack.
     *
     * @param reason why, or empty
     */
    record StackEvent(Instant at, String logicalResourceId, String resourceType, String status, String reason) {}
}
