package io.jenkins.plugins.cfnattest.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.jenkins.plugins.cfnattest.envelope.Bytes;
import io.jenkins.plugins.cfnattest.envelope.Digest;
import io.jenkins.plugins.cfnattest.envelope.InspectionPredicate;
import io.jenkins.plugins.cfnattest.envelope.InspectionPredicate.Invocation;
import io.jenkins.plugins.cfnattest.envelope.InspectionPredicate.NotEvaluatedRef;
import io.jenkins.plugins.cfnattest.envelope.InspectionPredicate.Result;
import io.jenkins.plugins.cfnattest.envelope.InspectionPredicate.ViolationRef;
import io.jenkins.plugins.cfnattest.inspect.rules.Catalogue;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FindingsTest {
    private static final Bytes TEMPLATE = Bytes.utf8("""
            Parameters:
              Flag: {Type: String, NoEcho: true, Default: hunter2}
            Resources:
              Disk:
                Type: AWS::EC2::Volume
                Properties: {AvailabilityZone: a, KmsKeyId: k}
              Scratch:
                Type: AWS::EC2::Volume
                Metadata: {cfn_nag: {rules_to_suppress: [{id: F1, reason: scratch}]}}
                Properties: {AvailabilityZone: a, KmsKeyId: k}
              Secret:
                Type: AWS::EC2::Volume
                Properties: {AvailabilityZone: a, KmsKeyId: k, Encrypted: !Ref Flag}
              Child:
                Type: AWS::CloudFormation::Stack
                Properties: {TemplateURL: https://example.org/child.yaml}
            """);

    private static JsonNode sarif(Attestation attestation) throws Exception {
        Bytes sarif = Findings.sarif("infra/disks.yaml", TEMPLATE, attestation);
        return new ObjectMapper().readTree(sarif.toUtf8()).path("runs").get(0);
    }

    private static Attestation attested() throws Exception {
        return AppFixture.attester(AppFixture.KEY)
                .attest(new AttestRequest(
                        "infra/disks.yaml", TEMPLATE, Map.of(), Map.of(), InspectionPredicate.nobody()));
    }

    private static List<JsonNode> of(JsonNode run, String ruleId) {
        List<JsonNode> found = new ArrayList<>();
        run.path("results").forEach(result -> {
            if (result.path("ruleId").asText().equals(ruleId)) {
                found.add(result);
            }
        });
        return found;
    }

    @Test
    void putsAllThatWasAttestedIntoSarif() throws Exception {
        JsonNode run = sarif(attested());

        assertThat(run.path("tool").path("driver").path("rules"))
                .hasSize(Catalogue.all().rules().size() + 1);
        assertThat(of(run, "CFN_NAG_F1"))
                .extracting(
                        result -> result.path("kind").asText(),
                        result -> result.has("suppressions"),
                        result -> result.at("/locations/0/logicalLocations/0/name")
                                .asText(),
                        result -> result.at("/locations/0/physicalLocation/region/startLine")
                                .asInt())
                .containsExactly(
                        tuple("", false, "Disk", 5), tuple("", true, "Scratch", 8), tuple("open", false, "Secret", 12));
        assertThat(run.at("/results/0/locations/0/physicalLocation/artifactLocation/uri")
                        .asText())
                .isEqualTo("infra/disks.yaml");
        assertThat(run.at("/invocations/0/toolExecutionNotifications/0/message/text")
                        .asText())
                .startsWith("Child (line 15)")
                .contains("NESTED_STACK");
    }

    @Test
    void neverHoldsAWithheldValue() throws Exception {
        Attestation attestation = AppFixture.attester(AppFixture.KEY)
                .attest(new AttestRequest("t.yaml", TEMPLATE, Map.of(), Map.of(), new Invocation(Map.of(), Map.of())));

        assertThat(Findings.sarif("t.yaml", TEMPLATE, attestation).toUtf8()).doesNotContain("hunter2");
    }

    @Test
    void knowsTheRulesWhenTheEnvelopeNamesNone() throws Exception {
        ViolationRef violation =
                new ViolationRef("F1", "FAIL", "No.", List.of("Disk"), List.of(5), List.of(0), List.of(""));
        Attestation old = new Attestation(
                Attestation.Kind.SERVICE_2020,
                Bytes.utf8("envelope"),
                Digest.of(Bytes.utf8("payload")),
                Digest.of(TEMPLATE),
                new Result("FAIL", 1, 0, List.of(violation), List.of(), List.of(), List.of()),
                Digest.of(Bytes.utf8("key")),
                Optional.empty());

        JsonNode run = sarif(old);

        assertThat(run.path("tool").path("driver").path("rules"))
                .hasSize(Catalogue.cfnNag().rules().size() + 1);
        assertThat(run.at("/results/0/locations/0/physicalLocation/region/startColumn")
                        .asInt())
                .isEqualTo(1);
        assertThat(old.sarifPath("a/b.yaml")).matches("cfn-attestation/a/b\\.yaml/[0-9a-f]{12}\\.sarif");
    }

    @Test
    void saysAViolationInSentences() {
        ViolationRef violation = new ViolationRef(
                "W2",
                "WARN",
                "Close it.",
                List.of("A", "B"),
                List.of(3, 9),
                List.of(1, 1),
                List.of("/Properties/Ingress/0/CidrIp", ""));

        assertThat(Findings.sentences(violation))
                .containsExactly("A (line 3), property Ingress[0].CidrIp: Close it.", "B (line 9): Close it.");
    }

    @Test
    void saysWhatCouldNotBeDecidedInASentence() {
        assertThat(Findings.sentence(new NotEvaluatedRef("F1", "Disk", "Encrypted is not known.")))
                .isEqualTo("F1 on Disk: Encrypted is not known.");
        assertThat(Findings.sentence(new NotEvaluatedRef("*", "", "The loop is open.")))
                .isEqualTo("every rule: The loop is open.");
    }
}
