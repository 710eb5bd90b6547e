package io.jenkins.plugins.cfnattest.plugin.step;

import hudson.AbortException;
import hudson.model.Run;
import hudson.model.TaskListener;
import io.jenkins.plugins.cfnattest.app.BreakGlassException;
import io.jenkins.plugins.cfnattest.app.BreakGlassWish;
import io.jenkins.plugins.cfnattest.gate.BreakGlass;
import io.jenkins.plugins.cfnattest.gate.Refusal;
import io.jenkins.plugins.cfnattest.plugin.Printable;
import io.jenkins.plugins.cfnattest.plugin.SettingException;
import io.jenkins.plugins.cfnattest.plugin.run.ApprovalAction;
import io.jenkins.plugins.cfnattest.plugin.run.ApprovalSignature;
import io.jenkins.plugins.cfnattest.plugin.run.BuildArtifacts;
import java.io.IOException;
import java.util.Optional;
import java.util.stream.Collectors;
import jenkins.model.Jenkins;

/** Asks on the build's page that a refusal is let pass, and reads the answer. */
final class BreakGlassAnswer {
    private final CfnDeployGatedStep step;
    private final Run<?, ?> run;
    private final TaskListener listener;

    BreakGlassAnswer(CfnDeployGatedStep step, Run<?, ?> run, TaskListener listener) {
        this.step = step;
        this.run = run;
        this.listener = listener;
    }

    /**
     * Asks, if the step wants that and somebody can answer.
     *
     * @param identity the user the build authenticates as, if any
     * @throws AbortException with the reasons of the refusal, when nobody is asked
     */
    ApprovalAction ask(GateRefusal refusal, Optional<String> identity) throws IOException {
        BreakGlassWish wanted = BreakGlassRequest.of(step.breakGlassTexts()).orElseThrow(() -> refusal.failure(""));
        Optional<String> objection = BreakGlassWish.objection(refusal.refused());
        if (objection.isPresent()) {
            throw refusal.failure("breakGlass: " + objection.get());
        }
        if (refusal.signed().isEmpty()) {
            throw refusal.failure(
                    "breakGlass: Nobody can let it pass: the gate has no key of its own (gateKey) to sign this refusal and an approval with.");
        }
        ApprovalAction page = new ApprovalAction(
                step.getTarget(),
                step.getStack(),
                wanted.reason(),
                wanted.ticket(),
                run,
                identity,
                refusal.signed().get(),
                refusal.refused().refusals().stream().map(Refusal::toString).toList());
        page.addTo(run);
        say(refusal.getMessage().lines().map(Printable::of).collect(Collectors.joining("\n")));
        say(Printable.of("An approval is wanted (break-glass): " + Jenkins.get().getRootUrl() + run.getUrl()
                + page.getUrlName() + "/"));
        return page;
    }

    /** The approval, as the gate wants to see it. It is archived with the build. */
    BreakGlass approved(ApprovalAction page) throws IOException, InterruptedException {
        say(Printable.of("Approved by " + page.getAnsweredBy() + "; the gate is asked again."));
        new BuildArtifacts(run)
                .archive(
                        "cfn-attestation/" + page.getDecisionDigest().substring(0, 12) + ".approval.json",
                        page.approval(),
                        listener);
        try {
            return ApprovalSignature.read(page);
        } catch (SettingException | BreakGlassException e) {
            throw Aborts.because(e);
        }
    }

    /** What fails the step when there is no approval. */
    static AbortException failure(ApprovalAction page, String why) {
        return new AbortException(why + " The gate refused:\n"
                + page.getRefusals().stream().map(one -> "  " + one).collect(Collectors.joining("\n")));
    }

    private void say(String line) {
        listener.getLogger().println(line);
    }
}
