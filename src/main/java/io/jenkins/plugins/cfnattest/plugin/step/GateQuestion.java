package io.jenkins.plugins.cfnattest.plugin.step;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.AbortException;
import hudson.FilePath;
import hudson.model.Run;
import io.jenkins.plugins.cfnattest.app.AskGate;
import io.jenkins.plugins.cfnattest.app.Gates;
import io.jenkins.plugins.cfnattest.deploy.Target;
import io.jenkins.plugins.cfnattest.envelope.Bytes;
import io.jenkins.plugins.cfnattest.gate.DeploymentRequest;
import io.jenkins.plugins.cfnattest.gate.Evidence;
import io.jenkins.plugins.cfnattest.gate.Gate;
import io.jenkins.plugins.cfnattest.ledger.RecordLookup;
import io.jenkins.plugins.cfnattest.plugin.SettingException;
import io.jenkins.plugins.cfnattest.plugin.config.CfnAttestationConfiguration;
import io.jenkins.plugins.cfnattest.plugin.config.TargetEntry;
import io.jenkins.plugins.cfnattest.plugin.run.BuildArtifacts;
import io.jenkins.plugins.cfnattest.signing.VerifiedStatement;
import io.jenkins.plugins.cfnattest.template.Template;
import java.io.IOException;
import java.time.Clock;
import java.util.Collections;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What a step asks which gate, put together from the step, the build and the configuration. What is wrong with the arguments is said here, before any gate is asked:
 * that is a failure of the step and no refusal.
 *
 * @param gate the gate of the target's policy
 * @param reference which attestation was named
 * @param envelope what the build holds under that name; nothing about it is known
 * @param asked target, request and evidence
 * @param secretIds ids of secret texts by NoEcho parameter; each is there, and this job may use it
 */
record GateQuestion(
        Gate gate,
        AttestationReference reference,
        Bytes envelope,
        AskGate.Question asked,
        SortedMap<String, String> secretIds) {
    GateQuestion {
        secretIds = Collections.unmodifiableSortedMap(new TreeMap<>(secretIds));
    }

    /**
     * Reads everything.
     *
     * @param workspace where the step has one
     * @throws AbortException when an argument is wrong
     * @throws SettingException when the configuration is
     */
    static GateQuestion of(GatedStep step, Run<?, ?> run, @CheckForNull FilePath workspace)
            throws SettingException, IOException, InterruptedException {
        AttestationReference reference = AttestationReference.of(step.getAttestation(), run);
        CfnAttestationConfiguration configuration = CfnAttestationConfiguration.get();
        TargetEntry entry = configuration.target(step.getTarget());
        Target target = entry.target();
        if (step.getStack().isEmpty()) {
            throw new AbortException("stack should be the name of a stack, but is empty.");
        }
        SortedMap<String, String> secretIds = step.secretTexts().checked("secretParameters");
        DeploymentRequest request = new DeploymentRequest(
                target.scope(),
                step.getStack(),
                step.getRegion() == null ? target.scope().defaultRegion() : step.getRegion(),
                run.getParent().getFullName(),
                Optional.empty(),
                openParameters(step, workspace, secretIds.keySet()),
                new TreeSet<>(secretIds.keySet()),
                Set.copyOf(step.getCapabilities()),
                step.tagTexts().checked("tags"),
                namedTemplate(step, workspace),
                new TreeSet<>(),
                Optional.empty(),
                step.isRollback());
        SecretParameters.require(secretIds, run);
        return new GateQuestion(
                Gates.of(configuration.policy(entry.getPolicy()), configuration.trusted(), Clock.systemUTC())
                        .narrowedBy(configuration.narrowings(run.getParent())),
                reference,
                new BuildArtifacts(run).envelope(reference.artifact()),
                new AskGate.Question(
                        target,
                        entry.access(),
                        request,
                        evidence(step, run, workspace, configuration.record()),
                        request.caller()),
                secretIds);
    }

    private static SortedMap<String, String> openParameters(
            GatedStep step, @CheckForNull FilePath workspace, Set<String> secret)
            throws IOException, InterruptedException {
        SortedMap<String, String> parameters =
                GivenParameters.read(workspace, step.getParametersFile(), step.parameterTexts());
        Set<String> twice = new TreeSet<>(secret);
        twice.retainAll(parameters.keySet());
        if (!twice.isEmpty()) {
            throw new AbortException(
                    "The parameters " + twice + " stand under parameters and under secretParameters. Give each once.");
        }
        return parameters;
    }

    private static Optional<Bytes> namedTemplate(GatedStep step, @CheckForNull FilePath workspace)
            throws IOException, InterruptedException {
        String named = step.getTemplate();
        if (named == null) {
            return Optional.empty();
        }
        RelativePath path = RelativePath.of("template", named);
        return Optional.of(
                WorkspaceFile.read(GivenParameters.workspace(workspace, "template"), "template", path, Template.LIMIT));
    }

    /** What the gate looks at beside the envelope: what the pipeline gave, and this controller's record. */
    private static Evidence evidence(
            GatedStep step, Run<?, ?> run, @CheckForNull FilePath workspace, Optional<RecordLookup> record)
            throws IOException, InterruptedException {
        Evidence evidence = Evidence.none().withWaivers(GivenWaivers.read(step.getWaivers(), run, workspace));
        return record.map(evidence::withRecord).orElse(evidence);
    }

    /**
     * What the step's user named by its digest must be what the artifact holds: another good attestation is not the one that was meant.
     *
     * @throws AbortException when it is not
     */
    void checkIdentity() throws AbortException {
        if (reference.digest().isEmpty()) {
            return;
        }
        Optional<VerifiedStatement> verified =
                gate.verify(envelope, asked.request().namedTemplate()).verified();
        if (verified.isPresent()
                && !verified.get().attestationDigest().equals(reference.digest().get())) {
            throw new AbortException("The attestation " + reference.digest().get() + " is asked for, but the artifact '"
                    + reference.artifact() + "' holds the attestation "
                    + verified.get().attestationDigest()
                    + ". Something replaced the artifact; attest the template again.");
        }
    }
}
