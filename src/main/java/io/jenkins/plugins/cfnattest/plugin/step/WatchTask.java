package io.jenkins.plugins.cfnattest.plugin.step;

import hudson.AbortException;
import hudson.model.Run;
import hudson.model.TaskListener;
import io.jenkins.plugins.cfnattest.app.DeployGated;
import io.jenkins.plugins.cfnattest.app.Gates;
import io.jenkins.plugins.cfnattest.deploy.DeploymentException;
import io.jenkins.plugins.cfnattest.deploy.Outcome;
import io.jenkins.plugins.cfnattest.deploy.Target;
import io.jenkins.plugins.cfnattest.gate.DeploymentRequest;
import io.jenkins.plugins.cfnattest.gate.Evidence;
import io.jenkins.plugins.cfnattest.gate.Policy;
import io.jenkins.plugins.cfnattest.plugin.Printable;
import io.jenkins.plugins.cfnattest.plugin.SettingException;
import io.jenkins.plugins.cfnattest.plugin.config.CfnAttestationConfiguration;
import io.jenkins.plugins.cfnattest.plugin.config.TargetEntry;
import io.jenkins.plugins.cfnattest.plugin.run.ConsoleListener;
import io.jenkins.plugins.cfnattest.plugin.run.DeploymentAction;
import java.io.IOException;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

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
            CfnAttestationConfiguration configuration = CfnAttestationConfiguration.get();
            DeployGated.Order order = order(configuration.target(step.getTarget()));
            report = report(order);
            console = new ConsoleListener(listener, report);
            Optional<Outcome> outcome = new DeployGated(
                            Gates.of(Policy.standard(), configuration.trusted(), Clock.systemUTC()))
                    .watchAgain(stored.running(), order, console);
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
            DeploymentAction.of(run, page).ifPresent(one -> one.failed(false, why));
            run.save();
        }
    }

    private DeploymentAction report(DeployGated.Order order) {
        return DeploymentAction.of(run, page)
                .orElseGet(() -> new DeploymentAction(
                        order.request(), order.target().readBack().name(), ""));
    }

    /** As far as watching needs it: where, with whose credentials, and which values are to be blotted out. */
    private DeployGated.Order order(TargetEntry entry) throws SettingException, AbortException {
        Target target = entry.target();
        SortedMap<String, String> secretIds = step.secretTexts().checked("secretParameters");
        DeploymentRequest request = new DeploymentRequest(
                target.scope(),
                step.getStack(),
                step.getRegion() == null ? target.scope().defaultRegion() : step.getRegion(),
                run.getParent().getFullName(),
                Optional.empty(),
                new TreeMap<>(),
                new TreeSet<>(secretIds.keySet()),
                Set.of(),
                new TreeMap<>(),
                Optional.empty());
        return new DeployGated.Order(
                target,
                entry.access(),
                request,
                Evidence.none(),
                SecretParameters.resolve(secretIds, run),
                new DeployGated.Mode.Deploy(),
                step.onAbort(),
                DeployTask.sessionName(request.caller()));
    }
}
