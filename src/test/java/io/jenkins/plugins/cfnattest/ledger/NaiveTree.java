package io.jenkins.plugins.cfnattest.ledger;

import io.jenkins.plugins.cfnattest.envelope.Bytes;
import java.util.ArrayList;
import java.util.List;

/** A tree as RFC 6962, section 2.1, writes it down, over a list of leaves: slow, and nothing to get wrong. */
final class NaiveTree {
    private final List<Hash> leaves = new ArrayList<>();

    static NaiveTree of(int size) {
        NaiveTree tree = new NaiveTree();
        for (int i = 0; i < size; i++) {
            tree.leaves.add(Hash.ofLeaf(Bytes.utf8("leaf " + Integer.toString(i))));
        }
        return tree;
    }

    Hash leaf(int index) {
        return leaves.get(index);
    }

    Hash root(int size) {
        return size == 0 ? Hash.ofNothing() : root(leaves.subList(0, size));
    }

    private static Hash root(List<Hash> range) {
        if (range.size() == 1) {
            return range.get(0);
        }
        int left = 1;
        while (left * 2 < range.size()) {
            left *= 2;
        }
        return Hash.ofNode(root(range.subList(0, left)), root(range.subList(left, range.size())));
    }

    MerkleTree.Subtrees subtrees() {
        return (height, index) -> root(leaves.subList((int) (index << height), (int) ((index + 1) << height)));
    }
}
