package io.jenkins.plugins.cfnattest.plugin.step;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.AbortException;
import hudson.FilePath;
import hudson.model.Run;
import io.jenkins.plugins.cfnattest.envelope.Bytes;
import io.jenkins.plugins.cfnattest.envelope.EnvelopeJson;
import io.jenkins.plugins.cfnattest.gate.Evidence;
import io.jenkins.plugins.cfnattest.plugin.run.BuildArtifacts;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Signed waivers that a pipeline names: artifacts of this build, else files of the workspace. What they say is believed only once it is verified. */
final class GivenWaivers {
    private GivenWaivers() {}

    static List<Bytes> read(List<String> paths, Run<?, ?> run, @CheckForNull FilePath workspace)
            throws IOException, InterruptedException {
        if (paths.size() > Evidence.MOST_WAIVERS) {
            throw new AbortException(
                    "waivers should name at most " + Evidence.MOST_WAIVERS + " files, but names " + paths.size() + ".");
        }
        BuildArtifacts artifacts = new BuildArtifacts(run);
        List<Bytes> waivers = new ArrayList<>();
        for (String given : paths) {
            RelativePath path = RelativePath.of("waivers", given);
            waivers.add(
                    artifacts.has(path.text())
                            ? artifacts.envelope(path.text())
                            : WorkspaceFile.read(workspace(workspace, path), "waivers", path, EnvelopeJson.LIMIT));
        }
        return waivers;
    }

    private static FilePath workspace(@CheckForNull FilePath workspace, RelativePath path) throws AbortException {
        if (workspace == null) {
            throw new AbortException(
                    "waivers: this build has no artifact '" + path.text()
                            + "', and there is no workspace here. Archive the waiver first, or put the step into a node block.");
        }
        return workspace;
    }
}
