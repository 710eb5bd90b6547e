package io.jenkins.plugins.cfnattest.plugin.run;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.Util;
import hudson.model.Api;
import hudson.model.Run;
import java.util.Arrays;
import java.util.stream.Collectors;
import jenkins.model.RunAction2;

/** What the reports of a build have in common: they hang on their run, have an API, and stand on the build page but not in its menu. */
public abstract class Report implements RunAction2 {
    private transient Run<?, ?> run;

    @Override
    public void onAttached(Run<?, ?> attached) {
        run = attached;
    }

    @Override
    public void onLoad(Run<?, ?> loaded) {
        run = loaded;
    }

    /** The build, for the pages. */
    @CheckForNull
    public final Run<?, ?> getRun() {
        return run;
    }

    /** Null keeps it out of the menu; the build page shows a line with a link. */
    @Override
    @CheckForNull
    public final String getIconFileName() {
        return null;
    }

    /** Makes {@code api/json} answer. */
    public final Api getApi() {
        return new Api(this);
    }

    /** An artifact's path as it stands in an address. */
    static String address(String path) {
        return Arrays.stream(path.split("/")).map(Util::rawEncode).collect(Collectors.joining("/"));
    }
}
