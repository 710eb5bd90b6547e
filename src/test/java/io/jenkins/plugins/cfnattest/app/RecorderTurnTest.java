package io.jenkins.plugins.cfnattest.app;

import static io.jenkins.plugins.cfnattest.app.AppFixture.KEY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.cfnattest.deploy.DeploymentException;
import io.jenkins.plugins.cfnattest.gate.Decision;
import io.jenkins.plugins.cfnattest.ledger.DecisionEvent;
import io.jenkins.plugins.cfnattest.ledger.LedgerException;
import io.jenkins.plugins.cfnattest.ledger.LogSigner;
import io.jenkins.plugins.cfnattest.ledger.LogView;
import io.jenkins.plugins.cfnattest.ledger.LogWriter;
import io.jenkins.plugins.cfnattest.ledger.TrustedLogs;
import io.jenkins.plugins.cfnattest.ledger.WriterTurn;
import io.jenkins.plugins.cfnattest.signing.Algorithm;
import io.jenkins.plugins.cfnattest.signing.SigningKey;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a recorder does while another writes. */
class RecorderTurnTest {
    private final LogSigner signer =
            new LogSigner("example.com/record", SigningKey.generate(Algorithm.ED25519, new SecureRandom()));
    private final List<Duration> pauses = new ArrayList<>();

    @TempDir
    private Path folder;

    @BeforeEach
    void makeRecord() throws LedgerException {
        LogWriter.create(folder, signer);
    }

    @Test
    void givesUpWhenAnotherWritesForTooLong() throws Exception {
        Recorder recorder = recorder(pauses::add);
        try (LogWriter other = LogWriter.open(folder, signer)) {
            assertThatThrownBy(() -> record(recorder))
                    .isInstanceOf(DeploymentException.class)
                    .hasMessageContainingAll("RECORD_UNAVAILABLE", "one writer at a time", "waited 10 seconds");
            assertThat(other.view().checkpoint().size()).isZero();
        }
        assertThat(pauses.stream().reduce(Duration.ZERO, Duration::plus)).isEqualTo(Duration.ofSeconds(10));
    }

    @Test
    void goesOnWhenAnotherHasWritten() throws Exception {
        LogWriter other = LogWriter.open(folder, signer);
        Recorder recorder = recorder(duration -> {
            pauses.add(duration);
            if (pauses.size() == 3) {
                close(other);
            }
        });

        record(recorder);

        LogView view = LogView.open(folder, TrustedLogs.only(signer.key()));
        assertThat(view.checkpoint().size()).isEqualTo(1);
        assertThat(pauses).hasSize(3);
    }

    @Test
    void waitsNoLongerWhenItIsStopped() throws Exception {
        Recorder recorder = recorder(duration -> {
            throw new InterruptedException();
        });
        try (LogWriter other = LogWriter.open(folder, signer)) {
            assertThatThrownBy(() -> record(recorder)).hasMessageContaining("stopped while it waited");
            assertThat(other.view().checkpoint().size()).isZero();
        }
        assertThat(Thread.interrupted())
                .as("whoever stopped it is not forgotten")
                .isTrue();
    }

    private Recorder recorder(WriterTurn.Pause pause) {
        return new Recorder(
                folder, signer, new SecureRandom(), AppFixture.CLOCK, Optional.empty(), new WriterTurn(pause));
    }

    private static void record(Recorder recorder) throws Exception {
        Decision decision = AppFixture.gate()
                .decide(
                        AppFixture.attester(KEY).attest(AppFixture.request()).envelope(),
                        AppFixture.deployment(AppFixture.scope(), "web", "eu-central-1"));
        recorder.decided(decision, Optional.empty(), DecisionEvent.Action.ASK);
    }

    private static void close(LogWriter writer) {
        try {
            writer.close();
        } catch (LedgerException e) {
            throw new AssertionError(e);
        }
    }
}
