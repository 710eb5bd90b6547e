package io.jenkins.plugins.cfnattest.plugin.step;

import io.jenkins.plugins.cfnattest.deploy.Running;
import io.jenkins.plugins.cfnattest.envelope.Digest;
import java.io.Serializable;
import java.util.Optional;

/** What is being executed, as plain values that Jenkins stores with the running program. Its fields are for ever. */
final class StoredRunning implements Serializable {
    private static final long serialVersionUID = 1L;

    private final String stackId;
    private final String changeSetId;
    private final boolean creates;
    private final boolean stackMade;
    private final String template;
    private final String role;

    StoredRunning(Running running) {
        this.stackId = running.stackId();
        this.changeSetId = running.changeSetId();
        this.creates = running.creates();
        this.stackMade = running.stackMade();
        this.template = running.template().hex();
        this.role = running.role().orElse("");
    }

    Running running() {
        return new Running(
                stackId,
                changeSetId,
                creates,
                stackMade,
                new Digest(template),
                Optional.of(role).filter(one -> !one.isEmpty()));
    }

    @Override
    public String toString() {
        return "change set " + changeSetId + " of stack " + stackId;
    }
}
