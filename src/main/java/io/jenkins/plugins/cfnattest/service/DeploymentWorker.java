package io.jenkins.plugins.cfnattest.service;

import io.jenkins.plugins.cfnattest.app.Begun;
import io.jenkins.plugins.cfnattest.app.DeployGated;
import io.jenkins.plugins.cfnattest.app.Permit;
import io.jenkins.plugins.cfnattest.app.WatchAgain;
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
    private final KeptDecisions kept;

    DeploymentWorker(DeploymentConfig config, DeploymentRun run, Clock clock) {
        this.config = config;
        this.run = run;
        this.clock = clock;
        this.kept = new KeptDecisions(config, run.progress());
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
            DeployGated.Result result = new DeployGated(config.gate(), config.deployments(), kept, config.signer())
                    .deploy(work.envelope(), order, new Told());
            run.progress().decided(result.decision());
            boolean stopped = run.leave();
            if (stopped || !(result.decision() instanceof Decision.Refused) || !approvers.ask(run, result)) {
                ended(result);
            }
        });
    }

    /** Watches again what another process of the service began to execute. */
    void watch(DeploymentStore.Executing executing, WatchAgain.Order order) {
        guarded(() -> {
            Optional<Outcome> outcome =
                    new WatchAgain(config.deployments(), kept).watch(begun(executing), order, new Told());
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

    /** Where the gate has a key, what is stored does not count, but the signed decision in it: that says what it allowed. */
    private Begun begun(DeploymentStore.Executing executing) throws DeploymentException {
        boolean signed = executing.decision().isPresent();
        if (config.signer().isEmpty()
                && !signed
                && executing.permit().decision().isEmpty()) {
            return new Begun(executing.running(), executing.permit());
        }
        if (config.signer().isEmpty() || !signed) {
            throw unseen(
                    "What was stored of it is signed and the gate has no key, or the other way round, so no end is kept. Start the service with the key"
                            + " it had (--gate-key).",
                    null);
        }
        Permit permit;
        try {
            permit = config.signer().get().permit(executing.decision().get(), executing.running());
        } catch (DeploymentException e) {
            throw unseen(e.getMessage(), e);
        }
        if (!permit.equals(executing.permit())) {
            throw unseen("What was stored of it is not what the signed decision says: it was changed.", null);
        }
        return new Begun(executing.running(), permit);
    }

    private static DeploymentException unseen(String why, Exception cause) {
        return DeploymentException.unwatched(why + " Nothing is done; look at the stack in CloudFormation.", cause);
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
        if (e.isUnwatched() || kept.isEndLost()) {
            result = DeploymentResult.UNKNOWN;
        } else if (e.refusal().isPresent() && !run.isExecuting()) {
            result = DeploymentResult.REFUSED;
        }
        run.over(
                new DeploymentProgress.End(result, e.getMessage(), e.refusal(), clock.instant()),
                result == DeploymentResult.UNKNOWN || kept.isEndLost());
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
                result == DeploymentResult.UNKNOWN || kept.isEndLost());
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
            run.executing(kept.executing(running));
        }

        @Override
        public void event(StackEvent event) {
            run.progress().event(event);
        }
    }
}
