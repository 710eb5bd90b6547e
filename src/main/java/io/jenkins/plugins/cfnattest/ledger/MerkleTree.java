package io.jenkins.plugins.cfnattest.ledger;

import java.util.ArrayList;
import java.util.List;

/** Root and proofs of a tree, as RFC 6962, section 2.1, defines them, from the hashes of its perfect subtrees. */
final class MerkleTree {
    private MerkleTree() {}

    /** Knows the hash of each perfect subtree. */
    @FunctionalInterface
    interface Subtrees {
        /** The hash over the {@code 2^height} entries from {@code index * 2^height} on. */
        Hash hash(int height, long index) throws LedgerException;
    }

    /** The root over the first {@code size} entries. */
    static Hash root(Subtrees subtrees, long size) throws LedgerException {
        return size == 0 ? Hash.ofNothing() : range(subtrees, 0, size);
    }

    /** The audit path of an entry, from its sibling up (section 2.1.1). */
    static List<Hash> inclusion(Subtrees subtrees, long index, long size) throws LedgerException {
        if (index < 0 || index >= size) {
            throw new IllegalArgumentException("A tree of " + size + " entries has no entry " + index + ".");
        }
        List<Hash> path = new ArrayList<>();
        addPath(subtrees, index, 0, size, path);
        return path;
    }

    /** What leads from the root over the first {@code older} entries to that over {@code size} (section 2.1.2); nothing when one of them is trivial. */
    static List<Hash> consistency(Subtrees subtrees, long older, long size) throws LedgerException {
        if (older < 0 || older > size) {
            throw new IllegalArgumentException(
                    "A tree of " + size + " entries does not continue one of " + older + ".");
        }
        List<Hash> proof = new ArrayList<>();
        if (older > 0) {
            addSubproof(subtrees, older, 0, size, true, proof);
        }
        return proof;
    }

    private static void addPath(Subtrees subtrees, long index, long start, long size, List<Hash> path)
            throws LedgerException {
        if (size == 1) {
            return;
        }
        long left = split(size);
        if (index < left) {
            addPath(subtrees, index, start, left, path);
            path.add(range(subtrees, start + left, size - left));
        } else {
            addPath(subtrees, index - left, start + left, size - left, path);
            path.add(range(subtrees, start, left));
        }
    }

    private static void addSubproof(
            Subtrees subtrees, long older, long start, long size, boolean whole, List<Hash> proof)
            throws LedgerException {
        if (older == size) {
            if (!whole) {
                proof.add(range(subtrees, start, size));
            }
            return;
        }
        long left = split(size);
        if (older <= left) {
            addSubproof(subtrees, older, start, left, whole, proof);
            proof.add(range(subtrees, start + left, size - left));
        } else {
            addSubproof(subtrees, older - left, start + left, size - left, false, proof);
            proof.add(range(subtrees, start, left));
        }
    }

    /** The hash over {@code size} entries; each range these definitions ask for starts where a subtree of its size may. */
    private static Hash range(Subtrees subtrees, long start, long size) throws LedgerException {
        if (Long.bitCount(size) == 1) {
            int height = Long.numberOfTrailingZeros(size);
            return subtrees.hash(height, start >> height);
        }
        long left = split(size);
        return Hash.ofNode(range(subtrees, start, left), range(subtrees, start + left, size - left));
    }

    /** The largest power of two smaller than the size. */
    private static long split(long size) {
        return Long.highestOneBit(size - 1);
    }
}
