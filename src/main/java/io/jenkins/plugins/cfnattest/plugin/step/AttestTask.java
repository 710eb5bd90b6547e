package io.jenkins.plugins.cfnattest.plugin.step;

import hudson.AbortException;
import hudson.FilePath;
import hudson.model.Run;
import hudson.model.TaskListener;
import io.jenkins.plugins.cfnattest.app.AttestException;
import io.jenkins.plugins.cfnattest.app.AttestRequest;
import io.jenkins.plugins.cfnattest.app.Attestation;
import io.jenkins.plugins.cfnattest.app.Attester;
import io.jenkins.plugins.cfnattest.app.Findings;
import io.jenkins.plugins.cfnattest.app.Recorder;
import io.jenkins.plugins.cfnattest.envelope.Bytes;
import io.jenkins.plugins.cfnattest.envelope.InspectionPredicate.Invocation;
import io.jenkins.plugins.cfnattest.gate.DeploymentRequest;
import io.jenkins.plugins.cfnattest.gate.TargetScope;
import io.jenkins.plugins.cfnattest.ledger.LedgerException;
import io.jenkins.plugins.cfnattest.ledger.TlogProof;
import io.jenkins.plugins.cfnattest.plugin.Given;
import io.jenkins.plugins.cfnattest.plugin.SettingException;
import io.jenkins.plugins.cfnattest.plugin.config.CfnAttestationConfiguration;
import io.jenkins.plugins.cfnattest.plugin.config.SignerChoice;
import io.jenkins.plugins.cfnattest.plugin.run.AttestationAction;
import io.jenkins.plugins.cfnattest.plugin.run.BuildArtifacts;
import io.jenkins.plugins.cfnattest.template.Template;
import java.io.IOException;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import jenkins.model.Jenkins;

/** One attestation within a build: bytes from the agent, inspection and signature on the controller, the envelope into the artifacts. */
final class AttestTask {
    /** How names of proofs of the record end (C2SP tlog-proof). */
    private static final String PROOF = ".tlog-proof";

    private final CfnNagAttestStep step;
    private final Run<?, ?> run;
    private final FilePath workspace;
    private final TaskListener listener;

    AttestTask(CfnNagAttestStep step, Run<?, ?> run, FilePath workspace, TaskListener listener) {
        this.step = step;
        this.run = run;
        this.workspace = workspace;
        this.listener = listener;
    }

    Map<String, Object> run() throws IOException, InterruptedException {
        RelativePath path = RelativePath.of("template", step.getTemplate());
        CfnAttestationConfiguration configuration = CfnAttestationConfiguration.get();
        Bytes template = WorkspaceFile.read(workspace, "template", path, Template.LIMIT);
        Map<String, String> parameters =
                GivenParameters.read(workspace, step.getParametersFile(), step.parameterTexts());
        SignerChoice signer;
        Attestation attestation;
        Optional<TlogProof> proof;
        try {
            signer = configuration.choose(Given.text(step.getKey()), Given.text(step.getService()));
            Attester attester = configuration.attester(signer, Clock.systemUTC());
            attestation = attester.attest(new AttestRequest(
                    path.text(), template, parameters, pseudoParameters(configuration), invocation()));
            proof = recorded(configuration.recorder(), path, attestation);
        } catch (SettingException | AttestException e) {
            throw Aborts.because(e);
        } catch (LedgerException e) {
            throw Aborts.because("The attestation could not be put on record, so it is not kept. ", e);
        }
        keep(path, template, signer, attestation, proof);
        AttestationSummary.print(listener.getLogger(), path.text(), attestation);
        if (step.getFailOn().holds(attestation.result().verdict())) {
            throw new AbortException("The inspection of '" + path.text() + "' ended with "
                    + attestation.result().verdict() + ", and this step is to fail on " + step.getFailOn()
                    + ". The violations stand above and in the report.");
        }
        return AttestationSummary.result(path.text(), attestation);
    }

    /** First on record, then in anybody's hands. */
    private Optional<TlogProof> recorded(Optional<Recorder> recorder, RelativePath path, Attestation attestation)
            throws LedgerException {
        return recorder.isPresent()
                ? Optional.of(recorder.get().attestation(attestation, path.text(), caller()))
                : Optional.empty();
    }

    private void keep(
            RelativePath path, Bytes template, SignerChoice signer, Attestation attestation, Optional<TlogProof> proof)
            throws IOException, InterruptedException {
        BuildArtifacts artifacts = new BuildArtifacts(run);
        String artifact = attestation.artifactPath(path.text());
        if (proof.isPresent()) {
            artifacts.archive(artifact + PROOF, proof.get().toBytes(), listener);
        }
        artifacts.archive(artifact, attestation.envelope(), listener);
        artifacts.archive(
                attestation.sarifPath(path.text()), Findings.sarif(path.text(), template, attestation), listener);
        artifacts.fingerprint(artifact, attestation.envelope(), true);
        artifacts.fingerprint(path.text(), template, false);
        new AttestationAction(path.text(), nameOf(signer), attestation).addTo(run);
    }

    private static String nameOf(SignerChoice signer) {
        return signer.service() ? Messages.Signer_Service(signer.name()) : Messages.Signer_Key(signer.name());
    }

    /** What is known of the place where it will go, in the gate's own words. */
    private Map<String, String> pseudoParameters(CfnAttestationConfiguration configuration) throws SettingException {
        Map<String, String> known = new TreeMap<>();
        if (step.getTarget() != null) {
            TargetScope scope = configuration.target(step.getTarget()).target().scope();
            known.putAll(new DeploymentRequest(
                            scope,
                            Given.text(step.getStack()),
                            step.getRegion() == null ? scope.defaultRegion() : step.getRegion(),
                            caller(),
                            scope.account(),
                            new TreeMap<>(),
                            new TreeSet<>(),
                            Set.of(),
                            new TreeMap<>(),
                            Optional.empty())
                    .pseudoParameters());
            known.values().removeIf(String::isEmpty);
        }
        if (step.getRegion() != null) {
            known.put("AWS::Region", step.getRegion());
        }
        if (step.getStack() != null) {
            known.put("AWS::StackName", step.getStack());
        }
        return known;
    }

    /** What this controller knows itself; nothing of it comes from the pipeline's variables. */
    private Invocation invocation() {
        Map<String, String> authenticated = new TreeMap<>();
        String root = Jenkins.get().getRootUrl();
        if (root != null) {
            authenticated.put("controller", root);
        }
        authenticated.put("job", caller());
        authenticated.put("build", Integer.toString(run.getNumber()));
        return new Invocation(authenticated, Map.of());
    }

    private String caller() {
        return run.getParent().getFullName();
    }
}
