package io.jenkins.plugins.cfnattest.plugin.step;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Extension;
import hudson.model.Run;
import hudson.model.TaskListener;
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
import org.kohsuke.stapler.StaplerRequest2;

/**
 * {@code cfnVerifyAttestation}: tells whether the gate would allow a deployment, and deploys nothing. Nothing of it is signed or put on record, so that nobody can pass
 * its answer off as a permission; and nobody is asked for an approval of what is not going to happen.
 */
public final class CfnVerifyAttestationStep extends GatedStep {
    private static final long serialVersionUID = 1L;

    /**
     * The step with what it needs.
     *
     * @param attestation what {@code cfnNagAttest} returned, an attestation digest, or an artifact path of this build
     */
    @DataBoundConstructor
    public CfnVerifyAttestationStep(Object attestation, String target, String stack) {
        super(attestation, target, stack);
    }

    @Override
    public StepExecution start(StepContext context) {
        return new Execution(this, context);
    }

    /** Works beside the Pipeline's own thread; a restart of the controller fails it, and Pipeline says so. */
    static final class Execution extends SynchronousNonBlockingStepExecution<Map<String, Object>> {
        private static final long serialVersionUID = 1L;

        @SuppressWarnings("serial")
        private final transient CfnVerifyAttestationStep step;

        Execution(CfnVerifyAttestationStep step, StepContext context) {
            super(context);
            this.step = step;
        }

        @Override
        protected Map<String, Object> run() throws IOException, InterruptedException {
            StepContext context = getContext();
            return new VerifyTask(
                            step,
                            context.get(Run.class),
                            ReturningWorkspace.of(context, step.readsWorkspace()),
                            context.get(TaskListener.class))
                    .run();
        }
    }

    /** Name, form and needs of the step. */
    @Extension
    public static final class DescriptorImpl extends StepDescriptor {
        @Override
        public String getFunctionName() {
            return "cfnVerifyAttestation";
        }

        @Override
        @NonNull
        public String getDisplayName() {
            return Messages.CfnVerifyAttestationStep_DisplayName();
        }

        /** No workspace: it looks at the bytes inside the envelope. */
        @Override
        public Set<? extends Class<?>> getRequiredContext() {
            return Set.of(Run.class, TaskListener.class);
        }

        @Override
        public Step newInstance(@CheckForNull StaplerRequest2 request, @NonNull JSONObject form) {
            CfnVerifyAttestationStep step = new CfnVerifyAttestationStep(
                    form.optString("attestation"), form.optString("target"), form.optString("stack"));
            step.readCommon(form);
            return step;
        }
    }
}
