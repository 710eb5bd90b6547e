package io.jenkins.plugins.cfnattest.jenkins;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.cfnattest.envelope.Bytes;
import io.jenkins.plugins.cfnattest.envelope.Digest;
import io.jenkins.plugins.cfnattest.jenkins.harness.Build;
import io.jenkins.plugins.cfnattest.jenkins.harness.InJenkins;
import io.jenkins.plugins.cfnattest.jenkins.harness.InboundAgent;
import io.jenkins.plugins.cfnattest.jenkins.harness.JenkinsServer;
import io.jenkins.plugins.cfnattest.signing.Purpose;
import io.jenkins.plugins.cfnattest.signing.TrustedKey;
import io.jenkins.plugins.cfnattest.signing.TrustedKeys;
import io.jenkins.plugins.cfnattest.signing.VerifiedStatement;
import io.jenkins.plugins.cfnattest.signing.Verifier;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The main job: attest, archive, deploy. */
@InJenkins
class DeploymentIT {
    private final JenkinsServer jenkins;
    private Staging staging;

    DeploymentIT(JenkinsServer jenkins) {
        this.jenkins = jenkins;
    }

    @BeforeEach
    void configure() throws IOException {
        staging = Staging.at(jenkins);
    }

    @AfterEach
    void close() {
        staging.close();
    }

    @Test
    void deploysFromAScriptedPipeline() throws Exception {
        Build build = build("e2e-scripted", """
                node {
                    %s
                    def proof = cfnNagAttest template: 'bucket.yaml', parameters: [Env: 'test']
                    cfnDeployGated attestation: proof, target: 'staging', stack: 'web', parameters: [Env: 'test']
                }
                """);
        assertDeployed(build, "web", "test");
        assertAttested(build, "bucket.yaml");
    }

    @Test
    void deploysFromADeclarativePipeline() throws Exception {
        Build build = build("e2e-declarative", """
                pipeline {
                    agent any
                    stages {
                        stage('Attest') {
                            steps {
                                %s
                                script {
                                    env.PROOF = cfnNagAttest(template: 'bucket.yaml', parameters: [Env: "te${'st'}"]).attestationDigest
                                }
                            }
                        }
                        stage('Deploy') {
                            steps {
                                cfnDeployGated attestation: env.PROOF, target: 'staging', stack: 'web-declared', parameters: [Env: 'test']
                            }
                        }
                    }
                }
                """);
        assertDeployed(build, "web-declared", "test");
        assertAttested(build, "bucket.yaml");
    }

    @Test
    void deploysFromAnInboundAgent() throws Exception {
        try (InboundAgent agent = InboundAgent.start(jenkins, "away")) {
            Build build = build("e2e-agent", """
                    def proof
                    node('away') {
                        echo "in ${pwd()}"
                        dir('infra') {
                            %s
                        }
                        proof = cfnNagAttest template: 'infra/bucket.yaml'
                    }
                    cfnDeployGated attestation: proof, target: 'staging', stack: 'web-away'
                    """);
            assertThat(build.console()).contains("in " + agent.directory());
            assertDeployed(build, "web-away", "dev");
            assertAttested(build, "infra/bucket.yaml");
        }
    }

    @Test
    void answersWithPlainValues() {
        Build build = build("e2e-values", """
                node {
                    %s
                    def proof = cfnNagAttest template: 'bucket.yaml'
                    echo "proof ${proof.verdict} ${proof.failureCount} ${proof.warningCount} ${proof.violations.size()}"
                    def planned = cfnDeployGated attestation: proof.artifact, target: 'staging', stack: 'web-values', dryRun: true
                    echo "planned ${planned.allowed} ${planned.changed} ${planned.changeSetId}"
                    def done = cfnDeployGated attestation: proof, target: 'staging', stack: 'web-values-2', tags: [team: 'books']
                    echo "done ${done.allowed} ${done.changed} ${done.stackId} ${done.outputs.Environment} ${done.refusals}"
                    def again = cfnDeployGated attestation: proof, target: 'staging', stack: 'web-values-2', tags: [team: 'books']
                    echo "again ${again.allowed} ${again.changed}"
                }
                """);
        assertThat(build.result()).as(build.console()).isEqualTo("SUCCESS");
        assertThat(build.console())
                .containsPattern("proof (PASS|WARN) 0 \\d+ \\d+")
                .containsPattern("planned true false arn:aws:cloudformation:\\S+")
                .containsPattern("done true true arn:aws:cloudformation:\\S+:stack/web-values-2/\\S+ dev \\[\\]")
                .contains("again true false");
        assertThat(staging.aws().actions().status("web-values")).hasValue("REVIEW_IN_PROGRESS");
        assertThat(staging.aws().requests("ExecuteChangeSet")).hasSize(1);
        assertThat(staging.aws().requests("CreateChangeSet").get(1).fields())
                .containsEntry("Tags.member.1.Key", "team")
                .containsEntry("Tags.member.1.Value", "books");
    }

    @Test
    void attestsAndDeploysInParallel() {
        Build build = build("e2e-parallel", """
                def branches = [:]
                for (name in ['a', 'b', 'c']) {
                    def stack = name
                    branches[stack] = {
                        node {
                            dir(stack) {
                                %s
                            }
                            def proof = cfnNagAttest template: "${stack}/bucket.yaml", parameters: [Env: stack]
                            cfnDeployGated attestation: proof, target: 'staging', stack: "web-${stack}", parameters: [Env: stack]
                        }
                    }
                }
                parallel branches
                """);
        assertThat(build.result()).as(build.console()).isEqualTo("SUCCESS");
        for (String name : List.of("a", "b", "c")) {
            assertThat(staging.aws().actions().parameters("web-" + name)).isEqualTo(Map.of("Env", name));
        }
        assertThat(build.envelopes()).hasSize(3);
        assertThat(build.json().path("actions").findValuesAsText("_class"))
                .filteredOn(name -> name.endsWith("AttestationAction"))
                .hasSize(3);
    }

    private Build build(String name, String script) {
        String written = script.replace("%s", Templates.write("bucket.yaml", Templates.BUCKET));
        return jenkins.pipeline(name, written).build();
    }

    private void assertDeployed(Build build, String stack, String env) {
        assertThat(build.result()).as(build.console()).isEqualTo("SUCCESS");
        assertThat(build.console()).contains("CREATE_COMPLETE", "AWS::S3::Bucket", "Books");
        var requests = staging.aws().requests("CreateChangeSet");
        assertThat(requests).singleElement().satisfies(request -> {
            assertThat(request.field("TemplateBody")).isEqualTo(Templates.BUCKET);
            assertThat(request.accessKey()).isEqualTo(Staging.ACCESS_KEY);
            assertThat(request.region()).isEqualTo(Staging.REGION);
        });
        assertThat(staging.aws().requests("ExecuteChangeSet")).hasSize(1);
        assertThat(staging.aws().actions().status(stack)).hasValue("CREATE_COMPLETE");
        assertThat(staging.aws().actions().template(stack)).isEqualTo(Templates.BUCKET);
        assertThat(staging.aws().actions().parameters(stack)).isEqualTo(Map.of("Env", env));
    }

    /** The artifact is the proof: it verifies outside Jenkins, says what the console says, and is fingerprinted. */
    private void assertAttested(Build build, String template) throws Exception {
        assertThat(build.envelopes())
                .singleElement()
                .asString()
                .matches("cfn-attestation/" + template + "/[0-9a-f]{12}\\.intoto\\.json");
        byte[] envelope = build.artifact(build.envelopes().get(0));
        TrustedKey trusted = TrustedKey.always("controller", staging.key().verificationKey(), Purpose.ATTEST);
        VerifiedStatement verified = new Verifier(new TrustedKeys(List.of(trusted))).verify(Bytes.of(envelope));
        byte[] bytes = Templates.BUCKET.getBytes(StandardCharsets.UTF_8);
        assertThat(build.envelopes().get(0))
                .contains(verified.attestationDigest().first12());
        assertThat(build.console())
                .contains(verified.attestationDigest().hex())
                .contains(Digest.of(Bytes.of(bytes)).hex())
                .contains(build.envelopes().get(0));
        String findings = build.envelopes().get(0).replace(".intoto.json", ".sarif");
        assertThat(build.artifacts()).contains(findings);
        assertThat(new String(build.artifact(findings), StandardCharsets.UTF_8))
                .contains("\"version\" : \"2.1.0\"", template);
        assertThat(build.console()).contains(findings);
        assertFingerprinted(build, envelope);
        assertFingerprinted(build, bytes);
    }

    private void assertFingerprinted(Build build, byte[] content) throws NoSuchAlgorithmException {
        String md5 = HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(content));
        JsonNode fingerprint = jenkins.client().json("fingerprint/" + md5 + "/api/json");
        assertThat(fingerprint.path("usage"))
                .anySatisfy(usage -> assertThat(usage.path("name").asText())
                        .isEqualTo(build.job().name()));
    }
}
