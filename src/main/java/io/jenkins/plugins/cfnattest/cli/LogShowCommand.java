package io.jenkins.plugins.cfnattest.cli;

import io.jenkins.plugins.cfnattest.ledger.Entry;
import io.jenkins.plugins.cfnattest.ledger.EventDocument;
import io.jenkins.plugins.cfnattest.ledger.LedgerException;
import io.jenkins.plugins.cfnattest.ledger.LogEvents;
import io.jenkins.plugins.cfnattest.ledger.LogView;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows what is on record. */
@Command(
        name = "show",
        description = "Shows the entries of a record, after verifying them, with their event documents.")
final class LogShowCommand implements Callable<Integer> {
    @Parameters(paramLabel = "DIR", description = "The record's folder.")
    private Path folder;

    @Mixin
    private TrustedLogOptions trust = new TrustedLogOptions();

    @Option(names = "--last", paramLabel = "N", description = "Only the last N entries (default: 50).")
    private int last = 50;

    @Mixin
    private OutputOptions output = new OutputOptions();

    @Override
    public Integer call() throws CliException, LedgerException {
        LogView view = LogView.open(folder, trust.read());
        long from = Math.max(0, view.checkpoint().size() - last);
        LogEvents events = LogEvents.of(view, from);
        List<Map<String, Object>> entries = new ArrayList<>();
        view.scan(from, (index, entry) -> entries.add(asJson(index, entry, events.document(index, entry))));
        if (output.json()) {
            output.console().print(Json.pretty(Map.of("entries", entries)));
        } else {
            entries.forEach(entry -> print(output.console(), entry));
        }
        return ExitCode.FINE;
    }

    private static Map<String, Object> asJson(long index, Entry entry, Optional<EventDocument> document) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("index", index);
        json.put("time", entry.time().toString());
        json.put("type", entry.type().word());
        entry.statement().ifPresent(digest -> json.put("statement", digest.hex()));
        entry.envelope().ifPresent(digest -> json.put("envelope", digest.hex()));
        if (document.isPresent()) {
            json.put("event", document.get().facts());
        } else if (entry.event().isPresent()) {
            json.put("event", "pruned");
        }
        return json;
    }

    private static void print(Console console, Map<String, Object> entry) {
        console.print(entry.get("index") + "  " + entry.get("time") + "  " + entry.get("type"));
        if (entry.containsKey("statement")) {
            // Of an attestation the attestation digest, of a decision the decision's.
            console.print("    " + entry.get("type") + " sha256:" + entry.get("statement"));
        }
        if (entry.get("event") instanceof Map<?, ?> facts) {
            facts.forEach((name, value) -> console.print("    " + Console.plain(name + " = " + value)));
        } else if (entry.containsKey("event")) {
            console.print("    event pruned");
        }
    }
}
