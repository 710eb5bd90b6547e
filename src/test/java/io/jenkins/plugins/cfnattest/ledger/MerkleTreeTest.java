package io.jenkins.plugins.cfnattest.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.cfnattest.envelope.Bytes;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MerkleTreeTest {
    /** The entries that implementations of RFC 6962 test with. */
    private static final List<String> ENTRIES =
            List.of("", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f");

    @ParameterizedTest
    @CsvSource({
        "0, e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
        "1, 6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
        "2, fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
        "3, aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
        "4, d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
        "5, 4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
        "6, 76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
        "7, ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
        "8, 5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328"
    })
    void hasThePublishedRoots(int size, String root) throws LedgerException {
        Frontier frontier = new Frontier();
        List<Hash> leaves = new ArrayList<>();
        for (String entry : ENTRIES.subList(0, size)) {
            leaves.add(Hash.ofLeaf(Bytes.of(HexFormat.of().parseHex(entry))));
            frontier.add(leaves.get(leaves.size() - 1));
        }

        Hash fromSubtrees = MerkleTree.root(
                (height, index) ->
                        Frontier.perfect(leaves.subList((int) (index << height), (int) ((index + 1) << height))),
                size);

        assertThat(hex(frontier.root())).isEqualTo(root);
        assertThat(hex(fromSubtrees)).isEqualTo(root);
    }

    @Test
    void hasTheSameRootFromTheEdgeAndFromTheDefinition() throws LedgerException {
        NaiveTree tree = NaiveTree.of(300);
        Frontier frontier = new Frontier();
        for (int size = 1; size <= 300; size++) {
            frontier.add(tree.leaf(size - 1));

            assertThat(frontier.root()).as("size %d", size).isEqualTo(tree.root(size));
            assertThat(MerkleTree.root(tree.subtrees(), size)).isEqualTo(tree.root(size));
        }
    }

    @Test
    void asksOnlyForWholeSubtrees() throws LedgerException {
        for (int size = 1; size <= 300; size++) {
            int limit = size;
            MerkleTree.Subtrees counting = (height, index) -> {
                assertThat((index + 1) << height).isLessThanOrEqualTo(limit);
                return Hash.ofNothing();
            };
            MerkleTree.root(counting, size);
            for (int other = 0; other < size; other++) {
                MerkleTree.inclusion(counting, other, size);
                MerkleTree.consistency(counting, other, size);
            }
        }
    }

    @Test
    void provesNothingThatIsNotThere() {
        MerkleTree.Subtrees subtrees = NaiveTree.of(4).subtrees();

        assertThatThrownBy(() -> MerkleTree.inclusion(subtrees, 4, 4)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> MerkleTree.inclusion(subtrees, -1, 4)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> MerkleTree.consistency(subtrees, 5, 4)).isInstanceOf(IllegalArgumentException.class);
    }

    private static String hex(Hash hash) {
        return HexFormat.of().formatHex(hash.value().toArray());
    }
}
