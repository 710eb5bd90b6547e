package io.jenkins.plugins.cfnattest.ledger;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The right edge of a growing tree: the hashes of the partial tile of each level. It is all that is needed to add entries and to know the root. */
final class Frontier {
    private final List<List<Hash>> levels = new ArrayList<>();
    private long size;

    /** The edge of an empty tree. */
    Frontier() {}

    private Frontier(Frontier other) {
        other.levels.forEach(level -> levels.add(new ArrayList<>(level)));
        size = other.size;
    }

    /** An edge of its own, to be changed without changing this one. */
    Frontier copy() {
        return new Frontier(this);
    }

    /** The edge of a tree of this size; {@code hashes} are those of {@link Tile#rightEdge}. */
    static Frontier of(long size, Map<Tile, List<Hash>> hashes) {
        Frontier frontier = new Frontier();
        frontier.size = size;
        hashes.forEach((tile, content) -> frontier.level(tile.level()).addAll(content));
        return frontier;
    }

    long size() {
        return size;
    }

    /** Adds the hash of an entry. Returns the tiles that became full by it, with their hashes. */
    Map<Tile, List<Hash>> add(Hash leaf) {
        Map<Tile, List<Hash>> filled = new LinkedHashMap<>();
        size++;
        Hash hash = leaf;
        int height = 0;
        while (true) {
            List<Hash> row = level(height);
            row.add(hash);
            if (row.size() < Tile.FULL) {
                return filled;
            }
            filled.put(new Tile(height, Tile.count(height, size) / Tile.FULL - 1, Tile.FULL), List.copyOf(row));
            hash = perfect(row);
            row.clear();
            height++;
        }
    }

    /** The partial tiles of the edge with their hashes. */
    Map<Tile, List<Hash>> partials() {
        Map<Tile, List<Hash>> partials = new LinkedHashMap<>();
        Tile.rightEdge(size).forEach(tile -> partials.put(tile, List.copyOf(level(tile.level()))));
        return partials;
    }

    /** The root of the tree. */
    Hash root() {
        Hash root = null;
        for (List<Hash> row : levels) {
            int end = row.size();
            // From right to left: the subtrees of a row are as large as the bits of its length say, the smallest last.
            while (end > 0) {
                int length = Integer.lowestOneBit(end);
                Hash subtree = perfect(row.subList(end - length, end));
                root = root == null ? subtree : Hash.ofNode(subtree, root);
                end -= length;
            }
        }
        return root == null ? Hash.ofNothing() : root;
    }

    private List<Hash> level(int level) {
        while (levels.size() <= level) {
            levels.add(new ArrayList<>());
        }
        return levels.get(level);
    }

    /** The hash of a subtree from its {@code 2^n} lowest hashes. */
    static Hash perfect(List<Hash> row) {
        if (row.size() == 1) {
            return row.get(0);
        }
        int half = row.size() / 2;
        return Hash.ofNode(perfect(row.subList(0, half)), perfect(row.subList(half, row.size())));
    }
}
