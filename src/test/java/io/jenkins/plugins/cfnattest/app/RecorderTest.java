package io.jenkins.plugins.cfnattest.app;

import static io.jenkins.plugins.cfnattest.app.AppFixture.KEY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.cfnattest.deploy.AwsAccess;
import io.jenkins.plugins.cfnattest.deploy.DeploymentException;
import io.jenkins.plugins.cfnattest.deploy.DeploymentListener;
import io.jenkins.plugins.cfnattest.deploy.Target;
import io.jenkins.plugins.cfnattest.envelope.Bytes;
import io.jenkins.plugins.cfnattest.envelope.Digest;
import io.jenkins.plugins.cfnattest.gate.DeploymentRequest;
import io.jenkins.plugins.cfnattest.gate.ReasonCode;
import io.jenkins.plugins.cfnattest.gate.Refusal;
import io.jenkins.plugins.cfnattest.ledger.DecisionEvent;
import io.jenkins.plugins.cfnattest.ledger.Entry;
import io.jenkins.plugins.cfnattest.ledger.LogEvents;
import io.jenkins.plugins.cfnattest.ledger.LogSigner;
import io.jenkins.plugins.cfnattest.ledger.LogView;
import io.jenkins.plugins.cfnattest.ledger.LogWriter;
import io.jenkins.plugins.cfnattest.ledger.TlogProof;
import io.jenkins.plugins.cfnattest.ledger.TrustedLogs;
import io.jenkins.plugins.cfnattest.signing.Algorithm;
import io.jenkins.plugins.cfnattest.signing.SigningKey;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecorderTest {
    private static final Instant NOW = Instant.parse("2026-01-31T12:00:00.75Z");
    private static final String STACK = "arn:aws:cloudformation:eu-central-1:123456789012:stack/web";

    private final FakeDeployments aws = new FakeDeployments();
    private final LogSigner signer =
            new LogSigner("example.com/record", SigningKey.generate(Algorithm.ED25519, new SecureRandom()));

    @TempDir
    private Path folder;

    private Recorder recorder;
    private DeployGated deployGated;

    @BeforeEach
    void makeRecord() throws Exception {
        LogWriter.create(folder, signer);
        recorder = new Recorder(folder, signer, new SecureRandom(), Clock.fixed(NOW, ZoneOffset.UTC));
        deployGated = new DeployGated(AppFixture.gate(), aws, recorder, Optional.empty());
    }

    @Test
    void provesThatAnAttestationIsOnRecord() throws Exception {
        Attestation attestation = AppFixture.attester(KEY).attest(AppFixture.request());

        TlogProof proof = recorder.attestation(attestation, "web.yaml", "team/job");

        Entry entry = proof.verify(TrustedLogs.only(signer.key())).entry();
        assertThat(entry.type()).isEqualTo(Entry.Type.ATTESTATION);
        assertThat(entry.statement()).contains(attestation.attestationDigest());
        assertThat(entry.time()).isEqualTo("2026-01-31T12:00:00Z");
        assertThat(view().event(0, entry).orElseThrow().facts())
                .containsEntry("caller", "team/job")
                .containsEntry("subject", "web.yaml");
    }

    @Test
    void recordsADeploymentBeforeItIsPlanned() throws Exception {
        deployGated.deploy(envelope(), order("web", false), new Quiet());

        DecisionEvent newest = LogEvents.of(view()).newestDeployment(STACK).orElseThrow();
        assertThat(newest.allowed()).isTrue();
        assertThat(newest.proof().orElseThrow().template()).isEqualTo(Digest.of(AppFixture.TEMPLATE));
        assertThat(aws.calls).contains("execute");
    }

    @Test
    void recordsRefusalsAndPlansAsWhatTheyAre() throws Exception {
        deployGated.deploy(envelope(), order("web", true), new Quiet());
        deployGated.deploy(envelope(), order("db", false), new Quiet());

        assertThat(view().checkpoint().size()).isEqualTo(2);
        assertThat(LogEvents.of(view()).newestDeployment(STACK)).isEmpty();
        assertThat(view().event(1, view().entry(1)).orElseThrow().facts())
                .containsEntry("result", "REFUSED")
                .containsEntry("refusals", "STACK_FORBIDDEN");
    }

    @Test
    void deploysNothingThatCannotBeRecorded() throws Exception {
        byte[] checkpoint = Files.readAllBytes(folder.resolve("checkpoint"));
        checkpoint[30] ^= 1;
        Files.write(folder.resolve("checkpoint"), checkpoint);

        assertThatThrownBy(() -> deployGated.deploy(envelope(), order("web", false), new Quiet()))
                .isInstanceOfSatisfying(
                        DeploymentException.class,
                        e -> assertThat(e.refusal().map(Refusal::code)).contains(ReasonCode.RECORD_UNAVAILABLE));
        assertThat(aws.calls).containsExactly("connect eu-central-1", "account", "close");
    }

    @Test
    void deploysNothingWhileAnotherWrites() throws Exception {
        try (LogWriter other = LogWriter.open(folder, signer)) {
            assertThatThrownBy(() -> deployGated.deploy(envelope(), order("web", false), new Quiet()))
                    .isInstanceOf(DeploymentException.class)
                    .hasMessageContaining("one writer at a time");
            assertThat(other.view().checkpoint().size()).isZero();
        }
        assertThat(aws.calls).doesNotContain("execute");
    }

    @Test
    void putsNoSecretOnRecord() throws Exception {
        deployGated.deploy(envelope(), order("web", false), new Quiet());

        try (var files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                assertThat(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1))
                        .doesNotContain("hunter2");
            }
        }
    }

    private LogView view() throws Exception {
        return LogView.open(folder, TrustedLogs.only(signer.key()));
    }

    private static Bytes envelope() throws Exception {
        return AppFixture.attester(KEY).attest(AppFixture.request()).envelope();
    }

    private static DeployGated.Order order(String stack, boolean dryRun) {
        DeploymentRequest request = AppFixture.deployment(AppFixture.scope(), stack, "eu-central-1");
        return new DeployGated.Order(
                Target.of(AppFixture.scope()),
                new AwsAccess.DefaultChain(),
                request,
                Map.of("Password", "hunter2"),
                dryRun ? new DeployGated.Mode.DryRun() : new DeployGated.Mode.Deploy(),
                "test");
    }

    private static final class Quiet implements DeploymentListener {
        @Override
        public void step(String sentence) {}

        @Override
        public void event(StackEvent event) {}
    }
}
