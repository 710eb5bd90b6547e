package io.jenkins.plugins.cfnattest.ledger;

import io.jenkins.plugins.cfnattest.ledger.LedgerException.Kind;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What a pruning says it removed: the documents of earlier entries that were older than a time, but for those it kept.
 *
 * @param index where it stands in the log
 * @param before how old
 * @param kept the indices of those kept
 */
record Pruning(long index, Instant before, Set<Long> kept) {
    private static final String BEFORE = "before";
    private static final String KEPT = "kept";

    Pruning {
        kept = Set.copyOf(kept);
    }

    /** Reads the pruning that stands at this index. */
    static Pruning of(long index, Entry entry, LogView view) throws LedgerException {
        Optional<EventDocument> document = view.event(index, entry);
        if (document.isEmpty()) {
            throw missing(index);
        }
        Map<String, String> facts = document.get().facts();
        try {
            return new Pruning(
                    index,
                    Instant.parse(facts.getOrDefault(BEFORE, "")),
                    Arrays.stream(facts.getOrDefault(KEPT, "").split(" "))
                            .filter(number -> !number.isEmpty())
                            .map(Long::valueOf)
                            .collect(Collectors.toUnmodifiableSet()));
        } catch (DateTimeException | NumberFormatException e) {
            throw new LedgerException(
                    Kind.MALFORMED, "Pruning " + index + " should say up to when and what was kept, but does not.", e);
        }
    }

    /** The facts of its document. */
    static Map<String, String> facts(Instant before, Set<Long> kept) {
        Map<String, String> facts = new TreeMap<>();
        facts.put(BEFORE, before.toString());
        facts.put(KEPT, kept.stream().sorted().map(String::valueOf).collect(Collectors.joining(" ")));
        return facts;
    }

    /** Whether the document of this entry may be gone. */
    boolean covers(long event, Entry entry) {
        return event < index
                && entry.type() != Entry.Type.PRUNING
                && entry.time().isBefore(before)
                && !kept.contains(event);
    }

    /** A document is gone, and nothing in the log says that it was pruned. */
    static LedgerException missing(long index) {
        return new LedgerException(
                Kind.CONTRADICTED,
                "The event document of entry " + index + " should stand beside the log, but is missing, and no pruning"
                        + " speaks of it. Restore the folder 'events' from a copy.");
    }
}
