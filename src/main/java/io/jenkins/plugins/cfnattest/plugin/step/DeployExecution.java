package io.jenkins.plugins.cfnattest.plugin.step;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.AbortException;
import hudson.model.Run;
import hudson.model.TaskListener;
import hudson.security.ACL;
import io.jenkins.plugins.cfnattest.app.Begun;
import io.jenkins.plugins.cfnattest.app.BreakGlassWish;
import io.jenkins.plugins.cfnattest.deploy.DeploymentException;
import io.jenkins.plugins.cfnattest.gate.BreakGlass;
import io.jenkins.plugins.cfnattest.plugin.Printable;
import io.jenkins.plugins.cfnattest.plugin.run.ApprovalAction;
import io.jenkins.plugins.cfnattest.plugin.run.StackReport;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import jenkins.model.Jenkins;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.springframework.security.core.Authentication;

/**
 * Runs a deployment. What it needs after a restart of the controller is stored with the build, in plain values and without a secret: what was being executed
 * then is watched again, and what was not started is gated and deployed anew.
 */
final class DeployExecution extends PausingExecution {
    private static final long serialVersionUID = 1L;
    private static final int LONGEST_SAVING = 2;

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

    DeployExecution(CfnDeployGatedStep step, StepContext context) {
        super(context);
        this.step = step;
        this.place = "stack '" + step.getStack() + "' at target '" + step.getTarget() + "'"
                + (step.getRegion() == null ? "" : " in " + step.getRegion());
    }

    @Override
    public boolean start() throws AbortException {
        Optional<BreakGlassWish> wanted = BreakGlassRequest.of(step.breakGlassTexts());
        if (wanted.isPresent() && step.isDryRun()) {
            throw new AbortException(
                    "breakGlass lets a deployment pass, but dryRun deploys nothing. Leave one of them out.");
        }
        Authentication user = Jenkins.getAuthentication2();
        identity = ACL.SYSTEM2.equals(user) || ACL.isAnonymous2(user) ? "" : user.getName();
        submit();
        return false;
    }

    @Override
    public void onResume() {
        resumed = true;
        submit();
    }

    @Override
    Optional<Map<String, Object>> attempt() throws IOException, InterruptedException {
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
            ApprovalAction page = StackReport.find(ApprovalAction.class, run, approval)
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

    @Override
    Optional<Deadline> deadline() {
        int minutes = step.getTimeoutInMinutes();
        return minutes > 0
                ? Optional.of(
                        Deadline.after(startedAt, TimeUnit.MINUTES.toMillis(minutes), () -> stop(tooLate(minutes))))
                : Optional.empty();
    }

    private AbortException tooLate(int minutes) {
        return waiting()
                .map(page -> BreakGlassAnswer.failure(
                        page, "Nobody let it pass within " + minutes + " minutes (timeoutInMinutes)."))
                .orElseGet(() -> new AbortException("The deployment of " + place + " did not end within " + minutes
                        + " minutes (timeoutInMinutes) and was stopped. Look at the stack's events and change sets."));
    }

    @Override
    public String getStatus() {
        return "deploying " + place;
    }
}
