package io.jenkins.plugins.cfnattest.service;

import io.jenkins.plugins.cfnattest.app.DeployGated;
import io.jenkins.plugins.cfnattest.deploy.DeploymentException;
import io.jenkins.plugins.cfnattest.deploy.DeploymentListener;
import io.jenkins.plugins.cfnattest.deploy.Outcome;
import io.jenkins.plugins.cfnattest.deploy.Plan;
import io.jenkins.plugins.cfnattest.deploy.Running;
import io.jenkins.plugins.cfnattest.gate.BreakGlass;
import io.jenkins.plugins.cfnattest.gate.Decision;
import java.time.Clock;
import java.util.Optional;

/** Takes one deployment from its request, or from its approval, to its end. Runs in the deployment's own thread. */
final class DeploymentWorker {
    private static final String DEFECT =
            "This ended because of a defect. Whoever runs the service finds more in its log; look at the stack in CloudFormation.";

    private final DeploymentConfig config;
    private final DeploymentRun run;
    private final Clock clock;

    DeploymentWorker(DeploymentConfig config, DeploymentRun run, Clock clock) {
        this.config = config;
        this.run = run;
        this.clock = clock;
    }

    /** What a thread does. */
    @FunctionalInterface
    private interface Task {
        void run() throws DeploymentException, InterruptedException;
    }

    /** Who may be asked to let a refusal pass. */
    @FunctionalInterface
    interface Approvers {
        /** Asks; false when nobody is to be asked, for a reason that is told. */
        boolean ask(DeploymentRun run, DeployGated.Result refused);
    }

    /** Gates and deploys; {@code approval}: of a refusal that came before. */
    void deploy(Optional<BreakGlass> approval, Approvers approvers) {
        guarded(() -> {
            DeploymentRun.Work work = run.work();
            DeployGated.Order order =
                    approval.map(given -> with(work.order(), given)).orElse(work.order());
            DeployGated.Result result = new DeployGated(
                            config.gate(),
                            config.deployments(),
                            new KeptDecisions(config, run.progress()),
                            config.signer())
                    .deploy(work.envelope(), order, new Told());
            run.progress().decided(result.decision());
            boolean stopped = run.leave();
            if (stopped || !(result.decision() instanceof Decision.Refused) || !approvers.ask(run, result)) {
                ended(result);
            }
        });
    }

    /** Watches again what another process of the service began to execute; its decision is not known any more. */
    void watch(Running running, DeployGated.Order order) {
        guarded(() -> {
            NotedDeployments noted = new NotedDeployments(config.deployments());
            Optional<Outcome> outcome;
            try {
                outcome = new DeployGated(config.gate(), noted).watchAgain(running, order, new Told());
            } catch (DeploymentException e) {
                throw noted.watched()
                        ? e
                        : DeploymentException.unwatched(
                                e.getMessage() + " It is watched again when the service starts again.", e);
            }
            run.leave();
            if (outcome.isPresent()) {
                ended(outcome.get());
            } else {
                over(
                        DeploymentResult.INTERRUPTED,
                        "The service was restarted before this was executed; its change set is taken back. Ask again.");
            }
        });
    }

    /** The edge of a thread: whatever goes wrong becomes the deployment's end, or nobody would ever hear of it. */
    private void guarded(Task task) {
        try {
            task.run();
        } catch (DeploymentException e) {
            run.leave();
            failed(e);
        } catch (InterruptedException e) {
            run.leave();
            stopped(e);
        } catch (RuntimeException | Error e) {
            run.leave();
            Defects.log("The deployment " + run.facts().id() + " failed", e);
            over(run.isExecuting() ? DeploymentResult.UNKNOWN : DeploymentResult.FAILED, DEFECT);
        }
    }

    private static DeployGated.Order with(DeployGated.Order order, BreakGlass approval) {
        return new DeployGated.Order(
                order.target(),
                order.access(),
                order.request(),
                order.evidence().withBreakGlass(approval),
                order.secrets(),
                order.mode(),
                order.onAbort(),
                order.sessionName());
    }

    private void ended(DeployGated.Result result) {
        if (result.decision() instanceof Decision.Refused) {
            over(DeploymentResult.REFUSED, "The gate refuses; see the refusals.");
        } else if (result.outcome().isPresent()) {
            ended(result.outcome().get());
        } else if (result.plan().isEmpty()) {
            over(DeploymentResult.FAILED, "The gate allows it, but AWS could not be asked; see the steps.");
        } else if (result.plan().flatMap(Plan::changeSetId).isEmpty()) {
            over(DeploymentResult.UNCHANGED, "There is nothing to change.");
        } else {
            over(DeploymentResult.PLANNED, "The change set is kept. To execute it, ask again with it as 'changeSet'.");
        }
    }

    private void ended(Outcome outcome) {
        run.progress().ended(outcome);
        over(
                outcome.changed() ? DeploymentResult.SUCCEEDED : DeploymentResult.UNCHANGED,
                "The stack is in " + outcome.status() + ".");
    }

    private void failed(DeploymentException e) {
        DeploymentResult result = DeploymentResult.FAILED;
        if (e.isUnwatched()) {
            result = DeploymentResult.UNKNOWN;
        } else if (e.refusal().isPresent() && !run.isExecuting()) {
            result = DeploymentResult.REFUSED;
        }
        run.over(
                new DeploymentProgress.End(result, e.getMessage(), e.refusal(), clock.instant()),
                result == DeploymentResult.UNKNOWN);
    }

    private void stopped(InterruptedException e) {
        String message = Optional.ofNullable(e.getMessage()).orElse("It was stopped; nothing was executed.");
        if (run.isExecuting()) {
            // What was stopped may go on; whoever starts the service again sees its end.
            run.over(
                    new DeploymentProgress.End(DeploymentResult.STOPPED, message, Optional.empty(), clock.instant()),
                    true);
        } else {
            over(DeploymentResult.STOPPED, message);
        }
    }

    private void over(DeploymentResult result, String message) {
        run.over(
                new DeploymentProgress.End(result, message, Optional.empty(), clock.instant()),
                result == DeploymentResult.UNKNOWN);
    }

    /** Hears what happens. */
    private final class Told implements DeploymentListener {
        @Override
        public void step(String sentence) {
            run.progress().step(clock.instant(), sentence);
        }

        @Override
        public void decided(Decision decision) {
            run.progress().decided(decision);
        }

        @Override
        public void planned(Plan plan) {
            run.progress().planned(plan);
        }

        @Override
        public void executing(Running running) throws DeploymentException {
            run.executing(running);
        }

        @Override
        public void event(StackEvent event) {
            run.progress().event(event);
        }
    }
}
