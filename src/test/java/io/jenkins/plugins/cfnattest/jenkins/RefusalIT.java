package io.jenkins.plugins.cfnattest.jenkins;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.cfnattest.envelope.Bytes;
import io.jenkins.plugins.cfnattest.envelope.Envelope;
import io.jenkins.plugins.cfnattest.envelope.EnvelopeException;
import io.jenkins.plugins.cfnattest.envelope.EnvelopeJson;
import io.jenkins.plugins.cfnattest.envelope.Pae;
import io.jenkins.plugins.cfnattest.gate.ReasonCode;
import io.jenkins.plugins.cfnattest.jenkins.harness.Build;
import io.jenkins.plugins.cfnattest.jenkins.harness.InJenkins;
import io.jenkins.plugins.cfnattest.jenkins.harness.JenkinsServer;
import io.jenkins.plugins.cfnattest.signing.Algorithm;
import io.jenkins.plugins.cfnattest.signing.SigningKey;
import java.io.IOException;
import java.security.SecureRandom;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the gate refuses fails the build with its reasons, and nothing is deployed. */
@InJenkins
class RefusalIT {
    private static final String DEPLOY = "cfnDeployGated attestation: proof, target: 'staging', stack: 'web'";

    private final JenkinsServer jenkins;
    private Staging staging;

    RefusalIT(JenkinsServer jenkins) {
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
    void refusesFailingViolations() {
        Build build = build("e2e-violations", Templates.OPEN_VOLUME, "", DEPLOY);
        assertRefused(build, ReasonCode.VIOLATIONS);
        assertThat(build.console()).contains("F1", "Disk");
        assertThat(build.envelopes()).hasSize(1);
    }

    @Test
    void refusesOtherParametersThanAttested() {
        Build build = build(
                "e2e-parameters",
                Templates.BUCKET,
                ", parameters: [Env: 'test']",
                DEPLOY + ", parameters: [Env: 'prod']");
        assertRefused(build, ReasonCode.PARAMETERS_MISMATCH);
        assertThat(build.console()).contains("Env", "test", "prod");
    }

    @Test
    void refusesADefaultInPlaceOfTheAttestedParameter() {
        assertRefused(
                build("e2e-default", Templates.BUCKET, ", parameters: [Env: 'test']", DEPLOY),
                ReasonCode.PARAMETERS_MISMATCH);
    }

    @Test
    void refusesAnotherTemplateInTheWorkspace() {
        Build build = build(
                "e2e-workspace-changed",
                Templates.BUCKET,
                "",
                Templates.write("template.yaml", Templates.BUCKET + "# changed") + "\n" + DEPLOY
                        + ", template: 'template.yaml'");
        assertRefused(build, ReasonCode.TEMPLATE_MISMATCH);
    }

    @Test
    void refusesAJobThatNoRuleAllows() {
        assertRefused(build("other-job", Templates.BUCKET, "", DEPLOY), ReasonCode.TARGET_FORBIDDEN);
    }

    @Test
    void refusesAJobThatOnlyCallsItselfAnAllowedOne() {
        Build build = build(
                "other-pretender",
                Templates.BUCKET,
                "",
                "withEnv(['JOB_NAME=e2e-allowed', 'JOB_BASE_NAME=e2e-allowed']) { " + DEPLOY + " }");
        assertRefused(build, ReasonCode.TARGET_FORBIDDEN);
    }

    @Test
    void refusesAStackThatNoRuleAllows() {
        assertRefused(
                build("e2e-stack", Templates.BUCKET, "", DEPLOY.replace("'web'", "'database'")),
                ReasonCode.STACK_FORBIDDEN);
    }

    @Test
    void refusesARegionThatNoRuleAllows() {
        assertRefused(
                build("e2e-region", Templates.BUCKET, "", DEPLOY + ", region: 'us-east-1'"),
                ReasonCode.REGION_FORBIDDEN);
    }

    @Test
    void refusesACapabilityTheTargetDoesNotGive() {
        assertRefused(
                build("e2e-capability", Templates.BUCKET, "", DEPLOY + ", capabilities: ['CAPABILITY_NAMED_IAM']"),
                ReasonCode.CAPABILITY_FORBIDDEN);
    }

    @Test
    void refusesAnotherAccountThanTheTargets() {
        staging.aws().actions().callerIn("999999999999");
        assertRefused(build("e2e-account", Templates.BUCKET, "", DEPLOY), ReasonCode.CALLER_FORBIDDEN);
    }

    @Test
    void refusesAChangeSetThatHoldsSomethingElse() {
        staging.aws().actions().swapTemplate(Templates.OPEN_VOLUME);
        Build build = build("e2e-change-set", Templates.BUCKET, "", DEPLOY);
        assertFailed(build, ReasonCode.CHANGESET_MISMATCH);
        assertThat(staging.aws().requests("ExecuteChangeSet")).isEmpty();
        assertThat(staging.aws().actions().openChangeSets()).isZero();
        assertThat(staging.aws().actions().status("web")).isEmpty();
    }

    @Test
    void refusesAnArtifactWithAFlippedByte() throws IOException {
        assertRefused(
                tampered("e2e-flipped", (build, file) -> {
                    byte[] bytes = file.toArray();
                    bytes[bytes.length / 2] ^= 1;
                    return Bytes.of(bytes);
                }),
                ReasonCode.SIGNATURE_INVALID);
    }

    @Test
    void refusesAnArtifactThatSomebodyElseSigned() throws IOException {
        SigningKey foreign = SigningKey.generate(Algorithm.ED25519, new SecureRandom());
        assertRefused(
                tampered("e2e-foreign", (build, file) -> {
                    Envelope good = EnvelopeJson.read(file);
                    Bytes signature = foreign.sign(Pae.of(good.payloadType(), good.payload()));
                    String keyId = foreign.verificationKey().keyId().hex();
                    return EnvelopeJson.write(new Envelope(
                            good.payloadType(), good.payload(), List.of(new Envelope.Signature(keyId, signature))));
                }),
                ReasonCode.KEY_UNTRUSTED);
    }

    @Test
    void refusesAnArtifactCutShort() throws IOException {
        assertRefused(
                tampered("e2e-cut", (build, file) -> Bytes.utf8(file.toUtf8().substring(0, file.size() / 2))),
                ReasonCode.ENVELOPE_MALFORMED);
    }

    @Test
    void refusesAnotherGoodAttestationInItsPlace() throws IOException {
        Build other = build("e2e-other-attestation", Templates.BUCKET + "# another one\n", "", "echo 'no deployment'");
        assertThat(other.result()).isEqualTo("SUCCESS");
        byte[] envelope = other.artifact(other.envelopes().get(0));
        Build build = tampered("e2e-swapped", (ours, file) -> Bytes.of(envelope));
        assertThat(build.result()).isEqualTo("FAILURE");
        assertThat(build.console()).contains("Something replaced the artifact");
        assertThat(staging.aws().requests("CreateChangeSet")).isEmpty();
    }

    @Test
    void refusesAnAttestationThatIsNotThere() {
        Build build = build(
                "e2e-nothing",
                Templates.BUCKET,
                "",
                "cfnDeployGated attestation: 'cfn-attestation/none.intoto.json', target: 'staging', stack: 'web'");
        assertThat(build.result()).isEqualTo("FAILURE");
        assertThat(build.console()).contains("ERROR: This build has no artifact 'cfn-attestation/none.intoto.json'");
        assertNothingReached();
    }

    @Test
    void failsOnRequestWhenTheInspectionFails() {
        Build build = build("e2e-fail-on", Templates.OPEN_VOLUME, ", failOn: 'FAIL'", DEPLOY);
        assertThat(build.result()).isEqualTo("FAILURE");
        assertThat(build.console()).contains("ERROR: The inspection of 'template.yaml' ended with FAIL");
        assertThat(build.envelopes()).hasSize(1);
        assertNothingReached();
    }

    /** Attests, then goes on with {@code next}, which finds the result in {@code proof}. */
    private Build build(String name, String template, String options, String next) {
        return jenkins.pipeline(name, script(template, options, next)).build();
    }

    private static String script(String template, String options, String next) {
        return "node {\n" + Templates.write("template.yaml", template)
                + "\ndef proof = cfnNagAttest template: 'template.yaml'" + options + "\n" + next + "\n}\n";
    }

    private interface Tampering {
        Bytes apply(Build build, Bytes file) throws EnvelopeException, IOException;
    }

    /** Lets a build attest and wait, replaces its archived envelope, and lets it deploy. */
    private Build tampered(String name, Tampering tampering) throws IOException {
        String wait = "echo 'attested'\nwaitUntil(initialRecurrencePeriod: 250, quiet: true) { fileExists 'go' }\n";
        Build build = jenkins.pipeline(name, script(Templates.BUCKET, "", wait + DEPLOY))
                .start()
                .awaitConsole("attested");
        ArchivedFile file = ArchivedFile.of(build);
        try {
            file.replace(tampering.apply(build, file.content()));
        } catch (EnvelopeException e) {
            throw new IOException(e);
        }
        build.writeToWorkspace("go");
        return build.await();
    }

    private void assertRefused(Build build, ReasonCode reason) {
        assertFailed(build, reason);
        assertNothingReached();
    }

    private static void assertFailed(Build build, ReasonCode reason) {
        assertThat(build.result()).as(build.console()).isEqualTo("FAILURE");
        assertThat(build.console())
                .contains("ERROR: The gate refuses to deploy stack")
                .contains("  " + reason + ": ")
                .doesNotContain("\tat ");
    }

    private void assertNothingReached() {
        assertThat(staging.aws().requests("CreateChangeSet")).isEmpty();
        assertThat(staging.aws().requests("ExecuteChangeSet")).isEmpty();
    }
}
