package io.jenkins.plugins.cfnattest.ledger;

import io.jenkins.plugins.cfnattest.ledger.LedgerException.Kind;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The event documents of a log. One may be missing only when a pruning that stands in the log itself speaks of it: whoever just deletes one cannot hide what was
 * deployed.
 */
public final class LogEvents {
    static final String BEFORE = "before";
    static final String KEPT = "kept";

    private final LogView view;
    private final List<Pruning> prunings = new ArrayList<>();

    private record Pruning(long index, Instant before, Set<String> kept) {
        boolean covers(long event, Entry entry) {
            return event < index
                    && entry.type() != Entry.Type.PRUNING
                    && entry.time().isBefore(before)
                    && !kept.contains(Long.toString(event));
        }
    }

    private LogEvents(LogView view) {
        this.view = view;
    }

    /** Reads what was pruned. */
    public static LogEvents of(LogView view) throws LedgerException {
        LogEvents events = new LogEvents(view);
        view.scan(
                Entry.Type.PRUNING::isOf,
                (index, entry) -> events.prunings.add(
                        pruning(index, view.event(index, entry).orElseThrow(() -> missing(index)))));
        return events;
    }

    private static Pruning pruning(long index, EventDocument document) throws LedgerException {
        Map<String, String> facts = document.facts();
        try {
            return new Pruning(
                    index,
                    Instant.parse(facts.getOrDefault(BEFORE, "")),
                    Arrays.stream(facts.getOrDefault(KEPT, "").split(" ")).collect(Collectors.toUnmodifiableSet()));
        } catch (DateTimeException e) {
            throw new LedgerException(Kind.MALFORMED, "Pruning " + index + " should say up to when, but does not.", e);
        }
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
            throw missing(index);
        }
        return document;
    }

    private static LedgerException missing(long index) {
        return new LedgerException(
                Kind.CONTRADICTED,
                "The event document of entry " + index + " should stand beside the log, but is missing, and no pruning"
                        + " speaks of it. Restore the folder 'events' from a copy.");
    }

    /** The newest allowed deployment of each stack, by its index. Prunings keep their documents. */
    Map<String, Long> newestDeployments() throws LedgerException {
        Map<String, Long> newest = new TreeMap<>();
        view.scan(
                Entry.Type.DECISION::isOf,
                (index, entry) -> decision(index, entry)
                        .filter(LogEvents::isDeployment)
                        .ifPresent(decision -> newest.put(decision.stack(), index)));
        return newest;
    }

    /**
     * The newest allowed deployment of this stack, by anyone: by place in the log, so that an allowed rollback counts.
     *
     * @throws LedgerException when the record cannot answer; then a gate refuses
     */
    public Optional<DecisionEvent> newestDeployment(String stackArn) throws LedgerException {
        List<DecisionEvent> found = new ArrayList<>();
        view.scan(
                Entry.Type.DECISION::isOf,
                (index, entry) -> decision(index, entry)
                        .filter(decision ->
                                isDeployment(decision) && decision.stack().equals(stackArn))
                        .ifPresent(found::add));
        return found.isEmpty() ? Optional.empty() : Optional.of(found.get(found.size() - 1));
    }

    private Optional<DecisionEvent> decision(long index, Entry entry) throws LedgerException {
        Optional<EventDocument> document = document(index, entry);
        return document.isEmpty() ? Optional.empty() : Optional.of(DecisionEvent.of(index, document.get()));
    }

    private static boolean isDeployment(DecisionEvent decision) {
        return decision.allowed() && decision.action() == DecisionEvent.Action.DEPLOY;
    }
}
