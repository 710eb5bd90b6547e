package io.jenkins.plugins.cfnattest.cli;

import io.jenkins.plugins.cfnattest.ledger.Checkpoint;
import io.jenkins.plugins.cfnattest.ledger.LedgerException;
import io.jenkins.plugins.cfnattest.ledger.LogAudit;
import io.jenkins.plugins.cfnattest.ledger.LogView;
import io.jenkins.plugins.cfnattest.ledger.SignedNote;
import io.jenkins.plugins.cfnattest.ledger.TrustedLogs;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Audits a record. */
@Command(
        name = "verify",
        description =
                "Audits a record: every entry, tile and event document against its signed checkpoint; with --since also"
                        + " that nothing changed since an older checkpoint.")
final class LogVerifyCommand implements Callable<Integer> {
    @Parameters(paramLabel = "DIR", description = "The record's folder.")
    private Path folder;

    @Mixin
    private TrustedLogOptions trust = new TrustedLogOptions();

    @Option(
            names = "--since",
            paramLabel = "FILE",
            description =
                    "A copy of an older checkpoint, kept elsewhere: only that shows that a record was not put back.")
    private Path since;

    @Mixin
    private OutputOptions output = new OutputOptions();

    @Override
    public Integer call() throws CliException, LedgerException {
        TrustedLogs logs = trust.read();
        LogView view = LogView.open(folder, logs);
        LogAudit audit = LogAudit.of(view);
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("origin", view.checkpoint().origin());
        answer.put("entries", audit.entries());
        answer.put("root", view.checkpoint().root().toString());
        answer.put("events", audit.events());
        answer.put("pruned", audit.pruned());
        if (since != null) {
            Checkpoint older = logs.open(SignedNote.parse(InputFile.read(since, "checkpoint", SignedNote.LIMIT)));
            view.continues(older);
            answer.put("continues", older.size());
        }
        Console console = output.console();
        if (output.json()) {
            console.print(Json.pretty(answer));
        } else {
            console.print(console.tinted(Console.Tone.GOOD, "VERIFIED") + "  "
                    + Console.plain(view.checkpoint().origin()));
            console.print("  entries      " + audit.entries());
            console.print("  root         " + view.checkpoint().root());
            console.print("  events       " + audit.events() + ", pruned " + audit.pruned());
            if (answer.containsKey("continues")) {
                console.print("  continues    the checkpoint of " + answer.get("continues") + " entries");
            }
        }
        return ExitCode.FINE;
    }
}
