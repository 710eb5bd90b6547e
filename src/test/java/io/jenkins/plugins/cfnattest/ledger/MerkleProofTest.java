package io.jenkins.plugins.cfnattest.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MerkleProofTest {
    private static final int LARGEST = 264;
    private static final NaiveTree TREE = NaiveTree.of(LARGEST);

    @Test
    void acceptsEveryEntryOfEverySize() throws LedgerException {
        for (int size = 1; size <= LARGEST; size++) {
            Hash root = TREE.root(size);
            for (int index = 0; index < size; index += size < 70 ? 1 : 7) {
                List<Hash> path = MerkleTree.inclusion(TREE.subtrees(), index, size);

                assertThat(MerkleProof.includes(root, size, index, TREE.leaf(index), path))
                        .as("entry %d of %d", index, size)
                        .isTrue();
            }
        }
    }

    @Test
    void acceptsEveryPairOfSizes() throws LedgerException {
        for (int size = 0; size <= LARGEST; size += size < 70 ? 1 : 5) {
            for (int older = 0; older <= size; older += size < 70 ? 1 : 3) {
                List<Hash> proof = MerkleTree.consistency(TREE.subtrees(), older, size);

                assertThat(MerkleProof.continues(TREE.root(older), older, TREE.root(size), size, proof))
                        .as("from %d to %d", older, size)
                        .isTrue();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 5, 8, 13, 33, 64, 100, 257})
    void rejectsEveryChangedByteOfAPath(int size) throws LedgerException {
        Hash root = TREE.root(size);
        for (int index : List.of(0, size / 2, size - 1)) {
            List<Hash> path = MerkleTree.inclusion(TREE.subtrees(), index, size);
            for (List<Hash> changed : mutants(path)) {
                assertThat(MerkleProof.includes(root, size, index, TREE.leaf(index), changed))
                        .isFalse();
            }
            for (int at = 0; at < Hash.SIZE; at++) {
                assertThat(MerkleProof.includes(flipped(root, at), size, index, TREE.leaf(index), path))
                        .isFalse();
                assertThat(MerkleProof.includes(root, size, index, flipped(TREE.leaf(index), at), path))
                        .isFalse();
            }
        }
    }

    @Test
    void rejectsEveryOtherPlace() throws LedgerException {
        for (int size = 1; size <= 40; size++) {
            for (int index = 0; index < size; index++) {
                List<Hash> path = MerkleTree.inclusion(TREE.subtrees(), index, size);
                for (int other = -1; other <= size; other++) {
                    if (other != index) {
                        assertThat(MerkleProof.includes(TREE.root(size), size, other, TREE.leaf(index), path))
                                .as("entry %d of %d as %d", index, size, other)
                                .isFalse();
                    }
                }
            }
        }
    }

    @Test
    void rejectsEveryChangedByteOfAConsistencyProof() throws LedgerException {
        for (int size = 1; size <= 40; size++) {
            for (int older = 1; older <= size; older++) {
                List<Hash> proof = MerkleTree.consistency(TREE.subtrees(), older, size);
                for (List<Hash> changed : mutants(proof)) {
                    assertThat(MerkleProof.continues(TREE.root(older), older, TREE.root(size), size, changed))
                            .as("from %d to %d", older, size)
                            .isFalse();
                }
            }
        }
    }

    @Test
    void rejectsAnotherHistory() throws LedgerException {
        for (int size = 2; size <= 70; size++) {
            for (int older = 1; older < size; older++) {
                List<Hash> proof = MerkleTree.consistency(TREE.subtrees(), older, size);
                Hash before = TREE.root(older);
                Hash after = TREE.root(size);

                assertThat(MerkleProof.continues(flipped(before, 0), older, after, size, proof))
                        .isFalse();
                assertThat(MerkleProof.continues(before, older, flipped(after, 0), size, proof))
                        .isFalse();
                assertThat(MerkleProof.continues(after, size, before, older, proof))
                        .isFalse();
                assertThat(MerkleProof.continues(TREE.root(older - 1), older, after, size, proof))
                        .isFalse();
            }
        }
    }

    @Test
    void takesNothingForTheBeginOfALogThatHadEntries() {
        Hash root = TREE.root(3);

        assertThat(MerkleProof.continues(root, 0, root, 3, List.of())).isFalse();
        assertThat(MerkleProof.continues(Hash.ofNothing(), -1, root, 3, List.of()))
                .isFalse();
        assertThat(MerkleProof.continues(TREE.root(2), 3, root, 3, List.of())).isFalse();
    }

    /** Every byte flipped, one hash less, one more, two exchanged. */
    private static List<List<Hash>> mutants(List<Hash> proof) {
        List<List<Hash>> mutants = new ArrayList<>();
        for (int i = 0; i < proof.size(); i++) {
            for (int at = 0; at < Hash.SIZE; at++) {
                List<Hash> mutant = new ArrayList<>(proof);
                mutant.set(i, flipped(proof.get(i), at));
                mutants.add(mutant);
            }
            List<Hash> shorter = new ArrayList<>(proof);
            shorter.remove(i);
            mutants.add(shorter);
            if (i > 0) {
                List<Hash> exchanged = new ArrayList<>(proof);
                Collections.swap(exchanged, i - 1, i);
                mutants.add(exchanged);
            }
        }
        List<Hash> longer = new ArrayList<>(proof);
        longer.add(Hash.ofNothing());
        mutants.add(longer);
        return mutants;
    }

    private static Hash flipped(Hash hash, int at) {
        return new Hash(Logs.flipped(hash.value(), at));
    }
}
