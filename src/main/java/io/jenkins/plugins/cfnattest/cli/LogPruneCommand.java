package io.jenkins.plugins.cfnattest.cli;

import io.jenkins.plugins.cfnattest.ledger.LedgerException;
import io.jenkins.plugins.cfnattest.ledger.LogPruning;
import io.jenkins.plugins.cfnattest.ledger.LogWriter;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Forgets who and what, when its time is over. */
@Command(
        name = "prune",
        description =
                "Removes old event documents (who and what) beside a record. The record itself is never shortened, and"
                        + " what shows a rollback is kept: the newest allowed deployment of each stack.")
final class LogPruneCommand implements Callable<Integer> {
    @Parameters(paramLabel = "DIR", description = "The record's folder.")
    private Path folder;

    @Option(
            names = "--older-than",
            required = true,
            paramLabel = "DURATION",
            description = "How old a document must be to go, such as P365D.")
    private Duration age;

    @Mixin
    private RecordKeyOptions key = new RecordKeyOptions();

    @Mixin
    private OutputOptions output = new OutputOptions();

    @Override
    public Integer call() throws CliException, LedgerException {
        Instant now = Clock.systemUTC().instant();
        try (LogWriter writer = LogWriter.open(folder, key.signer(folder))) {
            int removed = LogPruning.prune(writer, now.minus(age), now, new SecureRandom());
            output.console().print("removed " + removed + " event documents");
        }
        return ExitCode.FINE;
    }
}
