package io.jenkins.plugins.cfnattest.app;

import static io.jenkins.plugins.cfnattest.app.AppFixture.KEY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.cfnattest.deploy.AwsAccess;
import io.jenkins.plugins.cfnattest.deploy.DeploymentException;
import io.jenkins.plugins.cfnattest.deploy.DeploymentListener;
import io.jenkins.plugins.cfnattest.deploy.Plan;
import io.jenkins.plugins.cfnattest.deploy.Target;
import io.jenkins.plugins.cfnattest.envelope.Bytes;
import io.jenkins.plugins.cfnattest.envelope.Digest;
import io.jenkins.plugins.cfnattest.envelope.Envelope;
import io.jenkins.plugins.cfnattest.envelope.EnvelopeJson;
import io.jenkins.plugins.cfnattest.envelope.Waiver;
import io.jenkins.plugins.cfnattest.gate.Decision;
import io.jenkins.plugins.cfnattest.gate.DeploymentRequest;
import io.jenkins.plugins.cfnattest.gate.ReasonCode;
import io.jenkins.plugins.cfnattest.gate.Refusal;
import io.jenkins.plugins.cfnattest.ledger.DecisionEvent;
import io.jenkins.plugins.cfnattest.ledger.Entry;
import io.jenkins.plugins.cfnattest.ledger.FolderRecord;
import io.jenkins.plugins.cfnattest.ledger.LedgerException;
import io.jenkins.plugins.cfnattest.ledger.LogSigner;
import io.jenkins.plugins.cfnattest.ledger.LogView;
import io.jenkins.plugins.cfnattest.ledger.LogWriter;
import io.jenkins.plugins.cfnattest.ledger.TlogProof;
import io.jenkins.plugins.cfnattest.ledger.TrustedLogs;
import io.jenkins.plugins.cfnattest.ledger.WriterTurn;
import io.jenkins.plugins.cfnattest.signing.Algorithm;
import io.jenkins.plugins.cfnattest.signing.SigningKey;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecorderTest {
    private static final Instant NOW = Instant.parse("2026-01-31T12:00:00.75Z");
    private static final String STACK = "arn:aws:cloudformation:eu-central-1:123456789012:stack/web";

    private static final SignedDecision SIGNED =
            new SignedDecision(Bytes.utf8("envelope"), Digest.of(Bytes.utf8("d")), Optional.empty());

    private final FakeDeployments aws = new FakeDeployments();
    private final LogSigner signer =
            new LogSigner("example.com/record", SigningKey.generate(Algorithm.ED25519, new SecureRandom()));

    @TempDir
    private Path folder;

    private final List<Duration> pauses = new ArrayList<>();
    private Recorder recorder;
    private DeployGated deployGated;

    @BeforeEach
    void makeRecord() throws Exception {
        LogWriter.create(folder, signer);
        recorder = recorder(Optional.empty());
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
    void recordsADeploymentBeforeItIsExecutedAndThenItsEnd() throws Exception {
        Listener listener = new Listener();

        deployGated.deploy(envelope(), order("web", false), listener);

        assertThat(listener.sizeAtPlan)
                .as("entries when the plan was read back")
                .isZero();
        assertThat(aws.calls).contains("execute");
        DecisionEvent newest = record().newestDeployment(STACK).orElseThrow();
        assertThat(newest.allowed()).isTrue();
        assertThat(newest.proof().orElseThrow().template()).isEqualTo(Digest.of(AppFixture.TEMPLATE));
        assertThat(types()).containsExactly(Entry.Type.DECISION, Entry.Type.DEPLOYMENT);
        assertThat(facts(1))
                .containsEntry("stack", STACK)
                .containsEntry("stackId", "arn:stack")
                .containsEntry("changeSet", "arn:changeset")
                .containsEntry("result", "SUCCEEDED")
                .containsEntry("status", "CREATE_COMPLETE")
                .containsEntry("caller", "pay/deploy")
                .doesNotContainKey("decision");
    }

    @Test
    void recordsRefusalsAndPlansAsWhatTheyAre() throws Exception {
        deployGated.deploy(envelope(), order("web", true), new Listener());
        deployGated.deploy(envelope(), order("db", false), new Listener());

        assertThat(types()).containsExactly(Entry.Type.DECISION, Entry.Type.DECISION);
        assertThat(record().newestDeployment(STACK)).isEmpty();
        assertThat(facts(0)).containsEntry("action", "PLAN").containsEntry("result", "ALLOWED");
        assertThat(facts(1)).containsEntry("result", "REFUSED").containsEntry("refusals", "STACK_FORBIDDEN");
    }

    @Test
    void recordsAFailedDeploymentAsOne() throws Exception {
        aws.failing = true;

        assertThatThrownBy(() -> deployGated.deploy(envelope(), order("web", false), new Listener()))
                .hasMessage("rolled back")
                .hasNoSuppressedExceptions();

        assertThat(facts(1)).containsEntry("result", "FAILED").containsEntry("status", "rolled back");
        assertThat(record().newestDeployment(STACK))
                .as("what was allowed counts, executed or not")
                .isPresent();
    }

    @Test
    void recordsAnAllowedDeploymentThatCouldNotBePlannedAsNoDeployment() throws Exception {
        aws.planFailure = Optional.of(new DeploymentException(
                Refusal.of(ReasonCode.CHANGESET_MISMATCH, "The change set should have other parameters.")));

        assertThatThrownBy(() -> deployGated.deploy(envelope(), order("web", false), new Listener()))
                .hasMessageContaining("other parameters");

        assertThat(facts(0)).containsEntry("action", "PLAN").containsEntry("result", "ALLOWED");
        assertThat(facts(1))
                .containsEntry("result", "FAILED")
                .hasEntrySatisfying("status", status -> assertThat(status).startsWith("CHANGESET_MISMATCH"));
        assertThat(record().newestDeployment(STACK)).isEmpty();
    }

    @Test
    void namesASignedDecisionByItsDigest() throws Exception {
        recorder.decided(allowed(), Optional.of(SIGNED), DecisionEvent.Action.ASK);

        Entry entry = view().entry(0);
        assertThat(entry.statement()).contains(SIGNED.digest());
        assertThat(entry.envelope()).contains(Digest.of(SIGNED.decision()));
    }

    @Test
    void recordsTheDigestsOfASignedEnd() throws Exception {
        Bytes end = EnvelopeJson.write(KEY.seal(Envelope.IN_TOTO, Bytes.utf8("{\"end\":1}")));

        recorder(Optional.of((permit, how) -> end))
                .ended(Permit.of(allowed(), Optional.of(SIGNED)), DeploymentEnd.of(FakeDeployments.OUTCOME));

        Entry entry = view().entry(0);
        assertThat(entry.type()).isEqualTo(Entry.Type.DEPLOYMENT);
        assertThat(entry.statement()).contains(EnvelopeJson.read(end).attestationDigest());
        assertThat(entry.envelope()).contains(Digest.of(end));
        assertThat(facts(0)).containsEntry("decision", SIGNED.digest().hex());
    }

    @Test
    void saysThatADeploymentTookPlaceWhoseEndCouldNotBeSigned() throws Exception {
        Recorder failing = recorder(Optional.of((permit, how) -> {
            throw new IllegalStateException("no key");
        }));

        assertThatThrownBy(() -> failing.ended(
                        Permit.of(allowed(), Optional.of(SIGNED)), DeploymentEnd.of(FakeDeployments.OUTCOME)))
                .isInstanceOf(DeploymentException.class)
                .hasMessageContainingAll("has taken place (SUCCEEDED)", "no key");
    }

    @Test
    void recordsAWaiverWithItsProof() throws Exception {
        Waiver waiver = new Waiver(
                "F3",
                "Role",
                Optional.empty(),
                Optional.of("arn:aws:cloudformation:*:*:stack/web"),
                "team",
                "a test",
                "T-1",
                Instant.parse("2026-01-01T00:00:00Z"),
                Instant.parse("2026-03-01T00:00:00Z"));
        Bytes envelope = EnvelopeJson.write(KEY.seal(Envelope.IN_TOTO, Bytes.utf8("{}")));

        TlogProof proof = recorder.waiver(envelope, waiver, "command-line/me");

        Entry entry = proof.verify(TrustedLogs.only(signer.key())).entry();
        assertThat(entry.type()).isEqualTo(Entry.Type.WAIVER);
        assertThat(entry.statement()).contains(Digest.of(Bytes.utf8("{}")));
        assertThat(entry.envelope()).contains(Digest.of(envelope));
        assertThat(facts(0))
                .containsEntry("rule", "F3")
                .containsEntry("resource", "Role")
                .containsEntry("owner", "team")
                .containsEntry("expiresAt", "2026-03-01T00:00:00Z")
                .doesNotContainKey("template");
    }

    @Test
    void deploysNothingThatCannotBeRecorded() throws Exception {
        byte[] checkpoint = Files.readAllBytes(folder.resolve("checkpoint"));
        checkpoint[30] ^= 1;
        Files.write(folder.resolve("checkpoint"), checkpoint);

        assertThatThrownBy(() -> deployGated.deploy(envelope(), order("web", false), new Listener()))
                .isInstanceOfSatisfying(
                        DeploymentException.class,
                        e -> assertThat(e.refusal().map(Refusal::code)).contains(ReasonCode.RECORD_UNAVAILABLE))
                .hasCauseInstanceOf(LedgerException.class);
        assertThat(aws.calls).containsExactly("connect eu-central-1", "account", "plan [Password]", "discard", "close");
        assertThat(pauses).as("a broken record is not waited for").isEmpty();
    }

    @Test
    void putsNoSecretOnRecord() throws Exception {
        deployGated.deploy(envelope(), order("web", false), new Listener());

        try (var files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                assertThat(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1))
                        .doesNotContain("hunter2");
            }
        }
    }

    private FolderRecord record() {
        return new FolderRecord(folder, TrustedLogs.only(signer.key()));
    }

    private LogView view() throws LedgerException {
        return LogView.open(folder, TrustedLogs.only(signer.key()));
    }

    private static Decision.Allowed allowed() throws Exception {
        return (Decision.Allowed)
                AppFixture.gate().decide(envelope(), order("web", false).request());
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

    private Recorder recorder(Optional<EndSigner> ends) {
        return new Recorder(
                folder,
                signer,
                new SecureRandom(),
                Clock.fixed(NOW, ZoneOffset.UTC),
                ends,
                new WriterTurn(pauses::add));
    }

    private List<Entry.Type> types() throws Exception {
        List<Entry.Type> types = new ArrayList<>();
        view().scan((index, entry) -> types.add(entry.type()));
        return types;
    }

    private Map<String, String> facts(long index) throws Exception {
        return view().event(index, view().entry(index)).orElseThrow().facts();
    }

    /** Looks at the record when the plan is there. */
    private final class Listener implements DeploymentListener {
        private long sizeAtPlan = -1;

        @Override
        public void planned(Plan plan) {
            try {
                sizeAtPlan = view().checkpoint().size();
            } catch (LedgerException e) {
                sizeAtPlan = -1; // The record is broken on purpose.
            }
        }

        @Override
        public void step(String sentence) {}

        @Override
        public void event(StackEvent event) {}
    }
}
