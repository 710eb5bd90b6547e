package io.jenkins.plugins.cfnattest.plugin.step;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.FilePath;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.jenkinsci.plugins.workflow.steps.StepContext;

/** The workspace of a step: after a restart of the controller its agent comes back later than the build. */
final class ReturningWorkspace {
    private static final int LOOKS = 60;
    private static final int PAUSE_IN_SECONDS = 5;

    private ReturningWorkspace() {}

    /**
     * The workspace; null where the step has none.
     *
     * @param needed whether to wait for the agent; else null is answered while it is away
     * @throws IOException when the agent does not come back within minutes
     */
    @CheckForNull
    static FilePath of(StepContext context, boolean needed) throws IOException, InterruptedException {
        for (int left = LOOKS; ; left--) {
            try {
                return context.get(FilePath.class);
            } catch (IOException e) {
                if (!needed) {
                    return null;
                }
                if (left == 0) {
                    throw e;
                }
            }
            TimeUnit.SECONDS.sleep(PAUSE_IN_SECONDS);
        }
    }
}
