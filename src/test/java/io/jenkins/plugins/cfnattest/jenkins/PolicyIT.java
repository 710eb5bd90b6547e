package io.jenkins.plugins.cfnattest.jenkins;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.cfnattest.app.VerifySigned;
import io.jenkins.plugins.cfnattest.envelope.Bytes;
import io.jenkins.plugins.cfnattest.envelope.Digest;
import io.jenkins.plugins.cfnattest.envelope.Envelope;
import io.jenkins.plugins.cfnattest.envelope.EnvelopeJson;
import io.jenkins.plugins.cfnattest.envelope.Waiver;
import io.jenkins.plugins.cfnattest.envelope.WaiverJson;
import io.jenkins.plugins.cfnattest.gate.Policy;
import io.jenkins.plugins.cfnattest.jenkins.harness.Build;
import io.jenkins.plugins.cfnattest.jenkins.harness.InJenkins;
import io.jenkins.plugins.cfnattest.jenkins.harness.JenkinsServer;
import io.jenkins.plugins.cfnattest.signing.Algorithm;
import io.jenkins.plugins.cfnattest.signing.Purpose;
import io.jenkins.plugins.cfnattest.signing.SigningKey;
import io.jenkins.plugins.cfnattest.signing.TrustedKey;
import io.jenkins.plugins.cfnattest.signing.TrustedKeys;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A target with a policy of its own, and a gate that signs what it decides. */
@InJenkins
class PolicyIT {
    private static final String POLICY = new String(Policy.standardFile().toArray(), StandardCharsets.UTF_8)
            .replace("name: default\n", "name: house rules\n");
    private static final String DEPLOY = "cfnDeployGated attestation: proof, target: 'staging', stack: 'web'";

    private final JenkinsServer jenkins;
    private final SigningKey gate = SigningKey.generate(Algorithm.ED25519, new SecureRandom());
    private final SigningKey officer = SigningKey.generate(Algorithm.ED25519, new SecureRandom());
    private Staging staging;

    PolicyIT(JenkinsServer jenkins) {
        this.jenkins = jenkins;
    }

    @BeforeEach
    void configure() throws IOException {
        staging = Staging.at(jenkins);
        jenkins.client().script("""
                import com.cloudbees.plugins.credentials.*
                import com.cloudbees.plugins.credentials.domains.Domain
                import hudson.util.Secret
                import io.jenkins.plugins.cfnattest.plugin.config.*
                import io.jenkins.plugins.cfnattest.plugin.keys.*
                def store = SystemCredentialsProvider.instance
                store.domainCredentialsMap[Domain.global()].add(new SigningKeyCredential(
                    CredentialsScope.SYSTEM, 'gate-key', '', Secret.fromString(%s), Secret.fromString(''), ''))
                store.save()
                def configuration = CfnAttestationConfiguration.get()
                configuration.gateKey = 'gate-key'
                configuration.policies = [new PolicyEntry('house', %s)]
                def officer = new TrustedKeyEntry('officer', %s)
                officer.purpose = 'waiver'
                configuration.trustedKeys = configuration.trustedKeys + [officer]
                configuration.targets[0].policy = 'house'
                """.formatted(
                        Staging.groovy(gate.toPem(Optional.empty())),
                        Staging.groovy(POLICY),
                        Staging.groovy(officer.verificationKey().toPem())));
    }

    @AfterEach
    void close() {
        jenkins.client().script("""
                def configuration = io.jenkins.plugins.cfnattest.plugin.config.CfnAttestationConfiguration.get()
                configuration.gateKey = ''
                configuration.policies = []
                """);
        staging.close();
    }

    @Test
    void keepsDecisionAndSummaryThatOthersCanVerify() throws Exception {
        Build build = build(
                "e2e-policy",
                Templates.BUCKET,
                "echo \"kept ${" + DEPLOY.replace("cfnDeployGated ", "cfnDeployGated(") + ").decisionArtifact}\"");
        assertThat(build.result()).as(build.console()).isEqualTo("SUCCESS");
        String decision = only(build, ".decision.json");
        assertThat(decision).matches("cfn-attestation/template.yaml/[0-9a-f]{12}\\.staging\\.web\\.decision\\.json");
        assertThat(build.console()).contains("kept " + decision);
        accept(build, decision);
        accept(build, only(build, ".vsa.json"));
        accept(build, only(build, ".deployment.json"));
        JsonNode report = report(build);
        assertThat(report.path("policy").asText()).isEqualTo("house rules");
        assertThat(report.path("policyDigest").asText())
                .isEqualTo(Digest.of(Bytes.utf8(POLICY)).hex());
        assertThat(report.path("readBack").asText()).isEqualTo("BEFORE");
        assertThat(report.path("decisionArtifact").asText()).isEqualTo(decision);
        assertThat(jenkins.client().page(Reports.of(build).deployment())).contains("house rules", decision);
    }

    @Test
    void keepsTheRefusalToo() throws Exception {
        Build build = build("e2e-policy-refused", Templates.OPEN_VOLUME, DEPLOY);
        assertThat(build.result()).isEqualTo("FAILURE");
        VerifySigned.Answer answer = verify(build, only(build, ".vsa.json"));
        assertThat(answer.passed()).isFalse();
        assertThat(staging.aws().requests("CreateChangeSet")).isEmpty();
    }

    @Test
    void aTargetThatWarnsMakesTheBuildUnstable() {
        jenkins.client()
                .script("""
                def target = io.jenkins.plugins.cfnattest.plugin.config.CfnAttestationConfiguration.get().targets[0]
                target.enforcement = 'WARN'
                target.enforcementUntil = '%s'
                """.formatted(Instant.now().plus(Duration.ofDays(1)).truncatedTo(ChronoUnit.SECONDS)));
        Build build = build("e2e-policy-warn", Templates.OPEN_VOLUME, DEPLOY);
        assertThat(build.result()).as(build.console()).isEqualTo("UNSTABLE");
        assertThat(staging.aws().actions().status("web")).hasValue("CREATE_COMPLETE");
        assertThat(report(build).path("enforcement").asText()).isEqualTo("WARN");
        assertThat(report(build).path("checks").findValuesAsText("outcome")).contains("RELAXED");
    }

    @Test
    void aWaiverLetsPass() throws Exception {
        Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        Waiver waiver = new Waiver(
                "F1",
                "Disk",
                Optional.of(Digest.of(Bytes.utf8(Templates.OPEN_VOLUME))),
                Optional.empty(),
                "pay team",
                "scratch data",
                "SEC-7",
                now,
                now.plus(Duration.ofDays(1)));
        Bytes envelope = EnvelopeJson.write(officer.seal(Envelope.IN_TOTO, WaiverJson.write(waiver)));
        Build build = build(
                "e2e-policy-waiver",
                Templates.OPEN_VOLUME,
                Templates.write("disk.waiver.json", envelope.toArray()) + "\n" + DEPLOY
                        + ", waivers: ['disk.waiver.json']");
        assertThat(build.result()).as(build.console()).isEqualTo("SUCCESS");
        JsonNode used = report(build).path("waivers");
        assertThat(used).hasSize(1);
        assertThat(used.get(0).path("rule").asText()).isEqualTo("F1");
        assertThat(used.get(0).path("ticket").asText()).isEqualTo("SEC-7");
    }

    private Build build(String name, String template, String deploy) {
        return jenkins.pipeline(name, """
                        node {
                            %s
                            def proof = cfnNagAttest template: 'template.yaml'
                            %s
                        }
                        """.formatted(Templates.write("template.yaml", template), deploy))
                .build();
    }

    private JsonNode report(Build build) {
        return jenkins.client().json(Reports.of(build).deployment() + "api/json");
    }

    private static String only(Build build, String end) {
        List<String> found =
                build.artifacts().stream().filter(path -> path.endsWith(end)).toList();
        assertThat(found).as(build.console()).hasSize(1);
        return found.get(0);
    }

    private void accept(Build build, String artifact) throws Exception {
        assertThat(verify(build, artifact).objections()).as(artifact).isEmpty();
    }

    private VerifySigned.Answer verify(Build build, String artifact) throws Exception {
        TrustedKeys trusted =
                new TrustedKeys(List.of(TrustedKey.always("gate", gate.verificationKey(), Purpose.DECISION)));
        return new VerifySigned(trusted, Clock.systemUTC())
                .verify(Bytes.of(build.artifact(artifact)), VerifySigned.Expected.anything());
    }
}
