package io.jenkins.plugins.cfnattest.ledger;

import io.jenkins.plugins.cfnattest.envelope.Digest;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The record in a folder, as a gate asks it. What was read once is remembered as long as this object lives, and never elsewhere: beside the log there is no
 * index that somebody could change. A log that does not continue the one seen before is an error for good. Safe for use by several threads; who asks often
 * keeps one.
 */
public final class FolderRecord implements RecordLookup {
    private final Path folder;
    private final TrustedLogs logs;
    private final Optional<Checkpoint> since;
    private final NewestDeployments deployments = new NewestDeployments();
    private final RecordedAttestations attestations = new RecordedAttestations();
    private Optional<LogView> last = Optional.empty();

    /**
     * Reads nothing yet.
     *
     * @param logs whose record is believed
     */
    public FolderRecord(Path folder, TrustedLogs logs) {
        this(folder, logs, Optional.empty());
    }

    /** The same; {@code since}: a checkpoint that was kept elsewhere, which the log has to continue. So it cannot have been put back to before that. */
    public FolderRecord(Path folder, TrustedLogs logs, Optional<Checkpoint> since) {
        this.folder = folder;
        this.logs = logs;
        this.since = since;
    }

    @Override
    public synchronized Optional<DecisionEvent> newestDeployment(String stackArn) throws LedgerException {
        return ask(view -> deployments.of(stackArn, view).map(NewestDeployments.Found::event));
    }

    @Override
    public Optional<TrustedLogs> logs() {
        return Optional.of(logs);
    }

    @Override
    public synchronized Optional<TlogProof> attestation(Digest attestationDigest) throws LedgerException {
        return ask(view -> attestations.proof(attestationDigest, view));
    }

    @Override
    public synchronized Optional<ApprovalUse> letPass(Digest refusal) throws LedgerException {
        return ask(view -> ApprovalUses.of(refusal, view));
    }

    @FunctionalInterface
    private interface Question<T> {
        T of(LogView view) throws LedgerException;
    }

    private <T> T ask(Question<T> question) throws LedgerException {
        LogView view = newest();
        try {
            return question.of(view);
        } catch (LedgerException e) {
            // A writer may have pruned documents meanwhile; the log says so before they go.
            LogView newer = newest();
            if (newer == view) {
                throw e;
            }
            return question.of(newer);
        }
    }

    private LogView newest() throws LedgerException {
        if (last.isPresent() && last.get().note().equals(new LogFolder(folder).note())) {
            return last.get();
        }
        LogView now = LogView.open(folder, logs);
        if (last.isPresent()) {
            now.continues(last.get().checkpoint());
        } else if (since.isPresent()) {
            now.continues(since.get());
        }
        last = Optional.of(now);
        return now;
    }
}
