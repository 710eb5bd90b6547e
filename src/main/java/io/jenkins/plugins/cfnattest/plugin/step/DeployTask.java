package io.jenkins.plugins.cfnattest.plugin.step;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.AbortException;
import hudson.FilePath;
import hudson.model.Result;
import hudson.model.Run;
import hudson.model.TaskListener;
import io.jenkins.plugins.cfnattest.app.DecisionSigner;
import io.jenkins.plugins.cfnattest.app.DeployGated;
import io.jenkins.plugins.cfnattest.app.Deployments;
import io.jenkins.plugins.cfnattest.app.EndSigner;
import io.jenkins.plugins.cfnattest.app.Gates;
import io.jenkins.plugins.cfnattest.deploy.DeploymentException;
import io.jenkins.plugins.cfnattest.deploy.Target;
import io.jenkins.plugins.cfnattest.envelope.Bytes;
import io.jenkins.plugins.cfnattest.gate.BreakGlass;
import io.jenkins.plugins.cfnattest.gate.Decision;
import io.jenkins.plugins.cfnattest.gate.DeploymentRequest;
import io.jenkins.plugins.cfnattest.gate.Enforcement;
import io.jenkins.plugins.cfnattest.gate.Evidence;
import io.jenkins.plugins.cfnattest.gate.Gate;
import io.jenkins.plugins.cfnattest.gate.Refusal;
import io.jenkins.plugins.cfnattest.gate.Verification;
import io.jenkins.plugins.cfnattest.ledger.RecordLookup;
import io.jenkins.plugins.cfnattest.plugin.SettingException;
import io.jenkins.plugins.cfnattest.plugin.config.CfnAttestationConfiguration;
import io.jenkins.plugins.cfnattest.plugin.config.TargetEntry;
import io.jenkins.plugins.cfnattest.plugin.run.BuildArtifacts;
import io.jenkins.plugins.cfnattest.plugin.run.ConsoleListener;
import io.jenkins.plugins.cfnattest.plugin.run.DecisionArtifacts;
import io.jenkins.plugins.cfnattest.plugin.run.DeploymentAction;
import io.jenkins.plugins.cfnattest.template.Template;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** One gated deployment within a build, from the artifact to the report. */
final class DeployTask {
    private static final int LONGEST_SESSION_NAME = 64;

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
        AttestationReference reference = AttestationReference.of(step.getAttestation(), run);
        Bytes envelope = new BuildArtifacts(run).envelope(reference.artifact());
        Gate gate;
        DeployGated.Order order;
        Optional<DecisionSigner> signer;
        DecisionArtifacts kept;
        try {
            CfnAttestationConfiguration configuration = CfnAttestationConfiguration.get();
            TargetEntry target = configuration.target(step.getTarget());
            gate = Gates.of(configuration.policy(target.getPolicy()), configuration.trusted(), Clock.systemUTC());
            signer = configuration.decisionSigner();
            order = order(target, evidence(configuration.record(), approval));
            kept = kept(configuration, signer, reference.artifact());
        } catch (SettingException e) {
            throw Aborts.because(e);
        }
        DeploymentAction report =
                new DeploymentAction(order.request(), order.target().readBack().name(), reference.artifact());
        ConsoleListener console = new ConsoleListener(listener, report);
        try {
            checkIdentity(gate, envelope, order.request(), reference);
            DeployGated.Result result = new DeployGated(gate, Deployments.aws(), kept, signer)
                    .deploy(envelope, order, new CheckedListener(console, report, run, kept, checkpoint));
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

    /** What the gate looks at beside the envelope: what the pipeline gave, this controller's record, and the approval. */
    private Evidence evidence(Optional<RecordLookup> record, Optional<BreakGlass> approval)
            throws IOException, InterruptedException {
        Evidence evidence = Evidence.none().withWaivers(GivenWaivers.read(step.getWaivers(), run, workspace));
        evidence = record.isPresent() ? evidence.withRecord(record.get()) : evidence;
        return approval.isPresent() ? evidence.withBreakGlass(approval.get()) : evidence;
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

    /** What the step's user named by its digest must be what the artifact holds: another good attestation is not the one that was meant. */
    private void checkIdentity(Gate gate, Bytes envelope, DeploymentRequest request, AttestationReference reference)
            throws DeploymentException {
        if (reference.digest().isEmpty()) {
            return;
        }
        Verification verification = gate.verify(envelope, request.namedTemplate());
        if (verification.verified().isPresent()
                && !verification
                        .verified()
                        .get()
                        .attestationDigest()
                        .equals(reference.digest().get())) {
            throw new DeploymentException(
                    "The attestation " + reference.digest().get() + " is asked for, but the artifact '"
                            + reference.artifact() + "' holds the attestation "
                            + verification.verified().get().attestationDigest()
                            + ". Something replaced the artifact; attest the template again.");
        }
    }

    private DeployGated.Order order(TargetEntry entry, Evidence evidence)
            throws SettingException, IOException, InterruptedException {
        Target target = entry.target();
        if (step.getStack().isEmpty()) {
            throw new AbortException("stack should be the name of a stack, but is empty.");
        }
        SortedMap<String, String> parameters =
                GivenParameters.read(workspace, step.getParametersFile(), step.parameterTexts());
        SortedMap<String, String> secretIds = step.secretTexts().checked("secretParameters");
        Set<String> twice = new TreeSet<>(secretIds.keySet());
        twice.retainAll(parameters.keySet());
        if (!twice.isEmpty()) {
            throw new AbortException(
                    "The parameters " + twice + " stand under parameters and under secretParameters. Give each once.");
        }
        DeploymentRequest request = new DeploymentRequest(
                target.scope(),
                step.getStack(),
                step.getRegion() == null ? target.scope().defaultRegion() : step.getRegion(),
                run.getParent().getFullName(),
                Optional.empty(),
                parameters,
                new TreeSet<>(secretIds.keySet()),
                Set.copyOf(step.getCapabilities()),
                step.tagTexts().checked("tags"),
                namedTemplate(),
                new TreeSet<>(),
                Optional.empty(),
                step.isRollback());
        return new DeployGated.Order(
                target,
                entry.access(),
                request,
                evidence,
                SecretParameters.resolve(secretIds, run),
                step.mode(),
                step.onAbort(),
                sessionName(request.caller()));
    }

    private Optional<Bytes> namedTemplate() throws IOException, InterruptedException {
        String named = step.getTemplate();
        if (named == null) {
            return Optional.empty();
        }
        RelativePath path = RelativePath.of("template", named);
        return Optional.of(
                WorkspaceFile.read(GivenParameters.workspace(workspace, "template"), "template", path, Template.LIMIT));
    }

    /** The job's name as the name of an AWS session, which shows in CloudTrail. */
    static String sessionName(String job) {
        String plain = job.replaceAll("[^A-Za-z0-9_+=,.@-]", "-");
        String padded = plain.length() < 2 ? plain + "-job" : plain;
        return padded.substring(0, Math.min(LONGEST_SESSION_NAME, padded.length()));
    }

    private String refusal(List<Refusal> refusals) {
        return "The gate refuses to deploy stack '" + step.getStack() + "' to target '" + step.getTarget() + "':\n"
                + refusals.stream().map(reason -> "  " + reason).collect(Collectors.joining("\n"));
    }
}
