package io.jenkins.plugins.cfnattest.cli;

import io.jenkins.plugins.cfnattest.ledger.LedgerException;
import io.jenkins.plugins.cfnattest.ledger.LogSigner;
import io.jenkins.plugins.cfnattest.ledger.LogWriter;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Makes a record. */
@Command(
        name = "init",
        description =
                "Makes an empty record in a new or empty folder and prints its verifier key, which everyone needs who"
                        + " shall believe it.")
final class LogInitCommand implements Callable<Integer> {
    @Parameters(paramLabel = "DIR", description = "The record's folder.")
    private Path folder;

    @Option(
            names = "--origin",
            required = true,
            paramLabel = "NAME",
            description = "The record's name for ever, like a URL without scheme: example.com/cfn-record.")
    private String origin;

    @Mixin
    private RecordKeyOptions key = new RecordKeyOptions();

    @Mixin
    private OutputOptions output = new OutputOptions();

    @Override
    public Integer call() throws CliException, LedgerException {
        LogSigner signer = key.signer(origin);
        LogWriter.create(folder, signer);
        if (output.json()) {
            output.console().print(Json.pretty(Map.of("vkey", signer.key().toString())));
        } else {
            output.console().print(signer.key().toString());
            output.console()
                    .say("This verifier key goes to everyone who checks the record. Keep the folder's copies whole.");
        }
        return ExitCode.FINE;
    }
}
