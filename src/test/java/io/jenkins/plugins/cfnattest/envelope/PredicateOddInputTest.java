package io.jenkins.plugins.cfnattest.envelope;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.jenkins.plugins.cfnattest.envelope.EnvelopeException.Kind;
import java.nio.charset.CharacterCodingException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What only one of the statements knows: what contradicts itself in it, and what other producers write. */
class PredicateOddInputTest {
    private static final String OTHER = "0".repeat(64);

    @Test
    void aWaiverOfATemplateHasTheTemplateAsSubject() {
        Waiver waiver = SamplePredicates.waiver();
        String digest = waiver.template().orElseThrow().hex();
        String json = json(WaiverJson.write(waiver));

        assertThat(json).contains("\"subject\":[{\"name\":\"template\",\"digest\":{\"sha256\":\"" + digest + "\"}}]");
        assertThatExceptionOfType(EnvelopeException.class)
                .isThrownBy(() -> WaiverJson.read(Bytes.utf8(json.replaceFirst(digest, OTHER))))
                .withMessageContaining("At subject[0] of the statement expected the digest of the template, " + digest)
                .withMessageContaining(OTHER);
        assertThatExceptionOfType(EnvelopeException.class)
                .isThrownBy(() -> WaiverJson.read(Bytes.utf8(
                        json.replace("\"template\":{\"sha256\":\"" + digest, "\"template\":{\"sha256\":\"" + OTHER))))
                .withMessageContaining("the digest of the template");
    }

    @Test
    void aWaiverOfStacksHasTheirPatternAsSubject() {
        String pattern = SamplePredicates.STACKS;
        String json = json(WaiverJson.write(SamplePredicates.waiver(Optional.empty(), Optional.of(pattern))));

        assertThat(json)
                .contains("\"name\":\"" + pattern + "\",\"digest\":{\"sha256\":\""
                        + Digest.of(Bytes.utf8(pattern)).hex());
        assertThatExceptionOfType(EnvelopeException.class)
                .isThrownBy(() -> WaiverJson.read(
                        Bytes.utf8(json.replace("\"stacks\":\"" + pattern, "\"stacks\":\"" + pattern + "*"))))
                .withMessageContaining("the digest of the pattern of stacks");
        assertThatExceptionOfType(EnvelopeException.class)
                .as("a pattern's digest is no template")
                .isThrownBy(() -> WaiverJson.read(Bytes.utf8(
                        json.replace("\"stacks\":", "\"template\":{\"sha256\":\"" + OTHER + "\"},\"stacks\":"))));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"rule\":\"W41\"|\"rule\":\" \"|At predicate.rule of the statement expected a text that is not blank",
                "\"owner\":\"pay team\"|\"owner\":\"\"|predicate.owner",
                "\"ticket\":\"PAY-7\"|\"ticket\":\"\\t\"|predicate.ticket",
                "18:00:00Z|12:00:00Z|At predicate of the statement: A waiver ends after it begins",
                "18:00:00Z|18:00:00.5Z|a time like",
                "18:00:00Z|18:00:00+00:00|a time like",
            })
    void refusesAWaiverThatSaysNothing(String good, String bad, String complaint) {
        refuses(json(WaiverJson.write(SamplePredicates.waiver())), good, bad, complaint, WaiverJson::read);
    }

    @Test
    void aWaiverNamesATemplateOrStacks() {
        String json = json(WaiverJson.write(SamplePredicates.waiver(Optional.empty(), Optional.of("**"))));

        refuses(json, "\"stacks\":\"**\",", "", "is for a template", WaiverJson::read);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"approver\":\"bert\"|\"approver\":\" ANNA\\n\"|Nobody approves what he asked for himself",
                "\"approver\":\"bert\"|\"approver\":\"\"|predicate.approver",
                "18:00:00Z|11:00:00Z|ends after it begins",
            })
    void refusesAnApprovalOfOneself(String good, String bad, String complaint) {
        refuses(json(ApprovalJson.write(SamplePredicates.approval())), good, bad, complaint, ApprovalJson::read);
    }

    @Test
    void aMessageShowsNoLineOfAStranger() {
        String json = json(ApprovalJson.write(SamplePredicates.approval()))
                .replace("\"anna\"", "\"a\\n\\u001b[31mSUCCESS\"")
                .replace("\"bert\"", "\"a\\n\\u001b[31mSUCCESS\"");

        assertThatExceptionOfType(EnvelopeException.class)
                .isThrownBy(() -> ApprovalJson.read(Bytes.utf8(json)))
                .satisfies(e -> assertThat(e.getMessage()).doesNotContain("\n", "\u001b"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"passed\":false|\"passed\":true|none that was relaxed",
                "\"allowed\":true|\"allowed\":false,\"x\":0|",
                "\"RELAXED\"|\"REFUSED\"|no check that refused",
                "\"RELAXED\"|\"relaxed\"|one of NOT_APPLICABLE, PASSED, REFUSED, RELAXED",
                "\"attestation\":|\"other\":|Nothing is allowed without a verified attestation",
                "\"mode\":\"WARN\"|\"mode\":\"NONE\"|one of ENFORCE, OBSERVE, WARN",
                "\"readBack\":\"BEFORE\"|\"readBack\":\"LATER\"|one of AFTER, BEFORE, NONE",
                "\"number\":6|\"number\":-6|a whole number",
                "\"allowed\":true|\"allowed\":\"true\"|true or false",
                "\"Env\":\"prod\"|\"Env\":7|predicate.request.parameters.Env",
            })
    void refusesADecisionThatContradictsItself(String good, String bad, String complaint) throws Exception {
        String json = json(DecisionJson.write(SamplePredicates.decision()));
        if (complaint == null) {
            assertThat(DecisionJson.read(Bytes.utf8(json.replace(good, bad))).allowed())
                    .as("what is not allowed may say anything")
                    .isFalse();
        } else {
            refuses(json, good, bad, complaint, DecisionJson::read);
        }
    }

    @Test
    void aDecisionOfWhatNobodyVerifiedNamesNoSummary() {
        String json = json(DecisionJson.write(SamplePredicates.unverified()));

        refuses(
                json,
                "\"readBack\":\"NONE\"}",
                "\"readBack\":\"NONE\"},\"summary\":{\"sha256\":\"" + OTHER + "\"}",
                "needs a verified attestation",
                DecisionJson::read);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"SUCCEEDED\"|\"OK\"|one of FAILED, SUCCEEDED, UNCHANGED, UNKNOWN",
                "\"stackId\":\"|\"stackId\":\"\",\"x\":\"|predicate.stackId",
            })
    void refusesADeploymentThatSaysNothing(String good, String bad, String complaint) {
        refuses(json(DeploymentJson.write(SamplePredicates.deployment())), good, bad, complaint, DeploymentJson::read);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"PASSED\"|\"passed\"|one of FAILED, PASSED",
                "\"PASSED\"|\"FAILED\"|has the level FAILED exactly when verification failed",
                "[\"CFN_ATTESTATION_PASSED\"]|[\"FAILED\"]|has the level FAILED exactly when",
                "[\"CFN_ATTESTATION_PASSED\"]|[]|at least one level",
                "[\"CFN_ATTESTATION_PASSED\"]|\"CFN_ATTESTATION_PASSED\"|a list",
                "\"2026-03-04T12:00:00Z\"|\"2026-03-04T12:00:00+00:00\"|a time like",
                "\"2026-03-04T12:00:00Z\"|\"2026-03-04T24:00:00Z\"|a time like",
                "\"2026-03-04T12:00:00Z\"|\"2026-02-30T12:00:00Z\"|a time like",
                "\"2026-03-04T12:00:00Z\"|\"+12026-03-04T12:00:00Z\"|a time like",
                "\"timeVerified\"|\"verifiedAt\"|the member 'timeVerified', but found none",
                "\"policy\":{\"uri\":\"urn:cfn-attestation:policy:strict\",\"digest\"|\"policy\":{\"uri\":\"urn:x\",\"hash\"|the member 'digest'",
                "\"inputAttestations\":[{\"digest\"|\"inputAttestations\":[{\"uri\"|inputAttestations[0] of the statement expected the member 'digest'",
                "\"slsaVersion\":\"1.1\"|\"slsaVersion\":1.1|predicate.slsaVersion",
            })
    void refusesASummaryThatIsNoneOfTheSpecificationOrLacksWhatIsNeededHere(String good, String bad, String complaint) {
        refuses(json(SummaryJson.write(SamplePredicates.summary())), good, bad, complaint, SummaryJson::read);
    }

    /** The example of SLSA v1.1 and v1.2, "Verification Summary Attestation", with whole digests in place of shortened ones. */
    @Test
    void readsTheExampleOfTheSpecification() throws Exception {
        String example = """
                {"_type": "https://in-toto.io/Statement/v1",
                 "subject": [{"name": "out/example-1.2.3.tar.gz", "digest": {"sha256": "%1$s"}}],
                 "predicateType": "https://slsa.dev/verification_summary/v1",
                 "predicate": {
                  "verifier": {"id": "https://example.com/publication_verifier",
                   "version": {"slsa-verifier-linux-amd64": "v2.3.0",
                    "slsa-framework/slsa-verifier/actions/installer": "v2.3.0"}},
                  "timeVerified": "1985-04-12T23:20:50.52Z",
                  "resourceUri": "https://example.com/example-1.2.3.tar.gz",
                  "policy": {"uri": "https://example.com/example_tarball.policy", "digest": {"sha256": "%1$s"}},
                  "inputAttestations": [{
                    "uri": "https://example.com/provenances/example-1.2.3.tar.gz.intoto.jsonl",
                    "digest": {"sha256": "%1$s"}}],
                  "verificationResult": "PASSED",
                  "verifiedLevels": ["SLSA_BUILD_LEVEL_3"],
                  "dependencyLevels": {"SLSA_BUILD_LEVEL_3": 5, "SLSA_BUILD_LEVEL_2": 7, "SLSA_BUILD_LEVEL_1": 1},
                  "slsaVersion": "1.0"}}
                """.formatted("5678".repeat(16));

        VerificationSummary summary = SummaryJson.read(Bytes.utf8(example));

        Digest digest = new Digest("5678".repeat(16));
        assertThat(summary.subjectName()).isEqualTo("out/example-1.2.3.tar.gz");
        assertThat(summary.subject()).isEqualTo(digest);
        assertThat(summary.verifierId()).isEqualTo("https://example.com/publication_verifier");
        assertThat(summary.verifierVersions())
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        "slsa-verifier-linux-amd64",
                        "v2.3.0",
                        "slsa-framework/slsa-verifier/actions/installer",
                        "v2.3.0"));
        assertThat(summary.timeVerified()).isEqualTo(Instant.parse("1985-04-12T23:20:50.520Z"));
        assertThat(summary.inputAttestations()).containsExactly(digest);
        assertThat(summary.passed()).isTrue();
        assertThat(summary.verifiedLevels()).containsExactly("SLSA_BUILD_LEVEL_3");
    }

    /** "subject.name", "verifier.version", "inputAttestations" and "slsaVersion" are optional there, and nobody needs them here. */
    @Test
    void readsASummaryWithoutWhatIsOptional() throws Exception {
        String json = """
                {"_type":"https://in-toto.io/Statement/v1","subject":[{"digest":{"sha256":"%1$s","sha512":"x"}}],
                "predicateType":"https://slsa.dev/verification_summary/v1",
                "predicate":{"verifier":{"id":"urn:v"},"timeVerified":"2026-03-04T12:00:00Z","resourceUri":"urn:r",
                "policy":{"uri":"urn:p","digest":{"sha256":"%1$s"}},
                "verificationResult":"FAILED","verifiedLevels":["FAILED"]}}""".formatted(OTHER);

        VerificationSummary summary = SummaryJson.read(Bytes.utf8(json));

        assertThat(summary.subjectName()).isEqualTo("_");
        assertThat(summary.verifierVersions()).isEmpty();
        assertThat(summary.inputAttestations()).isEmpty();
        assertThat(summary.verifiedLevels()).isEqualTo(List.of("FAILED"));
    }

    private interface Reading {
        Object of(Bytes payload) throws EnvelopeException;
    }

    private static void refuses(String json, String good, String bad, String complaint, Reading reading) {
        assertThat(json).contains(good);
        assertThatExceptionOfType(EnvelopeException.class)
                .isThrownBy(() -> reading.of(Bytes.utf8(json.replace(good, bad))))
                .withMessageContaining(complaint)
                .satisfies(e -> assertThat(e.kind()).isEqualTo(Kind.MALFORMED));
    }

    private static String json(Bytes bytes) {
        try {
            return bytes.toUtf8();
        } catch (CharacterCodingException e) {
            throw new AssertionError(e);
        }
    }
}
