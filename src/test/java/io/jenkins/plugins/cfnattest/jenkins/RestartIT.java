package io.jenkins.plugins.cfnattest.jenkins;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.cfnattest.envelope.Bytes;
import io.jenkins.plugins.cfnattest.envelope.EnvelopeException;
import io.jenkins.plugins.cfnattest.envelope.EnvelopeJson;
import io.jenkins.plugins.cfnattest.jenkins.harness.Await;
import io.jenkins.plugins.cfnattest.jenkins.harness.Build;
import io.jenkins.plugins.cfnattest.jenkins.harness.InJenkins;
import io.jenkins.plugins.cfnattest.jenkins.harness.JenkinsClient;
import io.jenkins.plugins.cfnattest.jenkins.harness.JenkinsDist;
import io.jenkins.plugins.cfnattest.jenkins.harness.JenkinsServer;
import io.jenkins.plugins.cfnattest.jenkins.harness.Job;
import io.jenkins.plugins.cfnattest.ledger.Entry;
import io.jenkins.plugins.cfnattest.ledger.LedgerException;
import io.jenkins.plugins.cfnattest.ledger.LogSigner;
import io.jenkins.plugins.cfnattest.ledger.LogView;
import io.jenkins.plugins.cfnattest.ledger.LogWriter;
import io.jenkins.plugins.cfnattest.ledger.TrustedLogs;
import io.jenkins.plugins.cfnattest.signing.Algorithm;
import io.jenkins.plugins.cfnattest.signing.SigningKey;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A controller that goes down in the middle of a deployment. It is a server of its own, since the others go on. */
@InJenkins
class RestartIT {
    private static final String SCRIPT = """
            def proof
            node {
                %s
                proof = cfnNagAttest template: 'template.yaml'
            }
            def done = cfnDeployGated attestation: proof, target: 'staging', stack: 'web', secretParameters: [Password: 'database']
            echo "done ${done.changed} ${done.stackId}"
            """.formatted(Templates.write("template.yaml", Templates.DATABASE));

    @TempDir
    private Path record;

    private JenkinsServer jenkins;
    private Staging staging;
    private String secret;

    @BeforeEach
    void start() throws IOException {
        jenkins = JenkinsServer.start(
                JenkinsDist.given().orElseThrow(), JenkinsDist.hpi(), Path.of("target/jenkins-restarted"));
        staging = Staging.at(jenkins);
        secret = Staging.word("databasesecret");
        jenkins.client().script("""
                import com.cloudbees.plugins.credentials.*
                import com.cloudbees.plugins.credentials.domains.Domain
                import hudson.util.Secret
                import org.jenkinsci.plugins.plaincredentials.impl.StringCredentialsImpl
                def store = SystemCredentialsProvider.instance
                store.domainCredentialsMap[Domain.global()].add(
                    new StringCredentialsImpl(CredentialsScope.GLOBAL, 'database', '', Secret.fromString(%s)))
                store.save()
                """.formatted(Staging.groovy(secret)));
    }

    @AfterEach
    void close() {
        staging.close();
        jenkins.close();
    }

    @Test
    void watchesToTheEndWhatWasBeingExecuted() throws LedgerException {
        staging.giveTheGateAKey();
        LogSigner log = giveARecord();
        staging.aws().actions().eventsPerLook(0);
        Build build = start("The change set is being executed.");
        jenkins = jenkins.restart();
        Build resumed = resumed(build).awaitConsole("Watching again what was started before.");
        staging.aws().actions().eventsPerLook(10);
        assertDeployed(resumed.await());
        assertThat(resumed.console()).contains("Jenkins was restarted while change set arn:");
        assertThat(end(resumed)).contains("\"outcome\":\"SUCCEEDED\"");
        List<Entry.Type> types = new ArrayList<>();
        LogView.open(record, TrustedLogs.only(log.key())).scan((index, entry) -> types.add(entry.type()));
        assertThat(types).containsExactly(Entry.Type.ATTESTATION, Entry.Type.DECISION, Entry.Type.DEPLOYMENT);
    }

    @Test
    void watchesAgainAfterACrash() {
        staging.aws().actions().eventsPerLook(0);
        Build build = start("The change set is being executed.");
        jenkins = jenkins.crash();
        Build resumed = resumed(build).awaitConsole("Watching again what was started before.");
        staging.aws().actions().eventsPerLook(10);
        assertDeployed(resumed.await());
    }

    @Test
    void asksTheGateAgainWhenNothingWasExecuted() {
        staging.aws().actions().makeSlowly(8);
        Build build = start("is being made");
        jenkins = jenkins.restart();
        Build resumed = resumed(build).await();
        assertThat(resumed.console()).contains("so the gate is asked again");
        assertDeployed(resumed);
        assertThat(staging.aws().requests("CreateChangeSet")).hasSize(2);
    }

    @Test
    void saysWhatItCannotWatchAnyMore() {
        staging.giveTheGateAKey();
        staging.aws().actions().eventsPerLook(0);
        Build build = start("The change set is being executed.");
        jenkins.client().script("""
                def configuration = io.jenkins.plugins.cfnattest.plugin.config.CfnAttestationConfiguration.get()
                configuration.targets = []
                """);
        jenkins = jenkins.restart();
        Build resumed = resumed(build).await();
        assertThat(resumed.result()).as(resumed.console()).isEqualTo("FAILURE");
        assertThat(resumed.console())
                .containsPattern(
                        "ERROR: After Jenkins was restarted, change set arn:\\S+ of stack arn:\\S+:stack/web/\\S+ was not seen to end well")
                .doesNotContain("\tat ");
        assertThat(jenkins.client().page(Reports.of(resumed).deployment())).contains("FAILED");
        assertThat(staging.aws().requests("ExecuteChangeSet")).hasSize(1);
        assertThat(end(resumed)).contains("\"outcome\":\"UNKNOWN\"", "staging");
    }

    @Test
    void waitsOnForAnApproval() {
        staging.giveTheGateAKey();
        Build build = Job.durable(
                        jenkins, "e2e-waiting", """
                        def proof
                        node {
                            %s
                            proof = cfnNagAttest template: 'template.yaml'
                        }
                        cfnDeployGated attestation: proof, target: 'staging', stack: 'web',
                            breakGlass: [reason: 'nobody can log in', ticket: 'OPS-1']
                        """.formatted(Templates.write("template.yaml", Templates.OPEN_VOLUME)))
                .start()
                .awaitConsole("An approval is wanted");
        jenkins = jenkins.restart();
        Build resumed = resumed(build).awaitConsole("is waited for again");
        JenkinsClient approver = jenkins.user("approver");
        Await.until(
                "answer taken",
                Duration.ofMinutes(1),
                () -> Optional.of(approver.post(
                                        Reports.of(resumed).approval() + "approve",
                                        "application/x-www-form-urlencoded",
                                        "")
                                .status())
                        .filter(status -> status < 400),
                resumed::console);
        resumed.await();
        assertThat(resumed.result()).as(resumed.console()).isEqualTo("SUCCESS");
        assertThat(staging.aws().requests("ExecuteChangeSet")).hasSize(1);
    }

    /** What the signed end of the deployment says. */
    private static String end(Build build) {
        List<String> ends = build.artifacts().stream()
                .filter(one -> one.endsWith(".deployment.json"))
                .toList();
        assertThat(ends).hasSize(1);
        String artifact = ends.get(0);
        try {
            return EnvelopeJson.read(Bytes.of(build.artifact(artifact)))
                    .payload()
                    .toUtf8();
        } catch (EnvelopeException | CharacterCodingException e) {
            throw new AssertionError(artifact, e);
        }
    }

    /** A record of the controller, in a folder of its own. */
    private LogSigner giveARecord() throws LedgerException {
        SigningKey key = SigningKey.generate(Algorithm.ED25519, new SecureRandom());
        LogSigner log = new LogSigner("example.com/controller", key);
        LogWriter.create(record, log);
        jenkins.client().script("""
                import com.cloudbees.plugins.credentials.*
                import com.cloudbees.plugins.credentials.domains.Domain
                import hudson.util.Secret
                import io.jenkins.plugins.cfnattest.plugin.config.*
                import io.jenkins.plugins.cfnattest.plugin.keys.*
                def store = SystemCredentialsProvider.instance
                store.domainCredentialsMap[Domain.global()].add(new SigningKeyCredential(
                    CredentialsScope.SYSTEM, 'record-key', '', Secret.fromString(%s), Secret.fromString(''), ''))
                store.save()
                def configuration = CfnAttestationConfiguration.get()
                configuration.recordFolder = %s
                configuration.recordKey = 'record-key'
                """.formatted(
                        Staging.groovy(key.toPem(Optional.empty())),
                        Staging.groovy(record.toAbsolutePath().toString())));
        return log;
    }

    private Build start(String console) {
        return Job.durable(jenkins, "e2e-restarted", SCRIPT).start().awaitConsole(console);
    }

    /** The same build, asked for at the new server. */
    private Build resumed(Build build) {
        return new Build(new Job(jenkins, build.job().name()), build.number());
    }

    private void assertDeployed(Build build) {
        assertThat(build.result()).as(build.console()).isEqualTo("SUCCESS");
        assertThat(build.console())
                .containsPattern("done true arn:aws:cloudformation:\\S+:stack/web/")
                .doesNotContain(secret);
        assertThat(staging.aws().requests("ExecuteChangeSet")).hasSize(1);
        assertThat(staging.aws().actions().status("web")).hasValue("CREATE_COMPLETE");
        assertThat(jenkins.client().page(Reports.of(build).deployment())).contains("DEPLOYED");
    }
}
