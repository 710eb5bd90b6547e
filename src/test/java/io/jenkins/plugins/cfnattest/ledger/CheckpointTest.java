package io.jenkins.plugins.cfnattest.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.cfnattest.envelope.Bytes;
import io.jenkins.plugins.cfnattest.ledger.LedgerException.Kind;
import io.jenkins.plugins.cfnattest.signing.KeyException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CheckpointTest {
    private static final String ROOT = "CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=";
    private static final Checkpoint HEAD =
            new Checkpoint(Logs.ORIGIN, 20_852_163, Hash.ofBase64(ROOT).orElseThrow());

    @Test
    void isWrittenAsTheSpecificationShowsIt() throws LedgerException {
        String text = "example.com/behind-the-sofa\n20852163\n" + ROOT + "\n";

        assertThat(Checkpoint.parse(text).text()).isEqualTo(text);
        assertThat(Checkpoint.parse(text + "an extension\n").extensions()).containsExactly("an extension");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "o\n",
                "o\n1\n",
                "o\n1\nR",
                "\n1\nR\n",
                "o\n01\nR\n",
                "o\n+1\nR\n",
                "o\n-1\nR\n",
                "o\n1 \nR\n",
                "o\n٣\nR\n",
                "o\n9999999999999999999\nR\n",
                "o\n1\nRR\n",
                "o\n1\nAAAA\n",
                "o\n1\nR\n\n",
                "o\n0\nR\n"
            })
    void readsNothingElse(String text) {
        assertThatThrownBy(() -> Checkpoint.parse(text.replace("R", ROOT)))
                .isInstanceOf(LedgerException.class)
                .hasMessageContaining("Expected a checkpoint");
    }

    @Test
    void opensForItsLog() throws Exception {
        assertThat(Logs.trusted().open(read(Logs.signer().sign(HEAD).toBytes())))
                .isEqualTo(HEAD);
    }

    @Test
    void rejectsEveryChangedByte() throws Exception {
        Bytes note = Logs.signer().sign(HEAD).toBytes();
        List<Integer> accepted = new ArrayList<>();
        for (int at = 0; at < note.size(); at++) {
            try {
                Logs.trusted().open(read(Logs.flipped(note, at)));
                accepted.add(at);
            } catch (LedgerException e) {
                assertThat(e.kind()).isIn(Kind.MALFORMED, Kind.UNTRUSTED);
            }
        }
        assertThat(accepted).isEmpty();
    }

    @Test
    void rejectsEveryShortenedOrExtendedNote() throws Exception {
        byte[] note = Logs.signer().sign(HEAD).toBytes().toArray();
        for (int length = 0; length < note.length; length++) {
            Bytes cut = Bytes.of(Arrays.copyOf(note, length));
            rejects(() -> Logs.trusted().open(read(cut)));
        }
        for (String more : List.of(" ", "\n", "x", "\n\n", "— x y\n")) {
            String text = Logs.signer().sign(HEAD).toBytes().toUtf8() + more;
            rejects(() -> Logs.trusted().open(read(Bytes.utf8(text))));
        }
    }

    @Test
    void ignoresWitnessesButNotABadSignatureOfItsOwn() throws Exception {
        SignedNote own = Logs.signer().sign(HEAD);
        SignedNote.Signature witness =
                Logs.signer("witness.example", 7).sign(HEAD).signatures().get(0);
        SignedNote.Signature bad = new SignedNote.Signature(
                own.signatures().get(0).name(), own.signatures().get(0).keyId(), witness.signature());

        assertThat(Logs.trusted().open(with(own, own.signatures().get(0), witness)))
                .isEqualTo(HEAD);
        rejects(() -> Logs.trusted().open(with(own, witness)));
        rejects(() -> Logs.trusted().open(with(own, own.signatures().get(0), bad)));
    }

    @Test
    void believesNoLogInTheNameOfAnother() throws KeyException {
        LogSigner other = Logs.signer("example.com/other", 2);
        TrustedLogs both = new TrustedLogs(List.of(Logs.signer().key(), other.key()));
        SignedNote forged = other.sign(HEAD);

        assertThatThrownBy(() -> both.open(forged))
                .isInstanceOf(LedgerException.class)
                .hasMessageContaining("signed by the log itself");
    }

    @Test
    void readsNoNoteWithControlCharactersOrTooManySignatures() throws Exception {
        String note = Logs.signer().sign(HEAD).toBytes().toUtf8();
        String line = note.substring(note.indexOf('—'));

        rejects(() -> read(Bytes.utf8(note.replace("2085", "20\r85"))));
        rejects(() -> read(Bytes.utf8(note + line.repeat(100))));
        rejects(() -> read(Bytes.of(new byte[] {(byte) 0xFF, '\n', '\n'})));
        rejects(() -> read(Bytes.of(new byte[SignedNote.LIMIT + 1])));
    }

    private static SignedNote with(SignedNote note, SignedNote.Signature... signatures) {
        return new SignedNote(note.text(), List.of(signatures));
    }

    private static SignedNote read(Bytes note) throws LedgerException {
        return SignedNote.parse(note);
    }

    private static void rejects(ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOf(LedgerException.class);
    }
}
