package io.jenkins.plugins.cfnattest.plugin.step;

import hudson.AbortException;
import hudson.model.Run;
import hudson.model.TaskListener;
import io.jenkins.plugins.cfnattest.app.Begun;
import io.jenkins.plugins.cfnattest.app.DecisionLog;
import io.jenkins.plugins.cfnattest.app.Deployments;
import io.jenkins.plugins.cfnattest.app.EndSigner;
import io.jenkins.plugins.cfnattest.app.WatchAgain;
import io.jenkins.plugins.cfnattest.deploy.DeploymentException;
import io.jenkins.plugins.cfnattest.deploy.Outcome;
import io.jenkins.plugins.cfnattest.plugin.Printable;
import io.jenkins.plugins.cfnattest.plugin.SettingException;
import io.jenkins.plugins.cfnattest.plugin.config.CfnAttestationConfiguration;
import io.jenkins.plugins.cfnattest.plugin.config.TargetEntry;
import io.jenkins.plugins.cfnattest.plugin.run.ConsoleListener;
import io.jenkins.plugins.cfnattest.plugin.run.DecisionArtifacts;
import io.jenkins.plugins.cfnattest.plugin.run.DeploymentAction;
import io.jenkins.plugins.cfnattest.plugin.run.StackReport;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;

/**
 * Watches again what was being executed when Jenkins went down. It needs no workspace: what was started depends on no file any more. Where it
 * deployed to, and with which credentials, the configuration says as it is now.
 */
final class WatchTask {
    private final CfnDeployGatedStep step;
    private final StoredRunning stored;
    private final String page;
    private final Run<?, ?> run;
    private final TaskListener listener;

    /** {@code page}: name of the report's page below the build. */
    WatchTask(CfnDeployGatedStep step, StoredRunning stored, String page, Run<?, ?> run, TaskListener listener) {
        this.step = step;
        this.stored = stored;
        this.page = page;
        this.run = run;
        this.listener = listener;
    }

    /** The step's result; absent when it had not been started: then it is to be gated again. */
    Optional<Map<String, Object>> run() throws IOException, InterruptedException {
        listener.getLogger()
                .println(Printable.of(
                        "Jenkins was restarted while " + stored + " was being executed; it is watched again."));
        DeploymentAction report = null;
        ConsoleListener console = null;
        try {
            Begun begun = stored.begun();
            CfnAttestationConfiguration configuration = CfnAttestationConfiguration.get();
            report = StackReport.find(DeploymentAction.class, run, page)
                    .orElseThrow(() -> new AbortException("The report '" + page + "' of this build is gone."));
            console = new ConsoleListener(listener, report);
            WatchAgain again = new WatchAgain(Deployments.aws(), log(configuration, report));
            Optional<Outcome> outcome = again.watch(begun, order(configuration, again, begun), console);
            if (outcome.isEmpty()) {
                report.failed(
                        false,
                        "Jenkins was restarted before this was executed. The gate is asked again; another report says what came of that.");
                return Optional.empty();
            }
            report.ended(outcome.get());
            return Optional.of(DeploymentSummary.result(outcome.get(), report.getDecisionArtifact()));
        } catch (SettingException | DeploymentException | AbortException e) {
            AbortException failure = because(e);
            fail(report, failure.getMessage());
            throw failure;
        } catch (InterruptedException e) {
            fail(report, "The deployment was stopped.");
            throw e;
        } finally {
            // An interrupt that is still pending would break the writing of the report.
            Thread.interrupted();
            if (report != null) {
                report.happened(console.events());
                report.addTo(run);
            }
        }
    }

    private AbortException because(Exception cause) {
        return Aborts.because(
                "After Jenkins was restarted, " + stored
                        + " was not seen to end well; look at its events in CloudFormation. ",
                cause);
    }

    private void fail(DeploymentAction report, String why) throws IOException {
        if (report != null) {
            report.failed(false, why);
        } else {
            StackReport.find(DeploymentAction.class, run, page).ifPresent(one -> one.failed(false, why));
            run.save();
        }
    }

    /** Where its end goes: beside the decision among the artifacts, and on record. */
    private DecisionLog log(CfnAttestationConfiguration configuration, DeploymentAction report)
            throws SettingException {
        Optional<EndSigner> ends = configuration
                .decisionSigner()
                .map(key -> DecisionArtifacts.ends(run, listener, report.getArtifact(), key::deployment));
        return configuration.decisionLog(ends);
    }

    /** Where, with whose credentials, and which values are to be blotted out; without that nobody sees the end, and that is kept. */
    private WatchAgain.Order order(CfnAttestationConfiguration configuration, WatchAgain again, Begun begun)
            throws SettingException, AbortException {
        try {
            TargetEntry entry = configuration.target(step.getTarget());
            return new WatchAgain.Order(
                    entry.target(),
                    entry.access(),
                    SecretParameters.resolve(step.secretTexts().checked("secretParameters"), run),
                    step.onAbort(),
                    run.getParent().getFullName());
        } catch (SettingException | AbortException e) {
            again.unseen(begun, e);
            throw e;
        }
    }
}
