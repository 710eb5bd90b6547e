package io.jenkins.plugins.cfnattest.plugin.step;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.AbortException;
import hudson.FilePath;
import hudson.model.Result;
import hudson.model.Run;
import hudson.model.TaskListener;
import io.jenkins.plugins.cfnattest.app.AskGate;
import io.jenkins.plugins.cfnattest.app.DecisionSigner;
import io.jenkins.plugins.cfnattest.app.DeployGated;
import io.jenkins.plugins.cfnattest.app.Deployments;
import io.jenkins.plugins.cfnattest.app.EndSigner;
import io.jenkins.plugins.cfnattest.deploy.DeploymentException;
import io.jenkins.plugins.cfnattest.gate.BreakGlass;
import io.jenkins.plugins.cfnattest.gate.Decision;
import io.jenkins.plugins.cfnattest.gate.Enforcement;
import io.jenkins.plugins.cfnattest.gate.Refusal;
import io.jenkins.plugins.cfnattest.plugin.SettingException;
import io.jenkins.plugins.cfnattest.plugin.config.CfnAttestationConfiguration;
import io.jenkins.plugins.cfnattest.plugin.run.ConsoleListener;
import io.jenkins.plugins.cfnattest.plugin.run.DecisionArtifacts;
import io.jenkins.plugins.cfnattest.plugin.run.DeploymentAction;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** One gated deployment within a build, from the artifact to the report. */
final class DeployTask {
    private final CfnDeployGatedStep step;
    private final Run<?, ?> run;

    @CheckForNull
    private final FilePath workspace;

    private final TaskListener listener;
    private final Checkpoint checkpoint;

    DeployTask(
            CfnDeployGatedStep step,
            Run<?, ?> run,
            @CheckForNull FilePath workspace,
            TaskListener listener,
            Checkpoint checkpoint) {
        this.step = step;
        this.run = run;
        this.workspace = workspace;
        this.listener = listener;
        this.checkpoint = checkpoint;
    }

    /** Gates and deploys; {@code approval}: of a refusal that came before, if there is one. */
    Map<String, Object> run(Optional<BreakGlass> approval) throws IOException, InterruptedException, GateRefusal {
        GateQuestion question;
        DeployGated.Order order;
        Optional<DecisionSigner> signer;
        DecisionArtifacts kept;
        try {
            CfnAttestationConfiguration configuration = CfnAttestationConfiguration.get();
            question = GateQuestion.of(step, run, workspace);
            signer = configuration.decisionSigner();
            order = order(question, approval);
            kept = kept(configuration, signer, question.reference().artifact());
        } catch (SettingException e) {
            throw Aborts.because(e);
        }
        DeploymentAction report = new DeploymentAction(
                order.request(),
                order.target().readBack().name(),
                question.reference().artifact());
        ConsoleListener console = new ConsoleListener(listener, report);
        try {
            question.checkIdentity();
            DeployGated.Result result = new DeployGated(question.gate(), Deployments.aws(), kept, signer)
                    .deploy(question.envelope(), order, new CheckedListener(console, report, run, kept, checkpoint));
            report.finished(result);
            if (result.decision() instanceof Decision.Refused refused) {
                throw new GateRefusal(refusal(refused.refusals()), refused, result.signed());
            }
            mark(result.decision());
            return DeploymentSummary.result(result, kept.path());
        } catch (DeploymentException e) {
            report.failed(e.refusal().isPresent(), e.getMessage());
            throw e.refusal().isPresent()
                    ? new AbortException(refusal(List.of(e.refusal().get())))
                    : Aborts.because(e);
        } catch (AbortException e) {
            report.failed(false, e.getMessage());
            throw e;
        } catch (InterruptedException e) {
            report.failed(false, "The deployment was stopped.");
            throw e;
        } finally {
            // An interrupt that is still pending would break the writing of the report.
            Thread.interrupted();
            report.archivedAt(kept.path());
            report.happened(console.events());
            report.addTo(run);
        }
    }

    private DeployGated.Order order(GateQuestion question, Optional<BreakGlass> approval) throws AbortException {
        AskGate.Question asked = question.asked();
        return new DeployGated.Order(
                asked.target(),
                asked.access(),
                asked.request(),
                approval.map(asked.evidence()::withBreakGlass).orElse(asked.evidence()),
                SecretParameters.resolve(question.secretIds(), run),
                step.mode(),
                step.onAbort(),
                asked.sessionName());
    }

    private DecisionArtifacts kept(
            CfnAttestationConfiguration configuration, Optional<DecisionSigner> signer, String artifact)
            throws SettingException {
        Optional<EndSigner> ends = signer.map(key -> DecisionArtifacts.ends(run, listener, artifact, key::deployment));
        return new DecisionArtifacts(run, listener, artifact, configuration.decisionLog(ends));
    }

    /** A target that warns lets pass and says so. */
    private void mark(Decision decision) {
        boolean warns =
                decision.facts().request().target().enforcement().mode() == Enforcement.Mode.WARN && !decision.passed();
        if (warns) {
            listener.getLogger()
                    .println(
                            "The target warns: the gate would have refused, so this build is unstable. See the report.");
            run.setResult(Result.UNSTABLE);
        }
    }

    private String refusal(List<Refusal> refusals) {
        return "The gate refuses to deploy stack '" + step.getStack() + "' to target '" + step.getTarget() + "':\n"
                + refusals.stream().map(reason -> "  " + reason).collect(Collectors.joining("\n"));
    }
}
