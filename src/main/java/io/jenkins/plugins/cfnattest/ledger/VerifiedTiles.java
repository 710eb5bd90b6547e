package io.jenkins.plugins.cfnattest.ledger;

import io.jenkins.plugins.cfnattest.ledger.LedgerException.Kind;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The hashes of one tree. The tiles at its right edge give the signed root, and each full tile gives a hash of the tile above it: so any of them is believed
 * without reading the others. Not safe for use by several threads.
 */
final class VerifiedTiles {
    private final LogFolder log;
    private final Checkpoint head;
    private final Map<Tile, List<Hash>> known = new HashMap<>();
    /** Of the lowest level, which is as long as the log, only the last one that was asked for is remembered. */
    private Tile lowest;

    private VerifiedTiles(LogFolder log, Checkpoint head, Map<Tile, List<Hash>> edge) {
        this.log = log;
        this.head = head;
        this.known.putAll(edge);
    }

    /**
     * Reads the tiles at the right edge.
     *
     * @throws LedgerException (CONTRADICTED) when they do not give the signed root
     */
    static VerifiedTiles of(LogFolder log, Checkpoint head) throws LedgerException {
        return new VerifiedTiles(log, head, edge(log, head));
    }

    /** The partial tiles of each level, from level 0 up, which give the signed root. */
    static Map<Tile, List<Hash>> edge(LogFolder log, Checkpoint head) throws LedgerException {
        Map<Tile, List<Hash>> edge = new LinkedHashMap<>();
        for (Tile tile : Tile.rightEdge(head.size())) {
            edge.put(tile, log.hashes(tile));
        }
        if (!Frontier.of(head.size(), edge).root().equals(head.root())) {
            throw contradicted(log, head, "the hashes at the right edge of the tree");
        }
        return edge;
    }

    /** The hashes of a tile of this tree. */
    List<Hash> hashes(Tile tile) throws LedgerException {
        List<Hash> hashes = known.get(tile);
        if (hashes == null) {
            hashes = log.hashes(tile);
            check(tile, hashes, "the file 'tile/" + tile.path() + "'");
            if (tile.level() == 0) {
                known.remove(lowest);
                lowest = tile;
            }
            known.put(tile, hashes);
        }
        return hashes;
    }

    /**
     * Compares hashes with those that the tree has there.
     *
     * @param what where they come from, for the message
     * @throws LedgerException (CONTRADICTED) when the tree has others
     */
    void check(Tile tile, List<Hash> hashes, String what) throws LedgerException {
        boolean same;
        if (tile.isPartial()) {
            same = hashes.equals(known.get(tile));
        } else {
            Tile above = Tile.in(head.size(), tile.level() + 1, tile.index() / Tile.FULL);
            same = Frontier.perfect(hashes).equals(hashes(above).get((int) (tile.index() % Tile.FULL)));
        }
        if (!same) {
            throw contradicted(log, head, what);
        }
    }

    static LedgerException contradicted(LogFolder log, Checkpoint head, String what) {
        return new LedgerException(
                Kind.CONTRADICTED,
                "In the record '" + log.root() + "' " + what + " should lead to the root that '" + head.origin()
                        + "' signed at size " + head.size()
                        + ", but does not. The folder was changed or damaged; restore it whole from a copy.");
    }
}
