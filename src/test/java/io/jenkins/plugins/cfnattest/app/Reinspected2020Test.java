package io.jenkins.plugins.cfnattest.app;

import static io.jenkins.plugins.cfnattest.app.AppFixture.CLOCK;
import static io.jenkins.plugins.cfnattest.app.AppFixture.KEY;
import static io.jenkins.plugins.cfnattest.app.Fixture2020.NOW;
import static io.jenkins.plugins.cfnattest.app.Fixture2020.PLAIN;
import static io.jenkins.plugins.cfnattest.app.Fixture2020.SERVICE;
import static io.jenkins.plugins.cfnattest.app.Fixture2020.UNTIL;
import static io.jenkins.plugins.cfnattest.app.Fixture2020.accepting;
import static io.jenkins.plugins.cfnattest.app.Fixture2020.clean;
import static io.jenkins.plugins.cfnattest.app.Fixture2020.codes;
import static io.jenkins.plugins.cfnattest.app.Fixture2020.decide;
import static io.jenkins.plugins.cfnattest.app.Fixture2020.gate;
import static io.jenkins.plugins.cfnattest.app.Fixture2020.refusals;
import static io.jenkins.plugins.cfnattest.app.Fixture2020.request;
import static io.jenkins.plugins.cfnattest.app.Fixture2020.scan;
import static io.jenkins.plugins.cfnattest.app.Fixture2020.sealed;
import static io.jenkins.plugins.cfnattest.app.Fixture2020.violation;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.cfnattest.envelope.Bytes;
import io.jenkins.plugins.cfnattest.envelope.InspectionPredicate;
import io.jenkins.plugins.cfnattest.envelope.ServiceClaims;
import io.jenkins.plugins.cfnattest.envelope.ServiceEnvelope;
import io.jenkins.plugins.cfnattest.envelope.ServiceScan;
import io.jenkins.plugins.cfnattest.gate.Decision;
import io.jenkins.plugins.cfnattest.gate.DeploymentRequest;
import io.jenkins.plugins.cfnattest.gate.Gate;
import io.jenkins.plugins.cfnattest.gate.Policy;
import io.jenkins.plugins.cfnattest.gate.ReasonCode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** What the gate makes of the template in an envelope of the 2020 service. */
class Reinspected2020Test {
    @Test
    void allowsWhatTheGateItselfFindsNothingIn() throws Exception {
        Decision decision = gate(SERVICE)
                .decide(
                        sealed(scan(AppFixture.TEMPLATE.toUtf8())),
                        AppFixture.deployment(AppFixture.scope(), "web", "eu-central-1"));

        assertThat(refusals(decision)).isEmpty();
        assertThat(decision.verified()).hasValueSatisfying(verified -> {
            assertThat(verified.predicateType()).isEqualTo(ServiceClaims.TYPE);
            assertThat(verified.template()).isEqualTo(AppFixture.TEMPLATE);
            assertThat(verified.notes()).singleElement().asString().contains("2020");
            InspectionPredicate predicate = verified.statement().predicate();
            assertThat(predicate.inputs().parameters())
                    .containsEntry("Env", "prod")
                    .containsEntry("Size", "3")
                    .containsEntry("AWS::Region", "eu-central-1");
            assertThat(predicate.inputs().withheld()).containsExactly("Password");
            assertThat(predicate.inputs().evaluation()).isEqualTo("EFFECTIVE");
            assertThat(predicate.ruleSet().rules()).hasSizeGreaterThan(100);
        });
    }

    @Test
    void keepsTheStackValueUnknown() throws Exception {
        Bytes envelope = sealed(scan("""
                Parameters:
                  Secure: {Type: String, Default: 'true'}
                Resources:
                  Disk:
                    Type: AWS::EC2::Volume
                    Properties: {AvailabilityZone: a, Encrypted: !Ref Secure, KmsKeyId: k}
                """));
        DeploymentRequest plain = request();
        DeploymentRequest keeping = new DeploymentRequest(
                plain.target(),
                plain.stack(),
                plain.region(),
                plain.caller(),
                plain.observedAccount(),
                plain.parameters(),
                plain.secretParameters(),
                plain.capabilities(),
                plain.tags(),
                plain.namedTemplate(),
                new TreeSet<>(Set.of("Secure")),
                plain.role(),
                plain.rollback());

        InspectionPredicate predicate = new Reinspection()
                .inspect(Bytes.utf8(ServiceEnvelope.read(envelope).scan().template()), keeping, NOW);

        assertThat(predicate.inputs().parameters()).isEmpty();
        assertThat(predicate.result().verdict()).isNotEqualTo("PASS");
    }

    @Test
    void refusesWhatTheServiceCalledCleanAndIsNot() throws Exception {
        assertThat(codes(decide(sealed(scan(AppFixture.FAILING.toUtf8()))))).containsExactly(ReasonCode.VIOLATIONS);
    }

    @Test
    void inspectsWithTheParametersOfTheRequest() throws Exception {
        Bytes envelope = sealed(scan("""
                Parameters:
                  Secure: {Type: String, Default: 'true'}
                Resources:
                  Disk:
                    Type: AWS::EC2::Volume
                    Properties: {AvailabilityZone: a, Encrypted: !Ref Secure, KmsKeyId: k}
                """));

        assertThat(codes(decide(envelope))).isEmpty();
        assertThat(codes(gate(SERVICE).decide(envelope, request(Map.of("Secure", "false"), Optional.empty()))))
                .containsExactly(ReasonCode.VIOLATIONS);
    }

    @Test
    void countsWhatOnlyTheServiceFound() throws Exception {
        Decision decision = decide(sealed(scan(PLAIN, violation("F99", "FAIL", "Wait"))));

        assertThat(codes(decision)).containsExactly(ReasonCode.VIOLATIONS);
        assertThat(refusals(decision).toString())
                .contains("1 failing violation and 0 warnings", "FAIL service-2020:F99 at Wait");
    }

    @Test
    void countsItsWarningsAsWarnings() throws Exception {
        Bytes envelope = sealed(scan(PLAIN, violation("W99", "WARN", "Wait")));
        Policy strict = Policy.read(
                Bytes.utf8(Policy.standardFile().toUtf8().replace("threshold: FAIL", "threshold: WARN")
                        + "\naccept2020: [{keyId: '"
                        + KEY.verificationKey().keyId().hex() + "', until: " + UNTIL
                        + "}]\n"),
                "policy.yaml");

        assertThat(codes(decide(envelope))).isEmpty();
        assertThat(codes(Gates.of(strict, SERVICE, CLOCK).decide(envelope, request())))
                .containsExactly(ReasonCode.VIOLATIONS);
    }

    @Test
    void countsFailuresThatTheServiceDoesNotList() throws Exception {
        ServiceScan unlisted = new ServiceScan(new ServiceScan.Results(1, List.of()), PLAIN, List.of());

        assertThat(codes(decide(sealed(unlisted)))).containsExactly(ReasonCode.VIOLATIONS);
    }

    @Test
    void countsOnceWhatBothFound() throws Exception {
        String disk =
                "Resources:\n  Disk:\n    Type: AWS::EC2::Volume\n    Properties: {AvailabilityZone: a, KmsKeyId: k}\n";
        Decision alone = decide(sealed(scan(disk)));
        String id = alone.verified().orElseThrow().statement().predicate().result().violations().stream()
                .filter(violation -> violation.type().equals("FAIL"))
                .findFirst()
                .orElseThrow()
                .id();

        Decision both = decide(sealed(scan(disk, violation(id, "FAIL", "Disk"))));
        Decision elsewhere = decide(sealed(scan(disk, violation(id, "FAIL", "Other"))));

        assertThat(refusals(both)).isEqualTo(refusals(alone));
        assertThat(refusals(elsewhere).toString()).contains("service-2020:" + id + " at Other");
    }

    @Test
    void refusesSuppressionsInTheTemplate() throws Exception {
        Bytes envelope = sealed(scan("""
                Resources:
                  Disk:
                    Type: AWS::EC2::Volume
                    Metadata: {cfn_nag: {rules_to_suppress: [{id: F1, reason: trust me}]}}
                    Properties: {AvailabilityZone: a, KmsKeyId: k}
                """));

        assertThat(codes(decide(envelope))).contains(ReasonCode.SUPPRESSION_FORBIDDEN);
    }

    @Test
    void refusesContentThatIsFetchedLater() throws Exception {
        Bytes envelope = sealed(scan("Transform: Somebodys::Macro\n" + PLAIN));

        assertThat(codes(decide(envelope))).contains(ReasonCode.NESTED_CONTENT);
    }

    @Test
    void refusesWhatCannotBeInspectedAgain() throws Exception {
        assertThat(codes(decide(sealed(scan("- no\n- template\n"))))).containsExactly(ReasonCode.ENVELOPE_MALFORMED);
        assertThat(codes(gate(SERVICE).decide(clean(), request(Map.of("Nobodys", "1"), Optional.empty()))))
                .containsExactly(ReasonCode.PARAMETERS_MISMATCH);
    }

    @Test
    void refusesWhenTheInspectionBreaksDown() throws Exception {
        Gate gate = new Gate(accepting(KEY, UNTIL), SERVICE, CLOCK).reinspecting((template, request, now) -> {
            throw new IllegalStateException("secret-in-the-text");
        });

        Decision decision = gate.decide(clean(), request());

        assertThat(codes(decision)).containsExactly(ReasonCode.CHECK_ERROR);
        assertThat(refusals(decision).toString()).doesNotContain("secret-in-the-text");
    }

    @Test
    void refusesAnInspectionOfAnotherTemplate() throws Exception {
        Gate gate = new Gate(accepting(KEY, UNTIL), SERVICE, CLOCK)
                .reinspecting(
                        (template, request, now) -> new Reinspection().inspect(Bytes.utf8(PLAIN + "\n"), request, now));

        assertThat(codes(gate.decide(clean(), request()))).containsExactly(ReasonCode.CHECK_ERROR);
    }
}
