package io.jenkins.plugins.cfnattest.plugin.step;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Extension;
import hudson.FilePath;
import hudson.model.Run;
import hudson.model.TaskListener;
import hudson.util.ListBoxModel;
import io.jenkins.plugins.cfnattest.app.FailOn;
import io.jenkins.plugins.cfnattest.plugin.Given;
import java.io.IOException;
import java.util.Map;
import java.util.Set;
import net.sf.json.JSONObject;
import org.jenkinsci.plugins.workflow.steps.Step;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepDescriptor;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.jenkinsci.plugins.workflow.steps.SynchronousNonBlockingStepExecution;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.StaplerRequest2;
import org.kohsuke.stapler.verb.POST;

/** {@code cfnNagAttest}: inspects a template of the workspace, signs what was found, and keeps the envelope with the build. */
public final class CfnNagAttestStep extends ParameterStep {
    private static final long serialVersionUID = 1L;

    private final String template;

    @CheckForNull
    private String key;

    @CheckForNull
    private String service;

    @CheckForNull
    private String target;

    @CheckForNull
    private String stack;

    private FailOn failOn = FailOn.NONE;

    @DataBoundConstructor
    public CfnNagAttestStep(String template) {
        this.template = Given.text(template);
    }

    @NonNull
    public String getTemplate() {
        return template;
    }

    @CheckForNull
    public String getKey() {
        return key;
    }

    @DataBoundSetter
    public void setKey(@CheckForNull String key) {
        this.key = Given.orNull(key);
    }

    @CheckForNull
    public String getService() {
        return service;
    }

    @DataBoundSetter
    public void setService(@CheckForNull String service) {
        this.service = Given.orNull(service);
    }

    @CheckForNull
    public String getTarget() {
        return target;
    }

    @DataBoundSetter
    public void setTarget(@CheckForNull String target) {
        this.target = Given.orNull(target);
    }

    @CheckForNull
    public String getStack() {
        return stack;
    }

    @DataBoundSetter
    public void setStack(@CheckForNull String stack) {
        this.stack = Given.orNull(stack);
    }

    @NonNull
    public FailOn getFailOn() {
        return failOn;
    }

    @DataBoundSetter
    public void setFailOn(@CheckForNull FailOn failOn) {
        this.failOn = failOn == null ? FailOn.NONE : failOn;
    }

    @Override
    public StepExecution start(StepContext context) {
        return new Execution(this, context);
    }

    /** Works beside the Pipeline's own thread; a restart of the controller fails it, and Pipeline says so. */
    static final class Execution extends SynchronousNonBlockingStepExecution<Map<String, Object>> {
        private static final long serialVersionUID = 1L;

        @SuppressWarnings("serial")
        private final transient CfnNagAttestStep step;

        Execution(CfnNagAttestStep step, StepContext context) {
            super(context);
            this.step = step;
        }

        @Override
        protected Map<String, Object> run() throws IOException, InterruptedException {
            StepContext context = getContext();
            return new AttestTask(
                            step, context.get(Run.class), context.get(FilePath.class), context.get(TaskListener.class))
                    .run();
        }
    }

    /** Name, form and needs of the step. */
    @Extension
    public static final class DescriptorImpl extends StepDescriptor {
        @Override
        public String getFunctionName() {
            return "cfnNagAttest";
        }

        @Override
        @NonNull
        public String getDisplayName() {
            return Messages.CfnNagAttestStep_DisplayName();
        }

        @Override
        public Set<? extends Class<?>> getRequiredContext() {
            return Set.of(Run.class, FilePath.class, TaskListener.class);
        }

        /** The form has one text field for all parameters. */
        @Override
        public Step newInstance(@CheckForNull StaplerRequest2 request, @NonNull JSONObject form) {
            CfnNagAttestStep step = new CfnNagAttestStep(form.optString("template"));
            step.readCommon(form);
            step.setKey(form.optString("key"));
            step.setService(form.optString("service"));
            step.setTarget(form.optString("target"));
            step.setStack(form.optString("stack"));
            step.setFailOn(FailOn.valueOf(form.optString("failOn", FailOn.NONE.name())));
            return step;
        }

        /** The same for everybody, so there is nothing to protect. */
        @POST
        public ListBoxModel doFillFailOnItems() {
            ListBoxModel items = new ListBoxModel();
            for (FailOn level : FailOn.values()) {
                items.add(level.name());
            }
            return items;
        }
    }
}
