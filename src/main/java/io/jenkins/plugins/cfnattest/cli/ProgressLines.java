package io.jenkins.plugins.cfnattest.cli;

import io.jenkins.plugins.cfnattest.deploy.DeploymentException;
import io.jenkins.plugins.cfnattest.deploy.DeploymentListener;
import io.jenkins.plugins.cfnattest.deploy.Running;
import java.util.Optional;

/**
 * Steps and events go to stderr as they come.
 *
 * @param state where what runs is kept, if anywhere
 */
record ProgressLines(Console console, Optional<RunningFile> state, String target, String region)
        implements DeploymentListener {
    /** Where nothing is kept. */
    ProgressLines(Console console) {
        this(console, Optional.empty(), "", "");
    }

    @Override
    public void step(String sentence) {
        console.say(sentence);
    }

    @Override
    public void executing(Running running) throws DeploymentException {
        if (state.isPresent()) {
            state.get().write(new RunningFile.Started(target, region, running));
        }
    }

    @Override
    public void event(StackEvent event) {
        String reason = event.reason().isEmpty() ? "" : "  " + event.reason();
        console.say("  " + event.at() + "  "
                + Console.plain(
                        event.status() + "  " + event.logicalResourceId() + "  " + event.resourceType() + reason));
    }
}
