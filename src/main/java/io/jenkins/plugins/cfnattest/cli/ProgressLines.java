package io.jenkins.plugins.cfnattest.cli;

import io.jenkins.plugins.cfnattest.deploy.DeploymentException;
import io.jenkins.plugins.cfnattest.deploy.DeploymentListener;
import io.jenkins.plugins.cfnattest.deploy.Running;

/**
 * Steps and events go to stderr as they come.
 *
 * @param state is told what runs before it does
 */
record ProgressLines(Console console, State state) implements DeploymentListener {
    /** Keeps what runs. */
    @FunctionalInterface
    interface State {
        void store(Running running) throws DeploymentException;
    }

    /** Where nothing is kept. */
    ProgressLines(Console console) {
        this(console, running -> {});
    }

    @Override
    public void step(String sentence) {
        console.say(sentence);
    }

    @Override
    public void executing(Running running) throws DeploymentException {
        state.store(running);
    }

    @Override
    public void event(StackEvent event) {
        String reason = event.reason().isEmpty() ? "" : "  " + event.reason();
        console.say("  " + event.at() + "  "
                + Console.plain(
                        event.status() + "  " + event.logicalResourceId() + "  " + event.resourceType() + reason));
    }
}
