package io.jenkins.plugins.cfnattest.plugin.run;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.model.Run;
import java.io.IOException;
import java.util.Optional;
import org.kohsuke.stapler.export.Exported;
import org.kohsuke.stapler.export.ExportedBean;

/** A page about one stack at one target. A build may have several of a kind, which are numbered. */
@ExportedBean
public abstract class StackReport extends Report {
    private final String target;
    private final String stack;
    private int number;

    /** Not on a build yet. */
    StackReport(String target, String stack) {
        this.target = target;
        this.stack = stack;
    }

    /** What such pages are called, before their number. */
    abstract String kind();

    /** Adds this to the run under the next free number, once, and stores it as it is now. */
    public final void addTo(Run<?, ?> run) throws IOException {
        synchronized (run) {
            if (number == 0) {
                number = run.getActions(getClass()).size() + 1;
                run.addAction(this);
            }
        }
        run.save();
    }

    /** The one of this run with this page. */
    public static <R extends StackReport> Optional<R> find(Class<R> type, Run<?, ?> run, String page) {
        return run.getActions(type).stream()
                .filter(report -> report.getUrlName().equals(page))
                .findFirst();
    }

    @Override
    @NonNull
    public final String getUrlName() {
        return kind() + Integer.toString(number);
    }

    @Exported
    public final String getTarget() {
        return target;
    }

    @Exported
    public final String getStack() {
        return stack;
    }
}
