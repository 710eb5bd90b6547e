package io.jenkins.plugins.cfnattest.jenkins;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.cfnattest.app.Attestation;
import io.jenkins.plugins.cfnattest.envelope.Bytes;
import io.jenkins.plugins.cfnattest.envelope.Digest;
import io.jenkins.plugins.cfnattest.envelope.EnvelopeJson;
import io.jenkins.plugins.cfnattest.gate.Policy;
import io.jenkins.plugins.cfnattest.jenkins.harness.Build;
import io.jenkins.plugins.cfnattest.jenkins.harness.InJenkins;
import io.jenkins.plugins.cfnattest.jenkins.harness.JenkinsServer;
import io.jenkins.plugins.cfnattest.ledger.TlogProof;
import io.jenkins.plugins.cfnattest.ledger.TrustedLogs;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A controller that keeps a record: what it puts there, and what it refuses because of it. */
@InJenkins
class RecordIT {
    private static final String STACK = "arn:aws:cloudformation:eu-central-1:123456789012:stack/web";
    private static final String NEWER = Templates.BUCKET.replace("books-", "newer-books-");

    private final JenkinsServer jenkins;

    @TempDir
    private Path folder;

    private Staging staging;
    private KeptRecord record;

    RecordIT(JenkinsServer jenkins) {
        this.jenkins = jenkins;
    }

    @BeforeEach
    void configure() throws Exception {
        staging = Staging.at(jenkins);
        staging.giveTheGateAKey();
        record = KeptRecord.in(folder.resolve("record"), jenkins);
    }

    @AfterEach
    void close() {
        staging.close();
    }

    @Test
    void keepsAttestationDecisionAndEnd() throws Exception {
        staging.usePolicy(policy("record: {required: false}", required(record)));
        Build build = deploysNow("e2e-recorded", Templates.BUCKET);
        assertThat(build.result()).as(build.console()).isEqualTo("SUCCESS");
        List<KeptRecord.Item> items = record.items();
        assertThat(items).extracting(KeptRecord.Item::type).containsExactly("attestation", "decision", "deployment");
        KeptRecord.Item attested = items.get(0);
        Digest attestation = digest(build, ".intoto.json");
        assertThat(attested.entry().statement()).contains(attestation);
        assertThat(attested.facts())
                .containsEntry("caller", "e2e-recorded")
                .containsEntry("subject", "bucket.yaml")
                .containsEntry(
                        "template", Digest.of(Bytes.utf8(Templates.BUCKET)).hex());
        TlogProof proof = TlogProof.parse(Bytes.of(build.artifact(only(build, ".intoto.json.tlog-proof"))));
        assertThat(proof.verify(TrustedLogs.only(record.key())).entry()).isEqualTo(attested.entry());
        Digest decision = digest(build, ".decision.json");
        assertThat(items.get(1).entry().statement()).contains(decision);
        assertThat(items.get(1).facts())
                .containsAllEntriesOf(Map.of(
                        "action", "DEPLOY",
                        "result", "ALLOWED",
                        "stack", STACK,
                        "caller", "e2e-recorded",
                        "attestation", attestation.hex()));
        assertThat(items.get(2).entry().statement()).contains(digest(build, ".deployment.json"));
        assertThat(items.get(2).facts())
                .containsAllEntriesOf(Map.of(
                        "result",
                        "SUCCEEDED",
                        "status",
                        "CREATE_COMPLETE",
                        "stack",
                        STACK,
                        "decision",
                        decision.hex()));
    }

    @Test
    void refusesAnOlderProofThanTheNewestDeployment() throws Exception {
        assertThat(deploysNow("e2e-record-newer", NEWER).result()).isEqualTo("SUCCESS");
        Build build = goesBack("e2e-record-older", "");
        assertForbidden(build, "the request asks for no rollback");
        assertThat(record.items().get(record.items().size() - 1).facts())
                .containsAllEntriesOf(Map.of("result", "REFUSED", "refusals", "ROLLBACK_FORBIDDEN", "stack", STACK));
    }

    @Test
    void goesBackOnlyWhereStepAndPolicyWantIt() throws Exception {
        assertThat(deploysNow("e2e-record-before", NEWER).result()).isEqualTo("SUCCESS");
        assertForbidden(goesBack("e2e-record-no-policy", ", rollback: true"), "allows no rollback");
        staging.usePolicy(policy("rollback: false", "rollback: true"));
        assertForbidden(goesBack("e2e-record-no-step", ""), "or ask for a rollback");
        Build build = goesBack("e2e-record-back", ", rollback: true");
        assertThat(build.result()).as(build.console()).isEqualTo("SUCCESS");
        assertThat(staging.aws().actions().template("web")).isEqualTo(Templates.BUCKET);
        assertThat(jenkins.client().page(Reports.of(build).deployment())).contains("Rollback", "asked for");
        // What is deployed now is the older one, so the newer may follow it.
        assertThat(deploysNow("e2e-record-forward", NEWER).result()).isEqualTo("SUCCESS");
    }

    private static String policy(String instead, String of) {
        String standard = new String(Policy.standardFile().toArray(), StandardCharsets.UTF_8);
        assertThat(standard).contains(instead);
        return standard.replace(instead, of);
    }

    private static String required(KeptRecord record) {
        return "trustedLogs:\n  - " + record.key() + "\nrecord: {required: true}";
    }

    private void assertForbidden(Build build, String why) {
        assertThat(build.result()).as(build.console()).isEqualTo("FAILURE");
        assertThat(build.console())
                .contains("ERROR: The gate refuses", "  ROLLBACK_FORBIDDEN: ", why)
                .doesNotContain("\tat ");
        assertThat(staging.aws().requests("ExecuteChangeSet")).hasSize(1);
    }

    /** Attests the template in the build that deploys it. */
    private Build deploysNow(String name, String template) {
        return jenkins.pipeline(name, """
                        node {
                            %s
                            def proof = cfnNagAttest template: 'bucket.yaml'
                            cfnDeployGated attestation: proof, target: 'staging', stack: 'web'
                        }
                        """.formatted(Templates.write("bucket.yaml", template)))
                .build();
    }

    /** Deploys what was attested an hour ago. */
    private Build goesBack(String name, String options) throws Exception {
        Instant before = Instant.now().minus(Duration.ofHours(1));
        Attestation old = Attestations.at(before, staging.key(), Templates.BUCKET);
        return jenkins.pipeline(name, """
                        node {
                            %s
                            cfnDeployGated attestation: 'old.json', target: 'staging', stack: 'web'%s
                        }
                        """.formatted(Attestations.archive(old), options))
                .build();
    }

    private static Digest digest(Build build, String end) throws Exception {
        return EnvelopeJson.read(Bytes.of(build.artifact(only(build, end)))).attestationDigest();
    }

    private static String only(Build build, String end) {
        List<String> found =
                build.artifacts().stream().filter(path -> path.endsWith(end)).toList();
        assertThat(found).as(build.console()).hasSize(1);
        return found.get(0);
    }
}
