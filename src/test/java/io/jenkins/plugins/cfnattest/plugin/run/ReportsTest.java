package io.jenkins.plugins.cfnattest.plugin.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.cfnattest.app.DeployGated;
import io.jenkins.plugins.cfnattest.deploy.Outcome;
import io.jenkins.plugins.cfnattest.deploy.Plan;
import io.jenkins.plugins.cfnattest.envelope.Bytes;
import io.jenkins.plugins.cfnattest.gate.CheckResult;
import io.jenkins.plugins.cfnattest.gate.Decision;
import io.jenkins.plugins.cfnattest.gate.DeploymentRequest;
import io.jenkins.plugins.cfnattest.gate.ReasonCode;
import io.jenkins.plugins.cfnattest.gate.Refusal;
import io.jenkins.plugins.cfnattest.gate.TestDecisions;
import io.jenkins.plugins.cfnattest.plugin.SampleAttestation;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReportsTest {
    private static final DeploymentRequest REQUEST = TestDecisions.request("web", Map.of(), Set.of(), Map.of());
    private static final Decision ALLOWED = TestDecisions.allowed(Bytes.utf8("Resources: {}"), REQUEST);
    private static final Plan PLAN = new Plan(
            Optional.of("set"), "stack", true, List.of(new Plan.Change("Add", "Bucket", "AWS::S3::Bucket", "")));

    private static DeploymentAction deployment() {
        return new DeploymentAction(REQUEST, "BEFORE", "cfn-attestation/a.yaml/0123456789ab.intoto.json");
    }

    @Test
    void anAttestationIsNamedByItsDigest() {
        AttestationAction report = new AttestationAction("infra/a b.yaml", "key main", SampleAttestation.with(1));
        assertThat(report.getUrlName())
                .isEqualTo("cfn-attestation-" + report.getAttestationDigest().substring(0, 12));
        assertThat(report.getIconFileName()).isNull();
        assertThat(report.getFindings())
                .singleElement()
                .satisfies(row -> assertThat(row.getLine()).isEqualTo(3))
                .satisfies(row -> assertThat(row.isFailing()).isTrue());
        assertThat(report.getSymbol()).isEqualTo("symbol-status-red");
    }

    @Test
    void anAttestationKeepsABoundedTable() {
        assertThat(new AttestationAction("a.yaml", "key main", SampleAttestation.with(5000)).getFindings())
                .hasSize(1000);
    }

    @Test
    void aDeploymentThatTellsNothingHasFailed() {
        assertThat(deployment().getOutcome()).isEqualTo("FAILED");
        assertThat(deployment().getExplanation()).isNotEmpty();
        assertThat(deployment().getSymbol()).isEqualTo("symbol-status-red");
    }

    @Test
    void anAllowedDecisionAloneIsNoDeployment() {
        DeploymentAction report = deployment();
        report.decided(ALLOWED);
        report.planned(PLAN);
        assertThat(report.getOutcome()).isEqualTo("FAILED");
        assertThat(report.getChecks()).hasSize(1);
        assertThat(report.getChanges()).hasSize(1);
    }

    @Test
    void aRefusalKeepsItsReasons() {
        Refusal refusal = Refusal.of(ReasonCode.VIOLATIONS, "Too many.");
        DeploymentAction report = deployment();
        report.finished(new DeployGated.Result(
                new Decision.Refused(
                        TestDecisions.facts(
                                new CheckResult(9, "result", CheckResult.Outcome.REFUSED, List.of(refusal))),
                        Optional.empty(),
                        List.of(refusal)),
                Optional.empty(),
                Optional.empty(),
                Optional.empty()));
        assertThat(report.getOutcome()).isEqualTo("REFUSED");
        assertThat(report.getChecks().get(0).getReasons()).containsExactly("VIOLATIONS: Too many.");
        assertThat(report.getAttestationDigest()).isEmpty();
        assertThat(report.getSymbol()).isEqualTo("symbol-status-red");
    }

    @Test
    void aPlanIsNoDeployment() {
        DeploymentAction report = deployment();
        report.finished(new DeployGated.Result(ALLOWED, Optional.empty(), Optional.of(PLAN), Optional.empty()));
        assertThat(report.getOutcome()).isEqualTo("PLANNED");
        assertThat(report.isChanged()).isFalse();
    }

    @Test
    void aDeploymentKeepsItsOutputs() {
        DeploymentAction report = deployment();
        report.finished(new DeployGated.Result(
                ALLOWED,
                Optional.empty(),
                Optional.of(PLAN),
                Optional.of(new Outcome(true, "stack", Optional.of("set"), "CREATE_COMPLETE", Map.of("Url", "x")))));
        assertThat(report.getOutcome()).isEqualTo("DEPLOYED");
        assertThat(report.getOutputs()).isEqualTo(Map.of("Url", "x"));
        assertThat(report.getExplanation()).isEmpty();
        assertThat(report.getSymbol()).isEqualTo("symbol-status-blue");
    }

    @Test
    void aDeploymentSaysUnderWhichLaw() {
        DeploymentAction report = deployment();
        report.decided(ALLOWED);
        report.archivedAt("cfn-attestation/a b.yaml/x.decision.json");
        assertThat(report.getPolicy()).isEqualTo(ALLOWED.policy().name());
        assertThat(report.getPolicyDigest()).isEqualTo(ALLOWED.policy().digest().hex());
        assertThat(report.getEnforcement()).isEqualTo("ENFORCE");
        assertThat(report.getEnforcementUntil()).isEmpty();
        assertThat(report.getReadBack()).isEqualTo("BEFORE");
        assertThat(report.isRollback()).isFalse();
        assertThat(report.getDecisionArtifact()).isEqualTo("cfn-attestation/a b.yaml/x.decision.json");
    }

    @ParameterizedTest
    @CsvSource({"PASSED,blue", "RELAXED,yellow", "NOT_APPLICABLE,nobuilt", "REFUSED,red"})
    void eachOutcomeHasItsSymbol(CheckResult.Outcome outcome, String color) {
        List<Refusal> refusals = outcome == CheckResult.Outcome.REFUSED || outcome == CheckResult.Outcome.RELAXED
                ? List.of(Refusal.of(ReasonCode.VIOLATIONS, "Too many."))
                : List.of();
        CheckRow row = new CheckRow(new CheckResult(9, "result", outcome, refusals, List.of("By the way.")));
        assertThat(row.getSymbol()).isEqualTo("symbol-status-" + color);
        assertThat(row.getNotes()).containsExactly("By the way.");
    }

    @Test
    void aDeploymentThatWasWatchedAgainKeepsItsPlan() {
        DeploymentAction report = deployment();
        report.planned(PLAN);
        report.started();
        assertThat(report.getOutcome()).isEqualTo("RUNNING");
        assertThat(report.getExplanation()).isEmpty();
        assertThat(report.getSymbol()).isEqualTo("symbol-status-blue-anime");
        report.ended(new Outcome(true, "stack", Optional.of("set"), "CREATE_COMPLETE", Map.of("Url", "https://x")));
        assertThat(report.getOutcome()).isEqualTo("DEPLOYED");
        assertThat(report.getChangeSetId()).isEqualTo("set");
        assertThat(report.getChanges()).hasSize(1);
        assertThat(report.getOutputs()).containsEntry("Url", "https://x");
    }

    @Test
    void whatWasOnlyLetPassDoesNotLookLikeSuccess() {
        assertThat(Symbols.ofDeployment("DEPLOYED", false)).isEqualTo("symbol-status-blue");
        assertThat(Symbols.ofDeployment("DEPLOYED", true)).isEqualTo("symbol-status-yellow");
        assertThat(Symbols.ofDeployment("REFUSED", true)).isEqualTo("symbol-status-red");
    }
}
