package io.jenkins.plugins.cfnattest.cli;

import io.jenkins.plugins.cfnattest.app.DecisionLog;
import io.jenkins.plugins.cfnattest.app.EndSigner;
import io.jenkins.plugins.cfnattest.app.Recorder;
import io.jenkins.plugins.cfnattest.app.SignedEnds;
import io.jenkins.plugins.cfnattest.gate.Policy;
import io.jenkins.plugins.cfnattest.ledger.FolderRecord;
import io.jenkins.plugins.cfnattest.ledger.LedgerException;
import io.jenkins.plugins.cfnattest.ledger.LogSigner;
import io.jenkins.plugins.cfnattest.ledger.RecordLookup;
import io.jenkins.plugins.cfnattest.ledger.TrustedLogs;
import io.jenkins.plugins.cfnattest.ledger.WriterTurn;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Optional;
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
            return Optional.empty();
        }
        return Optional.of(recorder(Optional.empty()));
    }

    private Recorder recorder(Optional<EndSigner> ends) throws CliException, LedgerException {
        return new Recorder(folder, key.signer(folder), new SecureRandom(), Clock.systemUTC(), ends, new WriterTurn());
    }

    /** Where decisions and ends go. */
    DecisionLog decisionLog(Optional<EndSigner> ends) throws CliException, LedgerException {
        if (recorder().isPresent()) {
            return recorder(ends);
        }
        return ends.isPresent() ? new SignedEnds(ends.get()) : DecisionLog.none();
    }

    /** What the gate asks of the record: believed under the policy's logs where it names some, else under the record's own key. */
    Optional<RecordLookup> lookup(Policy policy) throws CliException, LedgerException {
        return folder == null
                ? Optional.empty()
                : Optional.of(new FolderRecord(
                        folder,
                        policy.trustedLogs().isPresent()
                                ? policy.trustedLogs().get()
                                : TrustedLogs.only(key.signer(folder).key())));
    }
}
