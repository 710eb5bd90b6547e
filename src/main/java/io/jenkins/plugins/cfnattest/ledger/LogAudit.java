package io.jenkins.plugins.cfnattest.ledger;

import io.jenkins.plugins.cfnattest.ledger.LedgerException.Kind;
import java.util.List;
import java.util.Map;

/**
 * Everything looked at: each entry, each tile, each event document.
 *
 * @param entries how many entries lead to the signed root
 * @param events how many event documents are there and fit
 * @param pruned how many were pruned
 */
public record LogAudit(long entries, long events, long pruned) {
    /**
     * Audits a log.
     *
     * @throws LedgerException when anything is missing or does not fit the signed checkpoint
     */
    public static LogAudit of(LogView view) throws LedgerException {
        long[] counts = new long[3];
        Frontier frontier = new Frontier();
        LogEvents events = LogEvents.of(view);
        view.scan((index, entry) -> {
            // An entry has one spelling, so this is what stands there.
            compare(view, frontier.add(Hash.ofLeaf(entry.toBytes())));
            counts[0]++;
            if (entry.event().isPresent()) {
                counts[events.document(index, entry).isPresent() ? 1 : 2]++;
            }
        });
        compare(view, frontier.partials());
        return new LogAudit(counts[0], counts[1], counts[2]);
    }

    private static void compare(LogView view, Map<Tile, List<Hash>> tiles) throws LedgerException {
        for (Map.Entry<Tile, List<Hash>> tile : tiles.entrySet()) {
            if (!view.folder().hashes(tile.getKey()).equals(tile.getValue())) {
                throw new LedgerException(
                        Kind.CONTRADICTED,
                        "The file 'tile/" + tile.getKey().path() + "' should hold the hashes that the entries have,"
                                + " but holds others. Restore the whole folder from a copy.");
            }
        }
    }
}
