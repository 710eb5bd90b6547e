package io.jenkins.plugins.cfnattest.cli;

import io.jenkins.plugins.cfnattest.ledger.LedgerException;
import io.jenkins.plugins.cfnattest.ledger.LogKey;
import io.jenkins.plugins.cfnattest.ledger.TrustedLogs;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** Whose record is believed. */
final class TrustedLogOptions {
    @Option(
            names = "--vkey",
            required = true,
            paramLabel = "VKEY|FILE",
            description =
                    "Verifier key of the record (NAME+ID+KEY, as 'log init' prints it), or a file with one a line;"
                            + " repeat it for more. Take it from whoever runs the record, not from its folder.")
    private List<String> keys = new ArrayList<>();

    TrustedLogs read() throws CliException, LedgerException {
        List<LogKey> logs = new ArrayList<>();
        for (String key : keys) {
            if (key.contains("+")) {
                logs.add(LogKey.parse(key));
            } else {
                String lines = InputFile.text(Words.path(key), "list of verifier keys", InputFile.KEY_LIMIT);
                logs.addAll(TrustedLogs.parse(lines).keys());
            }
        }
        return new TrustedLogs(logs);
    }
}
