package io.jenkins.plugins.cfnattest.plugin.step;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Extension;
import hudson.model.Run;
import hudson.model.TaskListener;
import io.jenkins.plugins.cfnattest.plugin.Given;
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

/** {@code cfnDeployGated}: deploys the very template inside an attestation of this build, if the gate allows it. */
public final class CfnDeployGatedStep extends ParameterStep {
    private final Object attestation;
    private final String target;
    private final String stack;
    private Texts secretParameters = Texts.none();
    private Texts tags = Texts.none();
    private List<String> capabilities = new ArrayList<>();

    @CheckForNull
    private String template;

    private boolean dryRun;
    private int timeoutInMinutes;

    /**
     * The step with what it needs.
     *
     * @param attestation what {@code cfnNagAttest} returned, an attestation digest, or an artifact path of this build
     */
    @DataBoundConstructor
    public CfnDeployGatedStep(Object attestation, String target, String stack) {
        this.attestation = attestation;
        this.target = Given.text(target);
        this.stack = Given.text(stack);
    }

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

    Texts secretTexts() {
        return secretParameters;
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

        /** The form has one text field for each map. */
        @Override
        public Step newInstance(@CheckForNull StaplerRequest2 request, @NonNull JSONObject form) {
            CfnDeployGatedStep step = new CfnDeployGatedStep(
                    form.optString("attestation"), form.optString("target"), form.optString("stack"));
            step.readCommon(form);
            step.setTemplate(form.optString("template"));
            step.secretParameters = Texts.ofLines(form.optString("secretParameters"));
            step.tags = Texts.ofLines(form.optString("tags"));
            step.capabilities =
                    new ArrayList<>(List.of(form.optString("capabilities").split("[\\s,]+")).stream()
                            .filter(word -> !word.isEmpty())
                            .toList());
            step.setDryRun(form.optBoolean("dryRun"));
            step.setTimeoutInMinutes(form.optInt("timeoutInMinutes"));
            return step;
        }
    }
}
