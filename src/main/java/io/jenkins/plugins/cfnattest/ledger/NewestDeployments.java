package io.jenkins.plugins.cfnattest.ledger;

import io.jenkins.plugins.cfnattest.envelope.Bytes;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The newest allowed deployment of each stack. The log is read from its end backwards and only until a stack is found; what was read is remembered, and of a log
 * that has grown only the new end is read. Nothing is taken from anywhere but the log: whatever is remembered led to a signed root when it was read. Not safe
 * for use by several threads.
 */
final class NewestDeployments {
    private final Map<String, Found> newest = new HashMap<>();
    private final List<Pruning> prunings = new ArrayList<>();
    /** All entries from here on have been read, up to {@link #high}. */
    private long low = -1;

    private long high = -1;

    /** A deployment and where it stands. */
    record Found(long index, DecisionEvent event) {}

    /**
     * The newest allowed deployment of this stack, by place in the log.
     *
     * @param view the log; it continues all those it was asked with before
     * @throws LedgerException when a decision that matters cannot be read
     */
    Optional<Found> of(String stack, LogView view) throws LedgerException {
        follow(view);
        while (!newest.containsKey(stack) && low > 0) {
            readBack(view);
        }
        return Optional.ofNullable(newest.get(stack));
    }

    /** That of each stack. */
    Map<String, Found> all(LogView view) throws LedgerException {
        follow(view);
        while (low > 0) {
            readBack(view);
        }
        return Map.copyOf(newest);
    }

    /** Reads what was added since. */
    private void follow(LogView view) throws LedgerException {
        long size = view.checkpoint().size();
        if (high < 0) {
            low = size;
        } else {
            Map<String, Found> added = new HashMap<>();
            for (long end = size; end > high; ) {
                long start = Math.max(high, bundleBefore(end));
                read(view, start, end, added);
                end = start;
            }
            newest.putAll(added);
        }
        high = size;
    }

    private void readBack(LogView view) throws LedgerException {
        long start = bundleBefore(low);
        read(view, start, low, newest);
        low = start;
    }

    /** Where the bundle begins in which the entry before this one stands. */
    private static long bundleBefore(long end) {
        return (end - 1) / Tile.FULL * Tile.FULL;
    }

    /** Reads entries of one bundle, the newest first: so each pruning is known before the entries it speaks of. */
    private void read(LogView view, long start, long end, Map<String, Found> found) throws LedgerException {
        List<Bytes> bundle = view.bundle(start / Tile.FULL);
        for (long index = end - 1; index >= start; index--) {
            Bytes entry = bundle.get((int) (index % Tile.FULL));
            String text = new String(entry.toArray(), StandardCharsets.ISO_8859_1);
            if (Entry.Type.PRUNING.isOf(text)) {
                prunings.add(Pruning.of(index, Entry.parse(entry), view));
            } else if (Entry.Type.DECISION.isOf(text)) {
                Optional<DecisionEvent> decision = decision(index, Entry.parse(entry), view);
                if (decision.isPresent() && decision.get().isDeployment()) {
                    found.putIfAbsent(decision.get().stack(), new Found(index, decision.get()));
                }
            }
        }
    }

    private Optional<DecisionEvent> decision(long index, Entry entry, LogView view) throws LedgerException {
        Optional<EventDocument> document = view.event(index, entry);
        if (document.isPresent()) {
            return Optional.of(DecisionEvent.of(index, document.get()));
        }
        if (prunings.stream().noneMatch(pruning -> pruning.covers(index, entry))) {
            throw Pruning.missing(index);
        }
        return Optional.empty();
    }
}
