package io.jenkins.plugins.cfnattest.plugin.step;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.AbortException;
import hudson.FilePath;
import io.jenkins.plugins.cfnattest.app.AttestException;
import io.jenkins.plugins.cfnattest.app.ParameterFile;
import io.jenkins.plugins.cfnattest.template.Template;
import java.io.IOException;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/** The template's parameters of a step: from a file of the workspace, and from the pipeline, which wins. */
final class GivenParameters {
    private GivenParameters() {}

    static SortedMap<String, String> read(@CheckForNull FilePath workspace, @CheckForNull String file, Texts parameters)
            throws IOException, InterruptedException {
        SortedMap<String, String> all = new TreeMap<>();
        if (file != null) {
            RelativePath path = RelativePath.of("parametersFile", file);
            try {
                all.putAll(ParameterFile.read(
                        WorkspaceFile.read(
                                workspace(workspace, "parametersFile"), "parametersFile", path, Template.LIMIT),
                        path.text()));
            } catch (AttestException e) {
                throw Aborts.because(e);
            }
        }
        all.putAll(parameters.checked("parameters"));
        return Collections.unmodifiableSortedMap(all);
    }

    /** The workspace, for parameters that name a file. */
    static FilePath workspace(@CheckForNull FilePath workspace, String what) throws AbortException {
        if (workspace == null) {
            throw new AbortException(
                    what + " names a file of the workspace, but there is none here. Put the step into a node block.");
        }
        return workspace;
    }
}
