package io.jenkins.plugins.cfnattest.ledger;

import io.jenkins.plugins.cfnattest.envelope.Bytes;
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
        Map<Tile, List<Hash>> edge = VerifiedTiles.edge(log, head);
        Frontier frontier = Frontier.of(head.size(), edge);
        long last = head.size() / Tile.FULL;
        if (head.size() % Tile.FULL == 0) {
            return new LogState(frontier, List.of());
        }
        List<Bytes> entries = log.entries(Tile.in(head.size(), Tile.ENTRIES, last));
        List<Hash> leaves = edge.get(Tile.in(head.size(), 0, last));
        if (!entries.stream().map(Hash::ofLeaf).toList().equals(leaves)) {
            throw VerifiedTiles.contradicted(log, head, "the entries of the last bundle");
        }
        return new LogState(frontier, entries);
    }
}
