package io.jenkins.plugins.cfnattest.plugin.run;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Extension;
import hudson.model.Run;
import hudson.model.TaskListener;
import hudson.model.listeners.RunListener;
import io.jenkins.plugins.cfnattest.plugin.Printable;

/**
 * Says in the console what a build left running when it ended without waiting for it: because Jenkins was killed and the Pipeline could not be resumed, or
 * because somebody stopped it twice.
 */
@Extension
public final class UnseenEnds extends RunListener<Run<?, ?>> {
    @Override
    public void onCompleted(Run<?, ?> run, @NonNull TaskListener listener) {
        run.getActions(DeploymentAction.class).stream()
                .filter(DeploymentAction::isRunning)
                .forEach(report -> listener.getLogger().println(Printable.of(report.unseen())));
    }
}
