package io.jenkins.plugins.cfnattest.plugin.step;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.AbortException;
import hudson.FilePath;
import hudson.model.Computer;
import hudson.model.Run;
import hudson.model.TaskListener;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import jenkins.util.Timer;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepExecution;

/**
 * Runs a deployment beside the Pipeline's own thread. Stopping it interrupts the deployment and waits for it to clean up; stopping it a
 * second time does not wait. After a restart of the controller it fails and says what to look at.
 */
final class DeployExecution extends StepExecution {
    private static final long serialVersionUID = 1L;

    @SuppressWarnings("serial")
    private final transient CfnDeployGatedStep step;

    private final String place;

    private transient volatile boolean done;

    @CheckForNull
    private transient Thread worker;

    @CheckForNull
    private transient Throwable stopCause;

    DeployExecution(CfnDeployGatedStep step, StepContext context) {
        super(context);
        this.step = step;
        this.place = "stack '" + step.getStack() + "' at target '" + step.getTarget() + "'"
                + (step.getRegion() == null ? "" : " in " + step.getRegion());
    }

    @Override
    public boolean start() {
        Computer.threadPoolForRemoting.submit(this::work);
        return false;
    }

    /** The edge of a thread: whatever goes wrong must reach the Pipeline, or it would wait for ever. */
    private void work() {
        if (!begin()) {
            return;
        }
        ScheduledFuture<?> timeout = timeout();
        Map<String, Object> result = null;
        Throwable failure = null;
        try {
            result = deploy();
        } catch (Throwable e) {
            failure = e;
        }
        Throwable stopped = end(timeout);
        if (stopped != null) {
            // Whoever stopped the build does not want it to go on, even if the deployment was faster.
            if (failure != null && !(failure instanceof InterruptedException)) {
                stopped.addSuppressed(failure);
            }
            getContext().onFailure(stopped);
        } else if (failure != null) {
            getContext().onFailure(failure);
        } else {
            getContext().onSuccess(result);
        }
    }

    private Map<String, Object> deploy() throws IOException, InterruptedException {
        StepContext context = getContext();
        return new DeployTask(
                        step, context.get(Run.class), context.get(FilePath.class), context.get(TaskListener.class))
                .run();
    }

    private synchronized boolean begin() {
        if (stopCause != null) {
            return false;
        }
        worker = Thread.currentThread();
        return true;
    }

    /** Why it was stopped, if it was; from here on nobody interrupts this thread. */
    @CheckForNull
    private synchronized Throwable end(@CheckForNull ScheduledFuture<?> timeout) {
        if (timeout != null) {
            timeout.cancel(false);
        }
        worker = null;
        done = true;
        return stopCause;
    }

    @CheckForNull
    private ScheduledFuture<?> timeout() {
        int minutes = step.getTimeoutInMinutes();
        if (minutes <= 0) {
            return null;
        }
        return Timer.get()
                .schedule(
                        () -> stop(
                                new AbortException(
                                        "The deployment of " + place + " did not end within " + minutes
                                                + " minutes (timeoutInMinutes) and was stopped. Look at the stack's events and change sets.")),
                        minutes,
                        TimeUnit.MINUTES);
    }

    @Override
    public void stop(Throwable cause) {
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
        }
        getContext().onFailure(cause);
    }

    @Override
    public void onResume() {
        getContext()
                .onFailure(new AbortException("Jenkins was restarted during the deployment of " + place
                        + ", and what became of it is unknown. Look at the stack's events and change sets in CloudFormation,"
                        + " delete a change set that was left behind, and run the build again."));
    }

    @Override
    public String getStatus() {
        return "deploying " + place;
    }
}
