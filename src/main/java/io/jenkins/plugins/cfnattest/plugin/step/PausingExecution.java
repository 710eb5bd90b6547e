package io.jenkins.plugins.cfnattest.plugin.step;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.model.Computer;
import io.jenkins.plugins.cfnattest.plugin.run.ApprovalAction;
import java.io.IOException;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepExecution;

/**
 * Works beside the Pipeline's own thread. Stopping it interrupts the work and waits for it to clean up; stopping it a second time does not wait. While it
 * waits for an approval it holds no thread. Nothing of this is stored: after a restart of the controller the work begins again.
 */
abstract class PausingExecution extends StepExecution {
    private static final long serialVersionUID = 1L;
    /** A refusal that is older is not let pass any more. */
    private static final long LONGEST_WAIT = TimeUnit.HOURS.toMillis(24);

    private transient volatile boolean done;

    @CheckForNull
    private transient Thread worker;

    @CheckForNull
    private transient ApprovalAction waiting;

    @CheckForNull
    private transient Deadline timeout;

    @CheckForNull
    private transient Deadline patience;

    @CheckForNull
    private transient Throwable stopCause;

    PausingExecution(StepContext context) {
        super(context);
    }

    /** The step's result; absent when there is none before somebody answers: then {@link #waitFor} was called. */
    abstract Optional<Map<String, Object>> attempt() throws IOException, InterruptedException;

    /** Begins the time that all attempts together have; absent: all of it. */
    abstract Optional<Deadline> deadline();

    /** Attempts it on a thread of its own. */
    final void submit() {
        Computer.threadPoolForRemoting.submit(this::work);
    }

    /** The edge of a thread: whatever goes wrong must reach the Pipeline, or it would wait for ever. */
    private void work() {
        if (!begin()) {
            return;
        }
        Optional<Map<String, Object>> result = Optional.empty();
        Throwable failure = null;
        try {
            result = attempt();
        } catch (Throwable e) {
            failure = e;
        }
        if (failure == null && result.isEmpty() && pause()) {
            return;
        }
        Throwable stopped = end();
        if (stopped != null) {
            // Whoever stopped the build does not want it to go on, even if the deployment was faster.
            if (failure != null && !(failure instanceof InterruptedException)) {
                stopped.addSuppressed(failure);
            }
            getContext().onFailure(stopped);
        } else if (failure != null) {
            getContext().onFailure(failure);
        } else {
            getContext().onSuccess(result.orElseThrow());
        }
    }

    /** There is no result before somebody answers on this page. */
    final synchronized void waitFor(ApprovalAction page) {
        waiting = page;
    }

    /** The page where an answer is waited for. */
    final synchronized Optional<ApprovalAction> waiting() {
        return Optional.ofNullable(waiting).filter(ApprovalAction::isWaiting);
    }

    private synchronized boolean begin() {
        if (stopCause != null || done) {
            return false;
        }
        worker = Thread.currentThread();
        if (patience != null) {
            patience.cancel();
            patience = null;
        }
        if (timeout == null) {
            timeout = deadline().orElse(null);
        }
        return true;
    }

    /** Leaves the thread until there is an answer, unless somebody stopped it meanwhile. */
    private boolean pause() {
        ApprovalAction page;
        synchronized (this) {
            page = waiting;
            worker = null;
            if (stopCause != null || page == null) {
                return false;
            }
        }
        Deadline limit = Deadline.after(
                page.askedAt().toEpochMilli(),
                LONGEST_WAIT,
                () -> stop(BreakGlassAnswer.failure(page, "Nobody let it pass within a day.")));
        synchronized (this) {
            patience = limit;
        }
        page.whenAnswered(this::submit);
        return true;
    }

    /** Why it was stopped, if it was; from here on nobody interrupts this thread. */
    @CheckForNull
    private synchronized Throwable end() {
        worker = null;
        over();
        return stopCause;
    }

    /** Nothing is waited for any more. */
    private synchronized void over() {
        done = true;
        for (Deadline one : Arrays.asList(timeout, patience)) {
            if (one != null) {
                one.cancel();
            }
        }
        if (waiting != null) {
            waiting.end();
        }
    }

    @Override
    public final void stop(Throwable cause) {
        synchronized (this) {
            if (done) {
                return;
            }
            boolean first = stopCause == null;
            if (first) {
                stopCause = cause;
            }
            if (first && worker != null) {
                worker.interrupt();
                return;
            }
            if (worker == null) {
                over();
            }
        }
        getContext().onFailure(cause);
    }
}
