package io.jenkins.plugins.cfnattest.plugin.run;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.model.Run;
import io.jenkins.plugins.cfnattest.app.DeployGated;
import io.jenkins.plugins.cfnattest.deploy.Outcome;
import io.jenkins.plugins.cfnattest.deploy.Plan;
import io.jenkins.plugins.cfnattest.gate.Decision;
import io.jenkins.plugins.cfnattest.gate.DeploymentRequest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.kohsuke.stapler.export.Exported;
import org.kohsuke.stapler.export.ExportedBean;

/** The report of one deployment, allowed or not. Stored with the build, for showing. */
@ExportedBean
public final class DeploymentAction extends DecisionReport {
    /** It is being executed. */
    static final String RUNNING = "RUNNING";
    /** The change set was executed, or there was nothing to change. */
    static final String DEPLOYED = "DEPLOYED";
    /** A dry run that could only ask the gate. */
    static final String ALLOWED = "ALLOWED";
    /** A dry run: allowed and planned. */
    static final String PLANNED = "PLANNED";
    /** The gate, or the comparison before the execution, said no. */
    static final String REFUSED = "REFUSED";
    /** It was not finished: CloudFormation said no, could not be reached, or somebody stopped it. */
    static final String FAILED = "FAILED";
    /** It was executed, but the build ended before that did. Never stored: whoever still watches it may yet tell. */
    static final String UNKNOWN = "UNKNOWN";

    private final String region;
    private final String artifact;
    private String attestationDigest = "";
    private String outcome = FAILED;
    private String explanation = "The deployment ended unexpectedly; the console says more.";
    private String approval = "";
    private volatile boolean changed;
    private String stackId = "";
    private String changeSetId = "";
    private List<ChangeRow> changes = new ArrayList<>();
    private List<EventRow> events = new ArrayList<>();
    private final Map<String, String> outputs = new LinkedHashMap<>();

    /**
     * The report of a deployment that was asked for; nothing has come of it yet.
     *
     * @param readBack BEFORE or AFTER
     * @param artifact path of the attestation among the artifacts of this build
     */
    public DeploymentAction(DeploymentRequest request, String readBack, String artifact) {
        super(request, readBack);
        this.region = request.region();
        this.artifact = artifact;
    }

    /** What the gate said. */
    public void decided(Decision decision) {
        keep(decision);
        approval = decision.facts()
                .approval()
                .map(given -> given.approver() + ": " + given.reason() + " (" + given.ticket() + ")")
                .orElse("");
        decision.verified()
                .ifPresent(it -> attestationDigest = it.attestationDigest().hex());
    }

    /** What would change. */
    public void planned(Plan plan) {
        changes = new ArrayList<>(plan.changes().stream().map(ChangeRow::new).toList());
        stackId = plan.stackId();
        changeSetId = plan.changeSetId().orElse("");
    }

    /** What came of it. */
    public void finished(DeployGated.Result result) {
        explanation = "";
        decided(result.decision());
        outcome = result.decision() instanceof Decision.Refused ? REFUSED : ALLOWED;
        result.plan().ifPresent(plan -> {
            planned(plan);
            outcome = PLANNED;
        });
        result.outcome().ifPresent(this::deployed);
    }

    /** It is going to be executed now. */
    public void started() {
        outcome = RUNNING;
        explanation = "";
    }

    /** How it ended, seen after a restart of Jenkins. */
    public void ended(Outcome done) {
        explanation = "";
        deployed(done);
    }

    private void deployed(Outcome done) {
        outcome = DEPLOYED;
        changed = done.changed();
        stackId = done.stackId();
        outputs.putAll(done.outputs());
    }

    /** It was refused or failed, and why. */
    public void failed(boolean refused, String why) {
        outcome = refused ? REFUSED : FAILED;
        explanation = why;
    }

    /** The stack's events, oldest first. */
    public void happened(List<EventRow> rows) {
        events = new ArrayList<>(rows);
    }

    @Override
    @NonNull
    public String getDisplayName() {
        return Messages.DeploymentAction_DisplayName(getStack(), getTarget());
    }

    @Override
    String kind() {
        return "cfn-deployment-";
    }

    @Exported
    public String getRegion() {
        return region;
    }

    /** Path of the attestation among the artifacts of this build. */
    @Exported
    public String getArtifact() {
        return artifact;
    }

    /** The artifact below the build, as an address. */
    public String getArtifactUrl() {
        return "artifact/" + address(artifact);
    }

    /** Digest of the verified attestation; empty when it could not be verified. */
    @Exported
    public String getAttestationDigest() {
        return attestationDigest;
    }

    @Exported
    public String getOutcome() {
        return isUnseen() ? UNKNOWN : outcome;
    }

    /** Why it failed, or why nobody knows; empty otherwise. */
    @Exported
    public String getExplanation() {
        return isUnseen() ? unseen() : explanation;
    }

    /** Whether it is being executed, as far as anybody told. */
    boolean isRunning() {
        return RUNNING.equals(outcome);
    }

    private boolean isUnseen() {
        Run<?, ?> build = getRun();
        return isRunning() && build != null && !build.isBuilding();
    }

    /** What is known of an execution whose end was not seen. */
    String unseen() {
        return "The build ended while change set " + changeSetId + " of stack " + stackId
                + " was being executed, so how that ended was not seen, and it may still run."
                + " Look at the stack's events in CloudFormation.";
    }

    /** Who let the refusals pass, and why (break-glass); empty unless somebody did. */
    @Exported
    public String getApproval() {
        return approval;
    }

    @Exported
    public boolean isChanged() {
        return changed;
    }

    @Exported
    public String getStackId() {
        return stackId;
    }

    @Exported
    public String getChangeSetId() {
        return changeSetId;
    }

    @Exported
    public List<ChangeRow> getChanges() {
        return new ArrayList<>(changes);
    }

    @Exported
    public List<EventRow> getEvents() {
        return new ArrayList<>(events);
    }

    @Exported
    public Map<String, String> getOutputs() {
        return new LinkedHashMap<>(outputs);
    }

    /** Jenkins' symbol for the outcome; what was only let pass does not look like success. */
    public String getSymbol() {
        boolean letPass =
                getChecks().stream().anyMatch(check -> check.getOutcome().equals("RELAXED"));
        return Symbols.ofDeployment(getOutcome(), letPass);
    }
}
