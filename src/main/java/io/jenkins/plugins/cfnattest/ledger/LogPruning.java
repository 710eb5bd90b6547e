package io.jenkins.plugins.cfnattest.ledger;

import java.security.SecureRandom;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Removes old event documents: who and what is forgotten, that and when it happened is not. */
public final class LogPruning {
    private LogPruning() {}

    /**
     * Removes the documents of entries older than {@code before}, but for the newest allowed deployment of each stack, without which a rollback could not be
     * seen. What is removed is written into the log first. Returns how many were removed.
     *
     * @throws LedgerException also when a document is missing already that was never pruned: pruning shall not cover that up
     */
    public static int prune(LogWriter writer, Instant before, Instant now, SecureRandom random) throws LedgerException {
        LogView view = writer.view();
        LogEvents events = LogEvents.of(view);
        Set<Long> kept = new NewestDeployments()
                .all(view).values().stream().map(NewestDeployments.Found::index).collect(Collectors.toSet());
        Map<Long, Entry> old = new LinkedHashMap<>();
        view.scan((index, entry) -> {
            if (events.document(index, entry).isPresent()
                    && entry.type() != Entry.Type.PRUNING
                    && entry.time().isBefore(before)
                    && !kept.contains(index)) {
                old.put(index, entry);
            }
        });
        if (!old.isEmpty()) {
            writer.append(List.of(item(before, kept, now, random)));
        }
        for (Map.Entry<Long, Entry> each : old.entrySet()) {
            writer.removeEvent(each.getKey(), each.getValue());
        }
        return old.size();
    }

    private static LogWriter.Item item(Instant before, Set<Long> kept, Instant now, SecureRandom random) {
        return LogWriter.Item.of(
                Entry.Type.PRUNING,
                now,
                Optional.empty(),
                Optional.empty(),
                EventDocument.of(Pruning.facts(before, kept), random));
    }
}
