package io.jenkins.plugins.cfnattest.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.jenkins.plugins.cfnattest.envelope.Digest;
import io.jenkins.plugins.cfnattest.ledger.LedgerException.Kind;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which refusals were let pass, as the log itself says it. */
class ApprovalUsesTest {
    private static final String STACK = "arn:aws:cloudformation:eu-west-1:123456789012:stack/web";
    private static final Digest REFUSAL = Logs.digest(1000);
    private static final Digest OTHER = Logs.digest(1001);
    private static final Digest USING = Logs.digest(2000);

    @TempDir
    private Path folder;

    /** The entries between a refusal and its use may fill bundles. */
    @ParameterizedTest
    @ValueSource(ints = {0, 3, 300})
    void findsTheDecisionThatWasLetPass(int between) throws LedgerException {
        Logs.empty(folder);
        Logs.append(folder, List.of(refused(REFUSAL, 0)));
        fill(between);
        assertThat(record().letPass(REFUSAL)).isEmpty();
        Logs.append(folder, List.of(passed(USING, REFUSAL, between + 1)));
        fill(between);

        assertThat(record().letPass(REFUSAL))
                .contains(new ApprovalUse(between + 1, Logs.NOW.plusSeconds(between + 1), Optional.of(USING)));
    }

    @Test
    void takesNoOtherUseForThisOne() throws LedgerException {
        Logs.empty(folder);
        Logs.append(
                folder,
                List.of(
                        refused(OTHER, 0),
                        refused(REFUSAL, 1),
                        passed(USING, OTHER, 2),
                        Logs.decision(Logs.deployment(STACK, 1), 3)));

        assertThat(record().letPass(REFUSAL)).isEmpty();
        assertThat(record().letPass(OTHER)).isPresent();
    }

    /** Another record, or one that was put back to before the refusal. */
    @Test
    void cannotTellOfARefusalThatIsNotThere() throws LedgerException {
        Logs.empty(folder);
        Logs.append(folder, List.of(refused(OTHER, 0)));

        assertThatExceptionOfType(LedgerException.class)
                .isThrownBy(() -> record().letPass(REFUSAL))
                .withMessageContaining("nobody can tell")
                .matches(e -> e.kind() == Kind.UNAVAILABLE);
    }

    @Test
    void cannotTellWhatAPrunedDecisionSaid() throws LedgerException {
        Logs.empty(folder);
        Logs.append(
                folder,
                List.of(refused(REFUSAL, 0), passed(USING, REFUSAL, 1), Logs.decision(Logs.deployment(STACK, 2), 2)));
        assertThat(Logs.prune(folder, Logs.NOW.plusSeconds(100))).isPositive();

        assertThatExceptionOfType(LedgerException.class)
                .isThrownBy(() -> record().letPass(REFUSAL))
                .withMessageContaining("decision 1 is gone");
    }

    @Test
    void knowsNoRefusalThatAnApprovalLetPass() {
        DecisionEvent allowed = Logs.deployment(STACK, 1);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> new DecisionEvent(
                        allowed.action(),
                        false,
                        STACK,
                        "me",
                        allowed.proof(),
                        List.of("VIOLATIONS"),
                        Optional.of(REFUSAL)));
    }

    private FolderRecord record() {
        return new FolderRecord(folder, Logs.trusted());
    }

    private void fill(int count) throws LedgerException {
        List<LogWriter.Item> items = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            items.add(i % 2 == 0 ? Logs.item(i) : Logs.decision(Logs.deployment(STACK, i), i));
        }
        for (int from = 0; from < items.size(); from += LogWriter.LARGEST_BATCH) {
            Logs.append(folder, items.subList(from, Math.min(items.size(), from + LogWriter.LARGEST_BATCH)));
        }
    }

    private static LogWriter.Item refused(Digest statement, int second) {
        DecisionEvent deployment = Logs.deployment(STACK, 1);
        return item(
                statement,
                new DecisionEvent(
                        deployment.action(), false, STACK, "team/job", deployment.proof(), List.of("VIOLATIONS")),
                second);
    }

    private static LogWriter.Item passed(Digest statement, Digest refusal, int second) {
        DecisionEvent deployment = Logs.deployment(STACK, 1);
        return item(
                statement,
                new DecisionEvent(
                        deployment.action(),
                        true,
                        STACK,
                        "team/job",
                        deployment.proof(),
                        List.of(),
                        Optional.of(refusal)),
                second);
    }

    private static LogWriter.Item item(Digest statement, DecisionEvent event, int second) {
        return LogWriter.Item.of(
                Entry.Type.DECISION,
                Logs.NOW.plusSeconds(second),
                Optional.of(statement),
                Optional.empty(),
                Logs.document(event.facts()));
    }
}
