package io.jenkins.plugins.cfnattest.plugin.step;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.AbortException;
import hudson.Extension;
import hudson.model.Run;
import hudson.model.TaskListener;
import hudson.util.ListBoxModel;
import io.jenkins.plugins.cfnattest.app.DeployGated;
import io.jenkins.plugins.cfnattest.deploy.OnAbort;
import io.jenkins.plugins.cfnattest.plugin.Given;
import io.jenkins.plugins.cfnattest.plugin.Permissions;
import java.util.Map;
import java.util.Set;
import net.sf.json.JSONObject;
import org.jenkinsci.plugins.workflow.steps.Step;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepDescriptor;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.StaplerRequest2;
import org.kohsuke.stapler.verb.POST;

/** {@code cfnDeployGated}: deploys the very template inside an attestation of this build, if the gate allows it. */
public final class CfnDeployGatedStep extends GatedStep {
    private static final long serialVersionUID = 1L;

    private Texts breakGlass = Texts.none();

    @CheckForNull
    private String changeSet;

    private String onAbort = OnAbort.CANCEL.name();
    private boolean dryRun;
    private int timeoutInMinutes;

    /**
     * The step with what it needs.
     *
     * @param attestation what {@code cfnNagAttest} returned, an attestation digest, or an artifact path of this build
     */
    @DataBoundConstructor
    public CfnDeployGatedStep(Object attestation, String target, String stack) {
        super(attestation, target, stack);
    }

    @NonNull
    public Map<String, ?> getBreakGlass() {
        return breakGlass.given();
    }

    /** Asks that somebody lets a refusal pass: {@code reason} and {@code ticket}. */
    @DataBoundSetter
    public void setBreakGlass(@CheckForNull Map<String, ?> breakGlass) {
        this.breakGlass = Texts.ofNullable(breakGlass);
    }

    @CheckForNull
    public String getChangeSet() {
        return changeSet;
    }

    /** ARN of a change set that a dry run kept, to be executed after it was gated and read back again. */
    @DataBoundSetter
    public void setChangeSet(@CheckForNull String changeSet) {
        this.changeSet = Given.orNull(changeSet);
    }

    @NonNull
    public String getOnAbort() {
        return onAbort;
    }

    /** A word of {@link OnAbort}: what becomes of a running update when the build is stopped. */
    @DataBoundSetter
    public void setOnAbort(@CheckForNull String onAbort) {
        this.onAbort = Given.text(onAbort).isEmpty() ? OnAbort.CANCEL.name() : Given.text(onAbort);
    }

    public boolean isDryRun() {
        return dryRun;
    }

    /** Whether to stop after the change set was made and compared. */
    @DataBoundSetter
    public void setDryRun(boolean dryRun) {
        this.dryRun = dryRun;
    }

    public int getTimeoutInMinutes() {
        return timeoutInMinutes;
    }

    /** After how many minutes to stop; 0: never. */
    @DataBoundSetter
    public void setTimeoutInMinutes(int timeoutInMinutes) {
        this.timeoutInMinutes = timeoutInMinutes;
    }

    OnAbort onAbort() throws AbortException {
        for (OnAbort known : OnAbort.values()) {
            if (known.name().equals(onAbort)) {
                return known;
            }
        }
        throw new AbortException("onAbort should be CANCEL or LEAVE, but is '" + onAbort + "'.");
    }

    DeployGated.Mode mode() throws AbortException {
        if (dryRun && changeSet != null) {
            throw new AbortException(
                    "dryRun makes a change set and changeSet executes one, but both are given. Give one of them.");
        }
        if (changeSet != null) {
            return new DeployGated.Mode.Apply(changeSet);
        }
        return dryRun ? new DeployGated.Mode.DryRun() : new DeployGated.Mode.Deploy();
    }

    Texts breakGlassTexts() {
        return breakGlass;
    }

    @Override
    public StepExecution start(StepContext context) {
        return new DeployExecution(this, context);
    }

    /** Name, form and needs of the step. */
    @Extension
    public static final class DescriptorImpl extends StepDescriptor {
        public DescriptorImpl() {
            Permissions.declare();
        }

        @Override
        public String getFunctionName() {
            return "cfnDeployGated";
        }

        @Override
        @NonNull
        public String getDisplayName() {
            return Messages.CfnDeployGatedStep_DisplayName();
        }

        /** No workspace: it deploys the bytes inside the envelope. */
        @Override
        public Set<? extends Class<?>> getRequiredContext() {
            return Set.of(Run.class, TaskListener.class);
        }

        /** Open to everybody who may see the form: these words are no secret. */
        @POST
        public ListBoxModel doFillOnAbortItems() {
            ListBoxModel items = new ListBoxModel();
            for (OnAbort word : OnAbort.values()) {
                items.add(word.name());
            }
            return items;
        }

        /** The form has one text field for the map. */
        @Override
        public Step newInstance(@CheckForNull StaplerRequest2 request, @NonNull JSONObject form) {
            CfnDeployGatedStep step = new CfnDeployGatedStep(
                    form.optString("attestation"), form.optString("target"), form.optString("stack"));
            step.readCommon(form);
            step.breakGlass = Texts.ofLines(form.optString("breakGlass"));
            step.setChangeSet(form.optString("changeSet"));
            step.setOnAbort(form.optString("onAbort"));
            step.setDryRun(form.optBoolean("dryRun"));
            step.setTimeoutInMinutes(form.optInt("timeoutInMinutes"));
            return step;
        }
    }
}
