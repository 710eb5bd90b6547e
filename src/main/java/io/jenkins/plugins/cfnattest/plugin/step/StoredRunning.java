package io.jenkins.plugins.cfnattest.plugin.step;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.AbortException;
import io.jenkins.plugins.cfnattest.app.Begun;
import io.jenkins.plugins.cfnattest.app.Permit;
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

    /** Null where an older version stored this, which did not name the decision; so are those below. */
    @CheckForNull
    private final String target;

    private final String stack;
    private final String caller;
    private final String attestedTemplate;
    private final String attestation;
    private final String decision;

    StoredRunning(Begun begun) {
        Running running = begun.running();
        Permit permit = begun.permit();
        this.stackId = running.stackId();
        this.changeSetId = running.changeSetId();
        this.creates = running.creates();
        this.stackMade = running.stackMade();
        this.template = running.template().hex();
        this.role = running.role().orElse("");
        this.target = permit.target();
        this.stack = permit.stack();
        this.caller = permit.caller();
        this.attestedTemplate = permit.template().hex();
        this.attestation = permit.attestation().hex();
        this.decision = permit.decision().map(Digest::hex).orElse("");
    }

    /** What was begun, and by which decision. */
    Begun begun() throws AbortException {
        if (target == null) {
            throw new AbortException("What was stored of " + this
                    + " does not name the decision that allowed it, so its end cannot be kept: an older version of the plugin stored it."
                    + " Look at the stack in CloudFormation.");
        }
        return new Begun(
                new Running(
                        stackId,
                        changeSetId,
                        creates,
                        stackMade,
                        new Digest(template),
                        Optional.of(role).filter(one -> !one.isEmpty())),
                new Permit(
                        target,
                        stack,
                        caller,
                        new Digest(attestedTemplate),
                        new Digest(attestation),
                        Optional.of(decision).filter(one -> !one.isEmpty()).map(Digest::new)));
    }

    @Override
    public String toString() {
        return "change set " + changeSetId + " of stack " + stackId;
    }
}
