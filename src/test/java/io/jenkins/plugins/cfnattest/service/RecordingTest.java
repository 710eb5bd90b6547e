package io.jenkins.plugins.cfnattest.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.cfnattest.app.RecordedAttester;
import io.jenkins.plugins.cfnattest.app.Recorder;
import io.jenkins.plugins.cfnattest.envelope.Bytes;
import io.jenkins.plugins.cfnattest.envelope.Digest;
import io.jenkins.plugins.cfnattest.envelope.EnvelopeJson;
import io.jenkins.plugins.cfnattest.ledger.LogSigner;
import io.jenkins.plugins.cfnattest.ledger.LogView;
import io.jenkins.plugins.cfnattest.ledger.LogWriter;
import io.jenkins.plugins.cfnattest.ledger.TrustedLogs;
import io.jenkins.plugins.cfnattest.signing.Algorithm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Attestations of a service with a record: on record first, then handed out. */
class RecordingTest {
    private static final Clock CLOCK = Clock.fixed(TestService.NOW, ZoneOffset.UTC);
    private static final String TOKEN = "token-of-the-build";
    private static final String[] BEARER = {"Authorization", "Bearer " + TOKEN};

    private final LogSigner signer = new LogSigner("example.com/record", TestService.key(Algorithm.ED25519));

    @TempDir
    private Path temporary;

    private Path folder;
    private TestService service;

    @BeforeEach
    void start() throws Exception {
        folder = temporary.resolve("record");
        LogWriter.create(folder, signer);
        Recorder recorder = new Recorder(folder, signer, new SecureRandom(), CLOCK);
        KnownCaller caller = new KnownCaller("pay/deploy", Digest.of(Bytes.utf8(TOKEN)), Set.of(Role.ATTEST));
        service = TestService.with(
                new RecordedAttester(TestService.attester(TestService.KEY, CLOCK), recorder),
                new Callers(List.of(caller)));
    }

    @AfterEach
    void stop() {
        service.close();
    }

    @Test
    void recordsWhatItHandsOutAndForWhom() throws Exception {
        TestService.Reply reply = service.attest(TestService.wire(TestService.BUCKET), BEARER);

        assertThat(reply.status()).isEqualTo(200);
        Digest attestation = EnvelopeJson.read(reply.bytes()).attestationDigest();
        assertThat(view().recorded(attestation)
                        .orElseThrow()
                        .verify(logs())
                        .entry()
                        .statement())
                .contains(attestation);
        assertThat(view().event(0, view().entry(0)).orElseThrow().facts())
                .containsEntry("caller", "pay/deploy")
                .containsEntry("subject", "infra/bucket.yaml");
    }

    @Test
    void recordsAllOfManyAtOnce() throws Exception {
        List<CompletableFuture<TestService.Reply>> replies = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            String template = TestService.BUCKET + "# " + i + "\n";
            replies.add(CompletableFuture.supplyAsync(() -> attest(template)));
        }

        for (CompletableFuture<TestService.Reply> reply : replies) {
            assertThat(reply.join().status()).isEqualTo(200);
            Digest attestation = EnvelopeJson.read(reply.join().bytes()).attestationDigest();
            assertThat(view().recorded(attestation)).isPresent();
        }
        assertThat(view().checkpoint().size()).isEqualTo(8);
    }

    @Test
    void handsOutNothingThatIsOffTheBooks() throws Exception {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }

        TestService.Reply reply = service.attest(TestService.wire(TestService.BUCKET), BEARER);

        assertThat(reply.status()).isEqualTo(500);
        assertThat(reply.text()).doesNotContain("payload", folder.toString());
    }

    private TestService.Reply attest(String template) {
        try {
            return service.attest(TestService.wire(template), BEARER);
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private TrustedLogs logs() {
        return TrustedLogs.only(signer.key());
    }

    private LogView view() throws Exception {
        return LogView.open(folder, logs());
    }
}
