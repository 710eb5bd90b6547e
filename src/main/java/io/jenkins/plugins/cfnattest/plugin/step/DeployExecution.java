package io.jenkins.plugins.cfnattest.plugin.step;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.AbortException;
import hudson.model.Computer;
import hudson.model.Run;
import hudson.model.TaskListener;
import hudson.security.ACL;
import io.jenkins.plugins.cfnattest.app.Begun;
import io.jenkins.plugins.cfnattest.deploy.DeploymentException;
import io.jenkins.plugins.cfnattest.gate.BreakGlass;
import io.jenkins.plugins.cfnattest.plugin.Printable;
import io.jenkins.plugins.cfnattest.plugin.run.ApprovalAction;
import java.io.IOException;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import jenkins.model.Jenkins;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.springframework.security.core.Authentication;

/**
 * Runs a deployment beside the Pipeline's own thread. Stopping it interrupts the deployment and waits for it to clean up; stopping it a
 * second time does not wait. What it needs after a restart of the controller is stored with the build, in plain values and without a secret: what was
 * being executed then is watched again, and what was not started is gated and deployed anew. While it waits for an approval it holds no thread.
 */
final class DeployExecution extends StepExecution {
    private static final long serialVersionUID = 1L;
    private static final int LONGEST_SAVING = 2;
    /** A refusal that is older is not let pass any more. */
    private static final long LONGEST_WAIT = TimeUnit.HOURS.toMillis(24);

    private final CfnDeployGatedStep step;
    private final String place;
    private final long startedAt = System.currentTimeMillis();

    /** The user the build authenticates as; empty when there is none. */
    private String identity = "";

    /** What is being executed, if anything. */
    @CheckForNull
    private StoredRunning running;

    /** Name of its report's page below the build. */
    private String report = "";

    /** Name of the page where an approval was asked for; empty when none was. */
    private String approval = "";

    private transient volatile boolean resumed;

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

    DeployExecution(CfnDeployGatedStep step, StepContext context) {
        super(context);
        this.step = step;
        this.place = "stack '" + step.getStack() + "' at target '" + step.getTarget() + "'"
                + (step.getRegion() == null ? "" : " in " + step.getRegion());
    }

    @Override
    public boolean start() throws AbortException {
        Optional<BreakGlassRequest> wanted = BreakGlassRequest.of(step.breakGlassTexts());
        if (wanted.isPresent() && step.isDryRun()) {
            throw new AbortException(
                    "breakGlass lets a deployment pass, but dryRun deploys nothing. Leave one of them out.");
        }
        Authentication user = Jenkins.getAuthentication2();
        identity = ACL.SYSTEM2.equals(user) || ACL.isAnonymous2(user) ? "" : user.getName();
        Computer.threadPoolForRemoting.submit(this::work);
        return false;
    }

    @Override
    public void onResume() {
        resumed = true;
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
            result = deploy();
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

    /** The step's result; absent when there is none before somebody answers. */
    private Optional<Map<String, Object>> deploy() throws IOException, InterruptedException {
        StepContext context = getContext();
        Run<?, ?> run = context.get(Run.class);
        TaskListener listener = context.get(TaskListener.class);
        StoredRunning before = before();
        if (before != null) {
            Optional<Map<String, Object>> ended = new WatchTask(step, before, page(), run, listener).run();
            if (ended.isPresent()) {
                return ended;
            }
            forget();
        } else if (resumed && approval.isEmpty()) {
            listener.getLogger()
                    .println(
                            Printable.of(
                                    "Jenkins was restarted before the deployment of " + place
                                            + " was executed, so the gate is asked again. A change set that was being made may be left behind unexecuted."));
        }
        BreakGlassAnswer answer = new BreakGlassAnswer(step, run, listener);
        Optional<BreakGlass> approved = Optional.empty();
        if (!approval.isEmpty()) {
            ApprovalAction page = ApprovalAction.of(run, approval)
                    .orElseThrow(() -> new AbortException("The approval of " + place + " is not there any more."));
            if (page.isWaiting()) {
                listener.getLogger()
                        .println(Printable.of(
                                "Jenkins was restarted; an answer of " + page.getUrlName() + " is waited for again."));
                waitFor(page);
                return Optional.empty();
            }
            if (!page.isApproved()) {
                throw BreakGlassAnswer.failure(page, page.getAnsweredBy() + " denied to let it pass.");
            }
            approved = Optional.of(answer.approved(page));
        }
        try {
            return Optional.of(new DeployTask(
                            step, run, ReturningWorkspace.of(context, step.readsWorkspace()), listener, this::store)
                    .run(approved));
        } catch (GateRefusal refusal) {
            if (approved.isPresent()) {
                throw refusal.failure("It refuses although the refusal before was approved.");
            }
            ApprovalAction page = answer.ask(refusal, Optional.of(identity).filter(user -> !user.isEmpty()));
            approval = page.getUrlName();
            waitFor(page);
            save();
            return Optional.empty();
        }
    }

    @CheckForNull
    private synchronized StoredRunning before() {
        return running;
    }

    private synchronized String page() {
        return report;
    }

    private synchronized void forget() {
        running = null;
    }

    private synchronized void waitFor(ApprovalAction page) {
        waiting = page;
    }

    /** Stores what is going to be executed, and waits until that is on the disk. */
    private void store(Begun executing, String page) throws DeploymentException {
        synchronized (this) {
            running = new StoredRunning(executing);
            report = page;
        }
        try {
            save();
        } catch (IOException e) {
            throw new DeploymentException("Nothing is executed. " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DeploymentException("It was stopped before anything was executed.", e);
        }
    }

    private void save() throws IOException, InterruptedException {
        try {
            getContext().saveState().get(LONGEST_SAVING, TimeUnit.MINUTES);
        } catch (ExecutionException | TimeoutException e) {
            throw new IOException(
                    "How far the deployment of " + place
                            + " is could not be stored with the build. Look at the controller's log and disk. "
                            + e.getMessage(),
                    e);
        }
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
        int minutes = step.getTimeoutInMinutes();
        if (timeout == null && minutes > 0) {
            timeout = Deadline.after(startedAt, TimeUnit.MINUTES.toMillis(minutes), () -> stop(tooLate(minutes)));
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
        page.whenAnswered(() -> Computer.threadPoolForRemoting.submit(this::work));
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

    private synchronized AbortException tooLate(int minutes) {
        if (waiting != null && waiting.isWaiting()) {
            return BreakGlassAnswer.failure(
                    waiting, "Nobody let it pass within " + minutes + " minutes (timeoutInMinutes).");
        }
        return new AbortException("The deployment of " + place + " did not end within " + minutes
                + " minutes (timeoutInMinutes) and was stopped. Look at the stack's events and change sets.");
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
            if (worker == null) {
                over();
            }
        }
        getContext().onFailure(cause);
    }

    @Override
    public String getStatus() {
        return "deploying " + place;
    }
}
