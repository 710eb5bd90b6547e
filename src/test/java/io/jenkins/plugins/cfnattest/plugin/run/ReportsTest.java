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

class ReportsTest {
    private static final DeploymentRequest REQUEST = TestDecisions.request("web", Map.of(), Set.of(), Map.of());
    private static final Decision ALLOWED = TestDecisions.allowed(Bytes.utf8("Resources: {}"), REQUEST);
    private static final Plan PLAN = new Plan(
            Optional.of("set"), "stack", true, List.of(new Plan.Change("Add", "Bucket", "AWS::S3::Bucket", "")));

    private static DeploymentAction deployment() {
        return new DeploymentAction(REQUEST, "cfn-attestation/a.yaml/0123456789ab.intoto.json");
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
}
