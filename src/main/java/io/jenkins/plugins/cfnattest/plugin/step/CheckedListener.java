package io.jenkins.plugins.cfnattest.plugin.step;

import hudson.model.Run;
import io.jenkins.plugins.cfnattest.app.Begun;
import io.jenkins.plugins.cfnattest.deploy.DeploymentException;
import io.jenkins.plugins.cfnattest.deploy.DeploymentListener;
import io.jenkins.plugins.cfnattest.deploy.Plan;
import io.jenkins.plugins.cfnattest.deploy.Running;
import io.jenkins.plugins.cfnattest.gate.Decision;
import io.jenkins.plugins.cfnattest.plugin.run.ConsoleListener;
import io.jenkins.plugins.cfnattest.plugin.run.DecisionArtifacts;
import io.jenkins.plugins.cfnattest.plugin.run.DeploymentAction;
import java.io.IOException;

/** Tells the console, and stores report and identifiers before anything is executed. */
final class CheckedListener implements DeploymentListener {
    private final ConsoleListener console;
    private final DeploymentAction report;
    private final Run<?, ?> run;
    private final DecisionArtifacts kept;
    private final Checkpoint checkpoint;

    CheckedListener(
            ConsoleListener console,
            DeploymentAction report,
            Run<?, ?> run,
            DecisionArtifacts kept,
            Checkpoint checkpoint) {
        this.console = console;
        this.report = report;
        this.run = run;
        this.kept = kept;
        this.checkpoint = checkpoint;
    }

    @Override
    public void step(String sentence) {
        console.step(sentence);
    }

    @Override
    public void decided(Decision decision) {
        console.decided(decision);
    }

    @Override
    public void planned(Plan plan) {
        console.planned(plan);
    }

    @Override
    public void executing(Running running) throws DeploymentException {
        report.started();
        try {
            report.addTo(run);
        } catch (IOException e) {
            throw new DeploymentException(
                    "The report of the deployment could not be stored with the build, so nothing is executed. Look at the controller's disk. "
                            + e.getMessage(),
                    e);
        }
        checkpoint.store(new Begun(running, kept.permit()), report.getUrlName());
    }

    @Override
    public void event(StackEvent event) {
        console.event(event);
    }
}
