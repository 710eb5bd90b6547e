package io.jenkins.plugins.cfnattest.plugin.run;

import hudson.model.Run;
import hudson.model.TaskListener;
import io.jenkins.plugins.cfnattest.app.DecisionLog;
import io.jenkins.plugins.cfnattest.app.DecisionNames;
import io.jenkins.plugins.cfnattest.app.DeploymentEnd;
import io.jenkins.plugins.cfnattest.app.EndSigner;
import io.jenkins.plugins.cfnattest.app.Permit;
import io.jenkins.plugins.cfnattest.app.SignedDecision;
import io.jenkins.plugins.cfnattest.deploy.DeploymentException;
import io.jenkins.plugins.cfnattest.envelope.Bytes;
import io.jenkins.plugins.cfnattest.gate.Decision;
import io.jenkins.plugins.cfnattest.ledger.DecisionEvent;
import io.jenkins.plugins.cfnattest.plugin.Printable;
import java.io.IOException;
import java.util.Optional;
import java.util.function.IntFunction;

/**
 * Archives each signed decision beside its attestation before anything follows from it, allowed or refused, and the signed end of the deployment. None takes
 * another's place.
 */
public final class DecisionArtifacts implements DecisionLog {
    private static final String ROOT = "cfn-attestation/";

    private final Run<?, ?> run;
    private final TaskListener listener;
    private final String folder;
    private final DecisionLog record;
    private volatile String path = "";
    private volatile Optional<Permit> permit = Optional.empty();

    /**
     * Archives for one deployment.
     *
     * @param attestation path of the attestation among the artifacts of this build
     * @param record hears of everything after it was archived
     */
    public DecisionArtifacts(Run<?, ?> run, TaskListener listener, String attestation, DecisionLog record) {
        this.run = run;
        this.listener = listener;
        this.folder = folder(attestation);
        this.record = record;
    }

    /** Attestations of this plugin have a folder per template; one that a pipeline archived elsewhere gets one by its own path. */
    static String folder(String attestation) {
        int end = attestation.lastIndexOf('/');
        return attestation.startsWith(ROOT) && end > ROOT.length()
                ? attestation.substring(0, end + 1)
                : ROOT + attestation + "/";
    }

    /** Path of the last decision among the artifacts; empty when none was signed. */
    public String path() {
        return path;
    }

    @Override
    public void decided(Decision decision, Optional<SignedDecision> signed, DecisionEvent.Action action)
            throws DeploymentException {
        if (signed.isPresent()) {
            path = keep(decision, signed.get());
        }
        record.decided(decision, signed, action);
        permit = decision instanceof Decision.Allowed allowed
                ? Optional.of(Permit.of(allowed, signed))
                : Optional.empty();
    }

    /** What was allowed last, once that is on record; nothing is executed before. */
    public Permit permit() {
        return permit.orElseThrow(() -> new IllegalStateException("Nothing is executed that was not allowed."));
    }

    @Override
    public void ended(Permit allowed, DeploymentEnd end) throws DeploymentException {
        record.ended(allowed, end);
    }

    private String keep(Decision decision, SignedDecision signed) throws DeploymentException {
        try {
            // Two branches of one build may decide the same at once.
            synchronized (run) {
                String base = free(number -> DecisionNames.base(decision, number), DecisionNames.DECISION);
                archive(base + DecisionNames.DECISION, signed.decision());
                if (signed.summary().isPresent()) {
                    archive(base + DecisionNames.SUMMARY, signed.summary().get());
                }
                listener.getLogger().println(Printable.of("Signed decision:    " + base + DecisionNames.DECISION));
                return base + DecisionNames.DECISION;
            }
        } catch (IOException e) {
            throw new DeploymentException(
                    "The signed decision could not be archived, so nothing follows from it. " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DeploymentException("This was stopped before the signed decision was archived.", e);
        }
    }

    private String free(IntFunction<String> names, String end) throws IOException {
        int number = 1;
        BuildArtifacts artifacts = new BuildArtifacts(run);
        while (artifacts.has(folder + names.apply(number) + end)) {
            number++;
        }
        return folder + names.apply(number);
    }

    private void archive(String name, Bytes content) throws IOException, InterruptedException {
        BuildArtifacts artifacts = new BuildArtifacts(run);
        artifacts.archive(name, content, listener);
        artifacts.fingerprint(name, content, true);
    }

    /** Archives what {@code signer} signs of ends of deployments, beside their attestation. */
    public static EndSigner ends(Run<?, ?> run, TaskListener listener, String attestation, EndSigner signer) {
        DecisionArtifacts artifacts = new DecisionArtifacts(run, listener, attestation, DecisionLog.none());
        return (allowed, end) -> {
            Bytes envelope = signer.sign(allowed, end);
            artifacts.keepEnd(allowed, envelope);
            return envelope;
        };
    }

    private void keepEnd(Permit allowed, Bytes envelope) {
        // Whoever stops the deployment shall find how it ended all the same.
        boolean stopped = Thread.interrupted();
        try {
            synchronized (run) {
                archive(
                        free(number -> DecisionNames.base(allowed, number), DecisionNames.DEPLOYMENT)
                                + DecisionNames.DEPLOYMENT,
                        envelope);
            }
        } catch (IOException e) {
            throw new IllegalStateException(
                    "The signed end of the deployment could not be archived: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            stopped = true;
            throw new IllegalStateException("This was stopped before the end of the deployment was archived.", e);
        } finally {
            if (stopped) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
