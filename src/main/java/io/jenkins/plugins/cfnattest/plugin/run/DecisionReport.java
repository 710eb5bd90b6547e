package io.jenkins.plugins.cfnattest.plugin.run;

import io.jenkins.plugins.cfnattest.gate.Decision;
import io.jenkins.plugins.cfnattest.gate.DeploymentRequest;
import io.jenkins.plugins.cfnattest.plugin.Given;
import java.util.ArrayList;
import java.util.List;
import org.kohsuke.stapler.export.Exported;
import org.kohsuke.stapler.export.ExportedBean;

/** The half of a deployment's report that the decision tells. Plain strings, because Jenkins stores them. */
@ExportedBean
public abstract class DecisionReport extends StackReport {
    private final String enforcement;
    private final String enforcementUntil;
    private final String readBack;
    private final boolean rollback;
    private String policy = "";
    private String policyDigest = "";
    private String decisionArtifact = "";
    private List<CheckRow> checks = new ArrayList<>();
    private List<WaiverRow> waivers = new ArrayList<>();

    /** Nothing is decided yet. */
    DecisionReport(DeploymentRequest request, String readBack) {
        super(request.target().name(), request.stack());
        this.enforcement = request.target().enforcement().mode().name();
        this.enforcementUntil = request.target()
                .enforcement()
                .until()
                .map(java.time.Instant::toString)
                .orElse("");
        this.readBack = readBack;
        this.rollback = request.rollback();
    }

    final void keep(Decision decision) {
        policy = decision.policy().name();
        policyDigest = decision.policy().digest().hex();
        checks = new ArrayList<>(decision.checks().stream().map(CheckRow::new).toList());
        waivers = new ArrayList<>(decision.facts().waivers().stream()
                .map(used -> new WaiverRow(used.waiver()))
                .toList());
    }

    /** Where the signed decision is archived. */
    public final void archivedAt(String path) {
        decisionArtifact = path;
    }

    /** The policy's own name. */
    @Exported
    public final String getPolicy() {
        return Given.text(policy);
    }

    /** SHA-256 of the policy's bytes. */
    @Exported
    public final String getPolicyDigest() {
        return Given.text(policyDigest);
    }

    /** How strictly the target held to it: ENFORCE, WARN or OBSERVE. */
    @Exported
    public final String getEnforcement() {
        return Given.text(enforcement);
    }

    /** When a milder enforcement ends; empty for ENFORCE. */
    @Exported
    public final String getEnforcementUntil() {
        return Given.text(enforcementUntil);
    }

    /** Whether what CloudFormation held was compared BEFORE the execution, or only AFTER. */
    @Exported
    public final String getReadBack() {
        return Given.text(readBack);
    }

    /** Whether going back to an older inspection was asked for. */
    @Exported
    public final boolean isRollback() {
        return rollback;
    }

    /** Path of the signed decision among the artifacts; empty when none was signed. */
    @Exported
    public final String getDecisionArtifact() {
        return Given.text(decisionArtifact);
    }

    /** The same below the build, as an address. */
    public final String getDecisionArtifactUrl() {
        return "artifact/" + address(getDecisionArtifact());
    }

    @Exported
    public final List<CheckRow> getChecks() {
        return new ArrayList<>(checks);
    }

    @Exported
    public final List<WaiverRow> getWaivers() {
        return waivers == null ? new ArrayList<>() : new ArrayList<>(waivers);
    }
}
