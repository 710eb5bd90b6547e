package io.jenkins.plugins.cfnattest.ledger;

import io.jenkins.plugins.cfnattest.envelope.Bytes;
import io.jenkins.plugins.cfnattest.ledger.LedgerException.Kind;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a writer needs to know of the log to go on.
 *
 * @param frontier the right edge of the tree
 * @param lastEntries the entries of the last, partial bundle
 */
record LogState(Frontier frontier, List<Bytes> lastEntries) {
    LogState {
        lastEntries = List.copyOf(lastEntries);
    }

    /** Reads it, and compares all that will be built upon with the signed checkpoint. */
    static LogState read(LogFolder log, TrustedLogs logs) throws LedgerException {
        Checkpoint head = logs.open(log.note());
        Map<Tile, List<Hash>> edge = new LinkedHashMap<>();
        for (Tile tile : Tile.rightEdge(head.size())) {
            edge.put(tile, log.hashes(tile));
        }
        Frontier frontier = Frontier.of(head.size(), edge);
        if (!frontier.root().equals(head.root())) {
            throw contradicted(log, head, "the hashes at the right edge of the tree");
        }
        long last = head.size() / Tile.FULL;
        if (head.size() % Tile.FULL == 0) {
            return new LogState(frontier, List.of());
        }
        List<Bytes> entries = log.entries(Tile.in(head.size(), Tile.ENTRIES, last));
        List<Hash> leaves = edge.get(Tile.in(head.size(), 0, last));
        if (!entries.stream().map(Hash::ofLeaf).toList().equals(leaves)) {
            throw contradicted(log, head, "the entries of the last bundle");
        }
        return new LogState(frontier, entries);
    }

    private static LedgerException contradicted(LogFolder log, Checkpoint head, String what) {
        return new LedgerException(
                Kind.CONTRADICTED,
                "In the record '" + log.root() + "' " + what + " should lead to the root signed at size " + head.size()
                        + ", but do not. The folder was changed or damaged; restore it whole from a copy.");
    }
}
