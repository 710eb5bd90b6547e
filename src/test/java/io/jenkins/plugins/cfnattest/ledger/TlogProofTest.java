package io.jenkins.plugins.cfnattest.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.cfnattest.envelope.Bytes;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TlogProofTest {
    @TempDir
    private Path folder;

    @Test
    void showsTheEntryWithoutTheLog() throws LedgerException {
        TlogProof proof = proof(11, 7);

        TlogProof.Verified verified = TlogProof.parse(proof.toBytes()).verify(Logs.trusted());

        assertThat(verified.entry()).isEqualTo(Logs.entry(7));
        assertThat(verified.index()).isEqualTo(7);
        assertThat(verified.checkpoint().size()).isEqualTo(11);
    }

    @Test
    void isWrittenLineByLineAsSpecified() throws Exception {
        TlogProof proof = proof(2, 1);

        assertThat(proof.toBytes().toUtf8())
                .isEqualTo("c2sp.org/tlog-proof@v1\nextra "
                        + Logs.entry(1).toBytes().toBase64() + "\nindex 1\n"
                        + Hash.ofLeaf(Logs.entry(0).toBytes()) + "\n\n"
                        + proof.checkpoint().toBytes().toUtf8());
    }

    @Test
    void needsNoPathInALogOfOneEntry() throws LedgerException {
        TlogProof proof = proof(1, 0);

        assertThat(proof.path()).isEmpty();
        assertThat(TlogProof.parse(proof.toBytes()).verify(Logs.trusted()).index())
                .isZero();
    }

    @Test
    void rejectsEveryChangedByte() throws LedgerException {
        Bytes proof = proof(6, 3).toBytes();
        List<Integer> accepted = new ArrayList<>();
        for (int at = 0; at < proof.size(); at++) {
            if (isAccepted(Logs.flipped(proof, at))) {
                accepted.add(at);
            }
        }
        assertThat(accepted).isEmpty();
    }

    @Test
    void rejectsEveryShortenedProof() throws LedgerException {
        byte[] proof = proof(3, 1).toBytes().toArray();
        for (int length = 0; length < proof.length; length++) {
            assertThat(isAccepted(Bytes.of(Arrays.copyOf(proof, length))))
                    .as("%d bytes", length)
                    .isFalse();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "index 3, index 03",
        "index 3, index 4",
        "index 3, index -3",
        "index 3, 'index 3 '",
        "tlog-proof@v1, tlog-proof@v2",
        "extra , ''",
        "'extra ', 'extra  '"
    })
    void rejectsOtherSpellings(String text, String other) throws Exception {
        String proof = proof(6, 3).toBytes().toUtf8();

        assertThat(proof).contains(text.strip());
        assertThat(isAccepted(Bytes.utf8(proof.replace(text, other)))).isFalse();
    }

    @Test
    void isNotBelievedUnderAnotherLogsKey() throws LedgerException {
        TlogProof proof = proof(6, 3);
        TrustedLogs others = TrustedLogs.only(Logs.signer(Logs.ORIGIN, 2).key());

        assertThatThrownBy(() -> proof.verify(others))
                .isInstanceOf(LedgerException.class)
                .extracting(e -> ((LedgerException) e).kind())
                .isEqualTo(LedgerException.Kind.UNTRUSTED);
    }

    @Test
    void takesNoNodeForAnEntry() throws LedgerException {
        TlogProof proof = proof(2, 1);
        byte[] node = new byte[2 * Hash.SIZE];
        System.arraycopy(proof.path().get(0).value().toArray(), 0, node, 0, Hash.SIZE);
        System.arraycopy(Hash.ofLeaf(proof.entry()).value().toArray(), 0, node, Hash.SIZE, Hash.SIZE);

        TlogProof forged = new TlogProof(Bytes.of(node), 0, List.of(), proof.checkpoint());

        assertThatThrownBy(() -> forged.verify(Logs.trusted())).hasMessageContaining("does not");
    }

    private TlogProof proof(int size, int index) throws LedgerException {
        return LogView.open(Logs.of(folder.resolve("log"), size), Logs.trusted())
                .prove(index);
    }

    private static boolean isAccepted(Bytes proof) {
        try {
            TlogProof.parse(proof).verify(Logs.trusted());
            return true;
        } catch (LedgerException e) {
            return false;
        }
    }
}
