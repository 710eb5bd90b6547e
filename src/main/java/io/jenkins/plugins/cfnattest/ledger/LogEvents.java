package io.jenkins.plugins.cfnattest.ledger;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The event documents of a log. One may be missing only when a pruning that stands in the log itself speaks of it: whoever just deletes one cannot hide what was
 * deployed.
 */
public final class LogEvents {
    private final LogView view;
    private final List<Pruning> prunings = new ArrayList<>();

    private LogEvents(LogView view) {
        this.view = view;
    }

    /** Reads what was pruned. */
    public static LogEvents of(LogView view) throws LedgerException {
        return of(view, 0);
    }

    /** For the documents of entries from an index on; no pruning that stands before an entry speaks of it. */
    public static LogEvents of(LogView view, long from) throws LedgerException {
        LogEvents events = new LogEvents(view);
        view.scan(
                from, Entry.Type.PRUNING::isOf, (index, entry) -> events.prunings.add(Pruning.of(index, entry, view)));
        return events;
    }

    /**
     * The document of an entry; empty when the entry has none or it was pruned.
     *
     * @throws LedgerException (CONTRADICTED) when it is missing without having been pruned
     */
    public Optional<EventDocument> document(long index, Entry entry) throws LedgerException {
        Optional<EventDocument> document = view.event(index, entry);
        if (document.isEmpty()
                && entry.event().isPresent()
                && prunings.stream().noneMatch(pruning -> pruning.covers(index, entry))) {
            throw Pruning.missing(index);
        }
        return document;
    }
}
