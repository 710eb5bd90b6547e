package io.jenkins.plugins.cfnattest.service;

import io.jenkins.plugins.cfnattest.app.ApprovalWire;
import io.jenkins.plugins.cfnattest.app.BreakGlassException;
import io.jenkins.plugins.cfnattest.app.BreakGlassWish;
import io.jenkins.plugins.cfnattest.app.DecisionSigner;
import io.jenkins.plugins.cfnattest.app.DeployGated;
import io.jenkins.plugins.cfnattest.deploy.DeploymentException;
import io.jenkins.plugins.cfnattest.envelope.Bytes;
import io.jenkins.plugins.cfnattest.gate.BreakGlass;
import io.jenkins.plugins.cfnattest.gate.Decision;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.IntSupplier;

/** Break-glass: a refusal waits for somebody else, whose answer is for exactly that decision. */
final class DeploymentApprovals implements DeploymentWorker.Approvers {
    /** How long an approval holds once it is given. */
    private static final Duration VALIDITY = Duration.ofHours(1);

    private final DeploymentConfig config;
    private final Clock clock;
    private final IntSupplier waiting;

    /** {@code waiting}: how many wait now. */
    DeploymentApprovals(DeploymentConfig config, Clock clock, IntSupplier waiting) {
        this.config = config;
        this.clock = clock;
        this.waiting = waiting;
    }

    @Override
    public boolean ask(DeploymentRun run, DeployGated.Result result) {
        Optional<BreakGlassWish> wish = run.work().wish();
        if (wish.isEmpty() || result.signed().isEmpty() || !(result.decision() instanceof Decision.Refused refused)) {
            return false;
        }
        Optional<String> objection = run.progress().snapshot().question().isPresent()
                ? Optional.of("It refuses although the refusal before was approved.")
                : BreakGlassWish.objection(refused);
        if (objection.isEmpty() && waiting.getAsInt() >= config.limits().waiting()) {
            objection = Optional.of("More wait for an approval than the service takes. Ask again later.");
        }
        if (objection.isPresent()) {
            run.progress().step(clock.instant(), "Break-glass: " + objection.get());
            return false;
        }
        synchronized (run) {
            if (!run.goesOn()) {
                return false;
            }
            try {
                run.store(true);
            } catch (IOException e) {
                Defects.log("That the deployment " + run.facts().id() + " waits could not be stored", e);
                run.progress().step(clock.instant(), "Break-glass: that this waits could not be stored.");
                return false;
            }
            Instant until = clock.instant().plus(config.limits().approval());
            run.progress().asks(wish.get(), result.signed().get(), until);
            run.progress()
                    .step(
                            clock.instant(),
                            "Break-glass: this waits until " + DeploymentView.time(until) + " for an approval.");
            return true;
        }
    }

    /** Ends it if nobody answered in time. */
    void expire(DeploymentRun run) {
        synchronized (run) {
            DeploymentProgress.Snapshot now = run.progress().snapshot();
            if (now.state() == DeploymentState.AWAITING_APPROVAL
                    && !clock.instant().isBefore(now.question().orElseThrow().until())) {
                over(run, DeploymentResult.EXPIRED, "Nobody let it pass in time.");
            }
        }
    }

    /** Ends it if it waits; false when it does not. */
    boolean stop(DeploymentRun run) {
        synchronized (run) {
            if (run.state() != DeploymentState.AWAITING_APPROVAL) {
                return false;
            }
            over(run, DeploymentResult.STOPPED, "It was stopped while it waited for an approval.");
            return true;
        }
    }

    /**
     * Takes an answer.
     *
     * @param approver who gives it; has the role
     * @return the approval with which it goes on; absent when it was denied
     * @throws ProblemException (FORBIDDEN) for who began it; (CONFLICT) when nothing waits, or another decision is meant, or this cannot be approved
     */
    Optional<BreakGlass> answer(DeploymentRun run, String approver, ApprovalWire.Answer answer)
            throws ProblemException {
        if (run.facts().caller().equalsIgnoreCase(approver)) {
            throw new Problem(
                            ProblemType.FORBIDDEN,
                            "Nobody lets pass what he asked for himself. Somebody else with the role 'approve' has to.")
                    .thrown();
        }
        synchronized (run) {
            DeploymentProgress.Snapshot now = run.progress().snapshot();
            if (now.state() != DeploymentState.AWAITING_APPROVAL) {
                throw conflict("Nothing waits for this answer: the deployment is in the state '"
                        + now.state().word() + "'.");
            }
            DeploymentProgress.Question question = now.question().orElseThrow();
            if (!question.refused().digest().equals(answer.decision())) {
                throw conflict("Expected an answer to the decision "
                        + question.refused().digest() + ", but this is to " + answer.decision()
                        + ". Look at what is asked before you answer.");
            }
            DeploymentProgress.Answer said =
                    new DeploymentProgress.Answer(approver, answer.approve(), answer.comment(), clock.instant());
            if (answer.approve()) {
                return Optional.of(approve(run, question, said));
            }
            run.progress().denied(said);
            over(run, DeploymentResult.DENIED, "'" + approver + "' denied to let it pass.");
            return Optional.empty();
        }
    }

    private BreakGlass approve(
            DeploymentRun run, DeploymentProgress.Question question, DeploymentProgress.Answer answer)
            throws ProblemException {
        BreakGlassWish wish = question.wish();
        DecisionSigner signer = config.signer().orElseThrow();
        try {
            Bytes approval = signer.approve(
                    question.refused(),
                    run.facts().caller(),
                    answer.approver(),
                    wish.reason(),
                    wish.ticket(),
                    VALIDITY);
            BreakGlass given = signer.reader().read(question.refused().decision(), approval);
            config.keeper().approved(question.refused().digest(), approval);
            run.store(false);
            run.progress().goesOn(answer, approval);
            run.progress().step(answer.at(), "Approved by '" + answer.approver() + "'; the gate is asked again.");
            return given;
        } catch (BreakGlassException | DeploymentException e) {
            throw conflict("This cannot be approved. " + e.getMessage());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void over(DeploymentRun run, DeploymentResult result, String message) {
        run.over(new DeploymentProgress.End(result, message, Optional.empty(), clock.instant()), false);
    }

    private static ProblemException conflict(String detail) {
        return new Problem(ProblemType.CONFLICT, detail).thrown();
    }
}
