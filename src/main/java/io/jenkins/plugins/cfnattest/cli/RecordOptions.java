package io.jenkins.plugins.cfnattest.cli;

import io.jenkins.plugins.cfnattest.app.DecisionLog;
import io.jenkins.plugins.cfnattest.app.Recorder;
import io.jenkins.plugins.cfnattest.ledger.LedgerException;
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

    Optional<Recorder> recorder() throws CliException, LedgerException {
        if (folder == null) {
            if (key.given()) {
                throw CliException.usage("--record-key signs a record, but none is named. Name it with --record DIR.");
            }
            return Optional.empty();
        }
        return Optional.of(new Recorder(folder, key.signer(folder), new SecureRandom(), Clock.systemUTC()));
    }

    DecisionLog decisionLog() throws CliException, LedgerException {
        Optional<Recorder> recorder = recorder();
        return recorder.isPresent() ? recorder.get() : DecisionLog.none();
    }
}
