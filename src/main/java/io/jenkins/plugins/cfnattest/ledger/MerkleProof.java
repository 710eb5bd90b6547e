package io.jenkins.plugins.cfnattest.ledger;

import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/** Verifies proofs without the tree (RFC 9162, sections 2.1.3.2 and 2.1.4.2, which hold for trees of RFC 6962 too). */
public final class MerkleProof {
    private MerkleProof() {}

    /** Whether the path shows that the leaf stands at {@code index} in the tree of this size and root. */
    public static boolean includes(Hash root, long size, long index, Hash leaf, List<Hash> path) {
        return rootOver(size, index, leaf, path).filter(root::equals).isPresent();
    }

    private static Optional<Hash> rootOver(long size, long index, Hash leaf, List<Hash> path) {
        if (index < 0 || index >= size) {
            return Optional.empty();
        }
        Walk walk = new Walk(index, size - 1);
        Hash hash = leaf;
        for (Hash sibling : path) {
            if (walk.isAtRoot()) {
                return Optional.empty();
            }
            hash = walk.hasLeftSibling() ? Hash.ofNode(sibling, hash) : Hash.ofNode(hash, sibling);
            walk.up();
        }
        return walk.isAtRoot() ? Optional.of(hash) : Optional.empty();
    }

    /** Whether the proof shows that the tree of the newer size and root begins with all of the older tree. */
    public static boolean continues(Hash older, long olderSize, Hash newer, long newerSize, List<Hash> proof) {
        if (olderSize < 0 || olderSize > newerSize) {
            return false;
        }
        if (olderSize == 0) {
            return proof.isEmpty() && older.equals(Hash.ofNothing());
        }
        if (olderSize == newerSize) {
            return proof.isEmpty() && older.equals(newer);
        }
        return leads(older, olderSize, newer, newerSize, proof.iterator());
    }

    private static boolean leads(Hash older, long olderSize, Hash newer, long newerSize, Iterator<Hash> proof) {
        Walk walk = new Walk(olderSize - 1, newerSize - 1);
        walk.upWhileRight();
        Hash start = older;
        if (Long.bitCount(olderSize) != 1) {
            if (!proof.hasNext()) {
                return false;
            }
            start = proof.next();
        }
        Hash before = start;
        Hash after = start;
        while (proof.hasNext()) {
            Hash sibling = proof.next();
            if (walk.isAtRoot()) {
                return false;
            }
            if (walk.hasLeftSibling()) {
                before = Hash.ofNode(sibling, before);
                after = Hash.ofNode(sibling, after);
            } else {
                after = Hash.ofNode(after, sibling);
            }
            walk.up();
        }
        return walk.isAtRoot() && before.equals(older) && after.equals(newer);
    }

    /** A node's place in its row, and that of the row's last, on the way up. */
    private static final class Walk {
        private long node;
        private long last;

        Walk(long node, long last) {
            this.node = node;
            this.last = last;
        }

        boolean isAtRoot() {
            return last == 0;
        }

        boolean hasLeftSibling() {
            return isRight() || node == last;
        }

        private boolean isRight() {
            return (node & 1) == 1;
        }

        void up() {
            if (!isRight() && node == last) {
                // The last node of a row without a sibling moves up as it is.
                while (!isRight() && node != 0) {
                    step();
                }
            }
            step();
        }

        void upWhileRight() {
            while (isRight()) {
                step();
            }
        }

        private void step() {
            node >>= 1;
            last >>= 1;
        }
    }
}
