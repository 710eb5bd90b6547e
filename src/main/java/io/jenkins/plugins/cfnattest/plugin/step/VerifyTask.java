package io.jenkins.plugins.cfnattest.plugin.step;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.FilePath;
import hudson.model.Run;
import hudson.model.TaskListener;
import io.jenkins.plugins.cfnattest.app.AskGate;
import io.jenkins.plugins.cfnattest.app.Deployments;
import io.jenkins.plugins.cfnattest.deploy.DeploymentException;
import io.jenkins.plugins.cfnattest.gate.Decision;
import io.jenkins.plugins.cfnattest.plugin.Printable;
import io.jenkins.plugins.cfnattest.plugin.SettingException;
import java.io.IOException;
import java.util.Map;

/** Asks the gate about a deployment within a build. What it refuses is an answer; only what cannot be asked fails the step. */
final class VerifyTask {
    private final CfnVerifyAttestationStep step;
    private final Run<?, ?> run;

    @CheckForNull
    private final FilePath workspace;

    private final TaskListener listener;

    VerifyTask(CfnVerifyAttestationStep step, Run<?, ?> run, @CheckForNull FilePath workspace, TaskListener listener) {
        this.step = step;
        this.run = run;
        this.workspace = workspace;
        this.listener = listener;
    }

    Map<String, Object> run() throws IOException, InterruptedException {
        Decision decision;
        try {
            GateQuestion question = GateQuestion.of(step, run, workspace);
            question.checkIdentity();
            decision = new AskGate(question.gate(), Deployments.aws())
                    .ask(question.envelope(), question.asked(), this::say);
        } catch (SettingException | DeploymentException e) {
            throw Aborts.because(e);
        }
        DecisionSummary.lines(decision).forEach(this::say);
        return DecisionSummary.result(decision);
    }

    private void say(String line) {
        listener.getLogger().println(Printable.of(line));
    }
}
