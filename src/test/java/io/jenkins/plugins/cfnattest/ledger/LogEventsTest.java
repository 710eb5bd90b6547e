package io.jenkins.plugins.cfnattest.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.cfnattest.ledger.LedgerException.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LogEventsTest {
    private static final String STACK = "arn:aws:cloudformation:eu-west-1:123456789012:stack/shop";
    private static final String OTHER = "arn:aws:cloudformation:eu-west-1:123456789012:stack/other";

    @TempDir
    private Path folder;

    @BeforeEach
    void makeLog() throws LedgerException {
        Logs.empty(folder);
        append(
                Logs.decision(Logs.deployment(STACK, 10), 0),
                Logs.decision(Logs.deployment(OTHER, 99), 1),
                Logs.decision(Logs.deployment(STACK, 20), 2),
                Logs.decision(refused(), 3),
                Logs.decision(asked(), 4));
    }

    @Test
    void knowsTheNewestAllowedDeploymentOfAStack() throws LedgerException {
        assertThat(newest(STACK)).contains(Logs.deployment(STACK, 20));
        assertThat(newest(OTHER)).contains(Logs.deployment(OTHER, 99));
        assertThat(newest("arn:aws:cloudformation:eu-west-1:123456789012:stack/sho"))
                .isEmpty();
    }

    @Test
    void countsAnAllowedRollbackAsTheNewest() throws LedgerException {
        append(Logs.decision(Logs.deployment(STACK, 5), 6));

        assertThat(newest(STACK)).contains(Logs.deployment(STACK, 5));
    }

    @Test
    void doesNotForgetADeploymentWhoseDocumentWasDeleted() throws LedgerException, IOException {
        Files.delete(document(2));

        assertThatThrownBy(() -> newest(STACK))
                .isInstanceOf(LedgerException.class)
                .hasMessageContaining("no pruning speaks of it");
        assertThatThrownBy(() -> audit()).isInstanceOf(LedgerException.class);
        assertThatThrownBy(() -> prune(1000)).isInstanceOf(LedgerException.class);
    }

    @Test
    void prunesWhatIsOldButNotWhatARollbackWouldBeSeenBy() throws LedgerException {
        int removed = prune(1000);

        assertThat(removed).isEqualTo(3);
        assertThat(document(0)).doesNotExist();
        assertThat(document(2)).exists();
        assertThat(newest(STACK)).contains(Logs.deployment(STACK, 20));
        assertThat(audit()).isEqualTo(new LogAudit(6, 3, 3));
        assertThat(prune(1000)).isZero();
        assertThat(audit().entries()).as("nothing to prune, nothing to write").isEqualTo(6);
    }

    @Test
    void keepsWhatIsYoung() throws LedgerException {
        assertThat(prune(1)).isEqualTo(1);
        assertThat(prune(0)).isZero();
        assertThat(audit()).isEqualTo(new LogAudit(6, 5, 1));
    }

    @Test
    void letsNoPruningCoverWhatItKeptOrWhatCameLater() throws LedgerException, IOException {
        prune(1000);
        append(Logs.decision(Logs.deployment(STACK, 30), 7));
        Files.delete(document(6));

        assertThatThrownBy(() -> newest(STACK)).isInstanceOf(LedgerException.class);
    }

    @Test
    void doesNotForgetWhatAPruningKept() throws LedgerException, IOException {
        prune(1000);
        Files.delete(document(2));

        assertThatThrownBy(() -> newest(STACK)).isInstanceOf(LedgerException.class);
    }

    @Test
    void doesNotForgetThatItPruned() throws LedgerException, IOException {
        prune(1000);
        Files.delete(document(5));

        assertThatThrownBy(() -> newest(STACK)).isInstanceOf(LedgerException.class);
    }

    @ParameterizedTest
    @CsvSource({
        "action, RETREAT",
        "action, ''",
        "result, PERHAPS",
        "attestation, 12",
        "inspectedAt, yesterday",
        "template, ''"
    })
    void refusesToAnswerWhenADecisionIsNotUnderstood(String fact, String value) throws LedgerException {
        Map<String, String> facts = new TreeMap<>(Logs.deployment("arn:x", 1).facts());
        facts.put(fact, value);
        append(Logs.withEvent(Entry.Type.DECISION, Logs.NOW, facts));

        assertThatThrownBy(() -> newest(STACK))
                .isInstanceOf(LedgerException.class)
                .extracting(e -> ((LedgerException) e).kind())
                .isEqualTo(Kind.MALFORMED);
    }

    @Test
    void allowsNothingWithoutAProof() {
        assertThatThrownBy(() ->
                        new DecisionEvent(DecisionEvent.Action.DEPLOY, true, STACK, "me", Optional.empty(), List.of()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static DecisionEvent refused() {
        DecisionEvent like = Logs.deployment(STACK, 40);
        return new DecisionEvent(like.action(), false, STACK, "me", like.proof(), List.of("VIOLATIONS", "KEY_EXPIRED"));
    }

    private static DecisionEvent asked() {
        return new DecisionEvent(
                DecisionEvent.Action.ASK,
                true,
                STACK,
                "me",
                Logs.deployment(STACK, 50).proof(),
                List.of());
    }

    private void append(LogWriter.Item... items) throws LedgerException {
        try (LogWriter writer = LogWriter.open(folder, Logs.signer())) {
            writer.append(List.of(items));
        }
    }

    private int prune(int second) throws LedgerException {
        try (LogWriter writer = LogWriter.open(folder, Logs.signer())) {
            Instant before = Logs.NOW.plusSeconds(second);
            return LogPruning.prune(writer, before, Logs.NOW.plusSeconds(2000), new SecureRandom());
        }
    }

    private Optional<DecisionEvent> newest(String stack) throws LedgerException {
        return new FolderRecord(folder, Logs.trusted()).newestDeployment(stack);
    }

    private LogAudit audit() throws LedgerException {
        return LogAudit.of(view());
    }

    private LogView view() throws LedgerException {
        return LogView.open(folder, Logs.trusted());
    }

    private Path document(int index) throws LedgerException {
        return view().folder().event(index, view().entry(index).event().orElseThrow());
    }
}
