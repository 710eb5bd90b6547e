package io.jenkins.plugins.cfnattest.cli;

import io.jenkins.plugins.cfnattest.app.DecisionLog;
import io.jenkins.plugins.cfnattest.app.EndSigner;
import io.jenkins.plugins.cfnattest.app.Recorder;
import io.jenkins.plugins.cfnattest.app.SignedEnds;
import io.jenkins.plugins.cfnattest.gate.Policy;
import io.jenkins.plugins.cfnattest.gate.ReasonCode;
import io.jenkins.plugins.cfnattest.ledger.Checkpoint;
import io.jenkins.plugins.cfnattest.ledger.FolderRecord;
import io.jenkins.plugins.cfnattest.ledger.LedgerException;
import io.jenkins.plugins.cfnattest.ledger.LogSigner;
import io.jenkins.plugins.cfnattest.ledger.LogView;
import io.jenkins.plugins.cfnattest.ledger.RecordLookup;
import io.jenkins.plugins.cfnattest.ledger.SignedNote;
import io.jenkins.plugins.cfnattest.ledger.TrustedLogs;
import io.jenkins.plugins.cfnattest.ledger.WriterTurn;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Optional;
import java.util.function.Function;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Whether a command puts on record what it does. */
final class RecordOptions {
    /** How names of proofs of the record end (C2SP tlog-proof). */
    static final String PROOF = ".tlog-proof";

    @Option(
            names = "--record",
            paramLabel = "DIR",
            description =
                    "Put it on record in this folder first (see 'cfn-attest log'); what cannot be recorded fails.")
    private Path folder;

    @Option(
            names = "--record-since",
            paramLabel = "FILE",
            description =
                    "A copy of the record's checkpoint that was kept elsewhere. A record that does not continue it was put back"
                            + " to an older state or is another: then nothing follows (RECORD_UNAVAILABLE).")
    private Path since;

    @Mixin
    private RecordKeyOptions key = new RecordKeyOptions();

    /** The record's name, as its folder says it; absent where there is none. */
    Optional<String> origin() throws LedgerException {
        return folder == null ? Optional.empty() : Optional.of(LogSigner.claimedOrigin(folder));
    }

    Optional<Recorder> recorder() throws CliException, LedgerException {
        if (folder == null) {
            if (key.given()) {
                throw CliException.usage("--record-key signs a record, but none is named. Name it with --record DIR.");
            }
            if (since != null) {
                throw CliException.usage(
                        "--record-since is of a record, but none is named. Name it with --record DIR.");
            }
            return Optional.empty();
        }
        requireContinued();
        return Optional.of(recorder(folder, key.signer(folder), Optional.empty()));
    }

    /** Before anything is asked or written: an entry more would only make two histories of it. */
    private void requireContinued() throws CliException, LedgerException {
        TrustedLogs own = own();
        Optional<Checkpoint> older = since(own);
        if (older.isEmpty()) {
            return;
        }
        try {
            LogView.open(folder, own).continues(older.get());
        } catch (LedgerException e) {
            throw CliException.refused(
                    ReasonCode.RECORD_UNAVAILABLE + ": The record '" + folder + "' does not continue the checkpoint '"
                            + since + "'. " + e.getMessage(),
                    e);
        }
    }

    private Optional<Checkpoint> since(TrustedLogs logs) throws CliException, LedgerException {
        return since == null
                ? Optional.empty()
                : Optional.of(logs.open(SignedNote.parse(InputFile.read(since, "checkpoint", SignedNote.LIMIT))));
    }

    private TrustedLogs own() throws CliException, LedgerException {
        return TrustedLogs.only(key.signer(folder).key());
    }

    private static Recorder recorder(Path folder, LogSigner signer, Optional<EndSigner> ends) {
        return new Recorder(folder, signer, new SecureRandom(), Clock.systemUTC(), ends, new WriterTurn());
    }

    /** Where decisions and ends go. */
    DecisionLog decisionLog(Optional<EndSigner> ends) throws CliException, LedgerException {
        return decisionLogs().apply(ends);
    }

    /** The same for many deployments: the key is read once. */
    Function<Optional<EndSigner>, DecisionLog> decisionLogs() throws CliException, LedgerException {
        if (recorder().isEmpty()) {
            return ends -> ends.isPresent() ? new SignedEnds(ends.get()) : DecisionLog.none();
        }
        LogSigner signer = key.signer(folder);
        return ends -> recorder(folder, signer, ends);
    }

    /** What the gate asks of the record: believed under the policy's logs where it names some, else under the record's own key. */
    Optional<RecordLookup> lookup(Policy policy) throws CliException, LedgerException {
        if (folder == null) {
            return Optional.empty();
        }
        TrustedLogs logs =
                policy.trustedLogs().isPresent() ? policy.trustedLogs().get() : own();
        return Optional.of(new FolderRecord(folder, logs, since(own())));
    }
}
