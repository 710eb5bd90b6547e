package io.jenkins.plugins.cfnattest.plugin.run;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.model.Run;
import io.jenkins.plugins.cfnattest.app.Attestation;
import io.jenkins.plugins.cfnattest.envelope.InspectionPredicate;
import java.util.ArrayList;
import java.util.List;
import org.kohsuke.stapler.export.Exported;
import org.kohsuke.stapler.export.ExportedBean;

/** The report of one attestation. Stored with the build, for showing: the gate reads the envelope, never this. */
@ExportedBean
public final class AttestationAction extends Report {
    private static final int MOST_ROWS = 1000;

    private final String template;
    private final String artifact;
    private final String attestationDigest;
    private final String templateDigest;
    private final String keyId;
    private final String signedBy;
    private final String verdict;
    private final int failureCount;
    private final int warningCount;
    private final int notEvaluatedCount;
    private final int suppressedCount;
    private final String inspectedAt;
    private final String expiresAt;
    private final List<FindingRow> findings;

    /**
     * A report.
     *
     * @param template the template's path in the workspace
     * @param signedBy how people call the key or service that signed
     */
    public AttestationAction(String template, String signedBy, Attestation attestation) {
        this.template = template;
        this.signedBy = signedBy;
        this.artifact = attestation.artifactPath(template);
        this.attestationDigest = attestation.attestationDigest().hex();
        this.templateDigest = attestation.templateDigest().hex();
        this.keyId = attestation.keyId().hex();
        InspectionPredicate.Result result = attestation.result();
        this.verdict = result.verdict();
        this.failureCount = result.failureCount();
        this.warningCount = result.warningCount();
        this.notEvaluatedCount = result.notEvaluated().size();
        this.suppressedCount = result.suppressed().size();
        this.inspectedAt =
                attestation.statement().map(it -> it.inspectedAt().toString()).orElse("");
        this.expiresAt =
                attestation.statement().map(it -> it.expiresAt().toString()).orElse("");
        this.findings = FindingRow.of(result.violations(), MOST_ROWS);
    }

    /** Adds the report to the run, unless the very same attestation has one already. */
    public void addTo(Run<?, ?> run) throws java.io.IOException {
        synchronized (run) {
            boolean known =
                    run.getActions(AttestationAction.class).stream().anyMatch(other -> other.artifact.equals(artifact));
            if (!known) {
                run.addAction(this);
            }
        }
        run.save();
    }

    @Override
    @NonNull
    public String getDisplayName() {
        return Messages.AttestationAction_DisplayName(template);
    }

    @Override
    @NonNull
    public String getUrlName() {
        return "cfn-attestation-" + attestationDigest.substring(0, 12);
    }

    @Exported
    public String getTemplate() {
        return template;
    }

    @Exported
    public String getArtifact() {
        return artifact;
    }

    /** The artifact below the build, as an address. */
    public String getArtifactUrl() {
        return "artifact/" + address(artifact);
    }

    @Exported
    public String getAttestationDigest() {
        return attestationDigest;
    }

    @Exported
    public String getTemplateDigest() {
        return templateDigest;
    }

    @Exported
    public String getKeyId() {
        return keyId;
    }

    @Exported
    public String getSignedBy() {
        return signedBy;
    }

    @Exported
    public String getVerdict() {
        return verdict;
    }

    @Exported
    public int getFailureCount() {
        return failureCount;
    }

    @Exported
    public int getWarningCount() {
        return warningCount;
    }

    @Exported
    public int getNotEvaluatedCount() {
        return notEvaluatedCount;
    }

    @Exported
    public int getSuppressedCount() {
        return suppressedCount;
    }

    @Exported
    public String getInspectedAt() {
        return inspectedAt;
    }

    @Exported
    public String getExpiresAt() {
        return expiresAt;
    }

    @Exported
    public List<FindingRow> getFindings() {
        return new ArrayList<>(findings);
    }

    /** Jenkins' symbol for the verdict. */
    public String getSymbol() {
        return Symbols.ofVerdict(verdict);
    }
}
