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
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
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
public final class CfnDeployGatedStep extends ParameterStep {
    private static final long serialVersionUID = 1L;

    @CheckForNull
    private final Serializable attestation;

    private final String target;
    private final String stack;
    private Texts secretParameters = Texts.none();
    private Texts tags = Texts.none();
    private Texts breakGlass = Texts.none();
    private List<String> capabilities = new ArrayList<>();

    @CheckForNull
    private String template;

    @CheckForNull
    private String changeSet;

    private List<String> waivers = new ArrayList<>();
    private String onAbort = OnAbort.CANCEL.name();
    private boolean rollback;
    private boolean dryRun;
    private int timeoutInMinutes;

    /**
     * The step with what it needs.
     *
     * @param attestation what {@code cfnNagAttest} returned, an attestation digest, or an artifact path of this build
     */
    @DataBoundConstructor
    public CfnDeployGatedStep(Object attestation, String target, String stack) {
        this.attestation = AttestationReference.plain(attestation);
        this.target = Given.text(target);
        this.stack = Given.text(stack);
    }

    @CheckForNull
    public Object getAttestation() {
        return attestation;
    }

    @NonNull
    public String getTarget() {
        return target;
    }

    @NonNull
    public String getStack() {
        return stack;
    }

    @CheckForNull
    public String getTemplate() {
        return template;
    }

    /** A file of the workspace that must equal the attested bytes. */
    @DataBoundSetter
    public void setTemplate(@CheckForNull String template) {
        this.template = Given.orNull(template);
    }

    @NonNull
    public Map<String, ?> getSecretParameters() {
        return secretParameters.given();
    }

    /** Names of NoEcho parameters, and ids of secret texts. */
    @DataBoundSetter
    public void setSecretParameters(@CheckForNull Map<String, ?> secretParameters) {
        this.secretParameters = Texts.ofNullable(secretParameters);
    }

    @NonNull
    public Map<String, ?> getTags() {
        return tags.given();
    }

    @DataBoundSetter
    public void setTags(@CheckForNull Map<String, ?> tags) {
        this.tags = Texts.ofNullable(tags);
    }

    @NonNull
    public List<String> getCapabilities() {
        return new ArrayList<>(capabilities);
    }

    /** Capabilities to use; none: all the target allows. */
    @DataBoundSetter
    public void setCapabilities(@CheckForNull List<String> capabilities) {
        this.capabilities = capabilities == null ? new ArrayList<>() : new ArrayList<>(capabilities);
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

    @NonNull
    public List<String> getWaivers() {
        return new ArrayList<>(waivers);
    }

    /** Paths of signed waivers: artifacts of this build, else files of the workspace. */
    @DataBoundSetter
    public void setWaivers(@CheckForNull List<String> waivers) {
        this.waivers = waivers == null ? new ArrayList<>() : new ArrayList<>(waivers);
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

    public boolean isRollback() {
        return rollback;
    }

    /** Whether to ask to go back to an inspection older than the newest deployment; the policy has to allow it. */
    @DataBoundSetter
    public void setRollback(boolean rollback) {
        this.rollback = rollback;
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

    /** Whether files of the workspace are read. */
    boolean readsWorkspace() {
        return template != null || getParametersFile() != null || !waivers.isEmpty();
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

    Texts secretTexts() {
        return secretParameters;
    }

    Texts breakGlassTexts() {
        return breakGlass;
    }

    Texts tagTexts() {
        return tags;
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

        /** The form has one text field for each map. */
        @Override
        public Step newInstance(@CheckForNull StaplerRequest2 request, @NonNull JSONObject form) {
            CfnDeployGatedStep step = new CfnDeployGatedStep(
                    form.optString("attestation"), form.optString("target"), form.optString("stack"));
            step.readCommon(form);
            step.setTemplate(form.optString("template"));
            step.secretParameters = Texts.ofLines(form.optString("secretParameters"));
            step.breakGlass = Texts.ofLines(form.optString("breakGlass"));
            step.tags = Texts.ofLines(form.optString("tags"));
            step.capabilities =
                    new ArrayList<>(List.of(form.optString("capabilities").split("[\\s,]+")).stream()
                            .filter(word -> !word.isEmpty())
                            .toList());
            step.waivers = new ArrayList<>(form.optString("waivers")
                    .lines()
                    .map(String::trim)
                    .filter(path -> !path.isEmpty())
                    .toList());
            step.setChangeSet(form.optString("changeSet"));
            step.setOnAbort(form.optString("onAbort"));
            step.setRollback(form.optBoolean("rollback"));
            step.setDryRun(form.optBoolean("dryRun"));
            step.setTimeoutInMinutes(form.optInt("timeoutInMinutes"));
            return step;
        }
    }
}
