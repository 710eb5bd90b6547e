package io.jenkins.plugins.cfnattest.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.cfnattest.ledger.LedgerException.Kind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderRecordTest {
    private static final int STACKS = 7;
    private static final int PATIENCE_SECONDS = 60;

    @TempDir
    private Path folder;

    @Test
    void answersAtEachLengthWhatTheWholeLogSays() throws LedgerException {
        Logs.empty(folder);
        Random random = new Random(20260131);
        FolderRecord kept = record();
        Map<String, DecisionEvent> expected = new HashMap<>();
        int at = 0;
        while (at < 900) {
            int count = 1 + random.nextInt(at < 300 ? 90 : 250);
            Logs.append(folder, decisions(at, count, random, expected));
            at += count;
            if (random.nextInt(3) == 0) {
                Logs.prune(folder, Logs.NOW.plusSeconds(random.nextInt(at)));
            }
            FolderRecord fresh = record();
            for (int stack = 0; stack <= STACKS; stack++) {
                Optional<DecisionEvent> answer = Optional.ofNullable(expected.get(arn(stack)));
                assertThat(kept.newestDeployment(arn(stack))).as("after %d", at).isEqualTo(answer);
                assertThat(fresh.newestDeployment(arn(stack)))
                        .as("after %d", at)
                        .isEqualTo(answer);
            }
        }
        assertThat(expected).hasSizeGreaterThan(3);
    }

    /** Allowed deployments to all stacks but the last, among much that is none. */
    private static List<LogWriter.Item> decisions(
            int from, int count, Random random, Map<String, DecisionEvent> expected) {
        List<LogWriter.Item> items = new ArrayList<>();
        for (int i = from; i < from + count; i++) {
            DecisionEvent event = Logs.deployment(arn(random.nextInt(STACKS)), random.nextInt(1000));
            switch (random.nextInt(8)) {
                case 0 -> {
                    expected.put(event.stack(), event);
                    items.add(Logs.decision(event, i));
                }
                case 1 ->
                    items.add(Logs.decision(
                            new DecisionEvent(
                                    event.action(), false, event.stack(), "me", event.proof(), List.of("VIOLATIONS")),
                            i));
                case 2 ->
                    items.add(Logs.decision(
                            new DecisionEvent(
                                    DecisionEvent.Action.PLAN, true, event.stack(), "me", event.proof(), List.of()),
                            i));
                default -> items.add(Logs.item(i));
            }
        }
        return items;
    }

    @Test
    void readsOnlyWhatIsNew() throws LedgerException {
        Logs.of(folder, 600);
        Logs.append(folder, List.of(Logs.decision(Logs.deployment(arn(0), 1), 600)));
        FolderRecord kept = record();
        assertThat(kept.newestDeployment(arn(1))).isEmpty();
        assertThat(kept.attestation(Logs.digest(3))).isPresent();
        delete("tile/entries/000", "tile/entries/001");
        Logs.append(folder, List.of(Logs.decision(Logs.deployment(arn(1), 2), 601), Logs.item(602)));

        assertThat(kept.newestDeployment(arn(0))).contains(Logs.deployment(arn(0), 1));
        assertThat(kept.newestDeployment(arn(1))).contains(Logs.deployment(arn(1), 2));
        assertThat(kept.newestDeployment(arn(2))).isEmpty();
        assertThat(kept.attestation(Logs.digest(602)).orElseThrow().index()).isEqualTo(602);
        assertThatThrownBy(() -> record().newestDeployment(arn(2))).satisfies(e -> isOf(Kind.CONTRADICTED, e));
    }

    @Test
    void readsNoFurtherBackThanItMust() throws LedgerException {
        Logs.of(folder, 600);
        Logs.append(folder, List.of(Logs.decision(Logs.deployment(arn(0), 1), 600)));
        delete("tile/entries/000");

        FolderRecord fresh = record();

        assertThat(fresh.newestDeployment(arn(0))).contains(Logs.deployment(arn(0), 1));
        assertThatThrownBy(() -> fresh.newestDeployment(arn(1))).satisfies(e -> isOf(Kind.CONTRADICTED, e));
        assertThat(fresh.newestDeployment(arn(0))).contains(Logs.deployment(arn(0), 1));
    }

    @Test
    void goesOnAfterAPruningThatItsViewDidNotKnowOf() throws LedgerException {
        Logs.empty(folder);
        Logs.append(
                folder,
                List.of(Logs.decision(Logs.deployment(arn(0), 1), 0), Logs.decision(Logs.deployment(arn(0), 2), 1)));
        Logs.append(folder, List.of(Logs.decision(Logs.deployment(arn(1), 3), 2)));
        LogView before = LogView.open(folder, Logs.trusted());
        Logs.prune(folder, Logs.NOW.plusSeconds(1000));
        NewestDeployments deployments = new NewestDeployments();

        assertThatThrownBy(() -> deployments.of(arn(5), before)).isInstanceOf(LedgerException.class);
        assertThat(deployments.of(arn(5), LogView.open(folder, Logs.trusted()))).isEmpty();
        assertThat(deployments.of(arn(0), LogView.open(folder, Logs.trusted())))
                .contains(new NewestDeployments.Found(1, Logs.deployment(arn(0), 2)));
    }

    @Test
    void provesTheFirstRecordOfAnAttestation() throws LedgerException {
        Logs.of(folder, 300);
        FolderRecord kept = record();
        assertThat(kept.attestation(Logs.digest(300))).isEmpty();
        Logs.append(folder, List.of(Logs.item(7), Logs.item(300), Logs.item(300)));

        assertThat(kept.attestation(Logs.digest(7)).orElseThrow().index()).isEqualTo(7);
        TlogProof proof = kept.attestation(Logs.digest(300)).orElseThrow();
        assertThat(proof.index()).isEqualTo(301);
        assertThat(proof.verify(Logs.trusted()).entry()).isEqualTo(Logs.entry(300));
        assertThat(proof.verify(Logs.trusted()).checkpoint().size()).isEqualTo(303);
    }

    @Test
    void isAskedByManyAtOnce() throws Exception {
        Logs.empty(folder);
        FolderRecord kept = record();
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            List<Future<Integer>> answers = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                answers.add(threads.submit(asker(kept)));
            }
            for (int i = 0; i < 40; i++) {
                Logs.append(folder, List.of(Logs.decision(Logs.deployment(arn(0), i), i)));
            }
            for (Future<Integer> answer : answers) {
                assertThat(answer.get(PATIENCE_SECONDS, TimeUnit.SECONDS)).isEqualTo(39);
            }
        } finally {
            threads.shutdownNow();
        }
    }

    /** Asks until the last one is there; what it hears never goes back. */
    private static Callable<Integer> asker(FolderRecord record) {
        return () -> {
            int last = -1;
            while (last < 39) {
                Optional<DecisionEvent> newest = record.newestDeployment(arn(0));
                if (newest.isPresent()) {
                    Instant inspected = newest.get().proof().orElseThrow().inspectedAt();
                    int now = (int) (inspected.getEpochSecond() - Logs.NOW.getEpochSecond());
                    assertThat(now).isGreaterThanOrEqualTo(last);
                    last = now;
                }
            }
            return last;
        };
    }

    private static String arn(int stack) {
        return "arn:aws:cloudformation:eu-west-1:123456789012:stack/stack-" + Integer.toString(stack);
    }

    private FolderRecord record() {
        return new FolderRecord(folder, Logs.trusted());
    }

    private void delete(String... files) {
        try {
            for (String file : files) {
                Files.delete(folder.resolve(file));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void isOf(Kind kind, Throwable e) {
        assertThat(((LedgerException) e).kind()).isEqualTo(kind);
    }
}
