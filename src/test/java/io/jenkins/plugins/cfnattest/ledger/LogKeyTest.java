package io.jenkins.plugins.cfnattest.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.cfnattest.envelope.Bytes;
import io.jenkins.plugins.cfnattest.signing.Algorithm;
import io.jenkins.plugins.cfnattest.signing.SigningKey;
import java.security.SecureRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LogKeyTest {
    /** The example of C2SP signed-note. */
    private static final String VKEY = "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k";

    private static final String NOTE = """
            This is an example message.

            — example.com/foo Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfXppzi2ONncAlTgK7Ztg1ERYNZXsYjOBH3mFXmRKuwHjG1Yu72IneyaQM=
            """;

    @Test
    void verifiesThePublishedExample() throws LedgerException {
        LogKey key = LogKey.parse(VKEY);
        SignedNote note = SignedNote.parse(Bytes.utf8(NOTE));

        assertThat(key.name()).isEqualTo("example.com/foo");
        assertThat(key.id()).isEqualTo("530d903a");
        assertThat(key).hasToString(VKEY);
        assertThat(note.signatures()).singleElement().satisfies(signature -> {
            assertThat(signature.name()).isEqualTo(key.name());
            assertThat(signature.keyId()).isEqualTo(key.id());
            assertThat(key.key().verifies(Bytes.utf8(note.text()), signature.signature()))
                    .isTrue();
        });
        assertThat(note.toBytes()).isEqualTo(Bytes.utf8(NOTE));
    }

    @ParameterizedTest
    @CsvSource({
        "example.com/foo+530d903b+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k, should have the id 530d903a",
        "example.com/bar+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k, should have the id",
        "example.com/foo+530D903A+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k, should have the id",
        "example.com/foo+530d903a+AukyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k, Expected a verifier key",
        "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2, Expected a verifier key",
        "example.com/foo+530d903a, Expected a verifier key",
        "+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k, Expected a verifier key",
    })
    void refusesAKeyThatIsNotWhole(String vkey, String message) {
        assertThatThrownBy(() -> LogKey.parse(vkey))
                .isInstanceOf(LedgerException.class)
                .hasMessageContaining(message);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "a+b", "a\nb", "a\u00a0b", "a\u2003b", "a\u0000", "\ud800"})
    void refusesNamesThatNoteReadersRefuse(String name) {
        assertThatThrownBy(() -> Logs.signer(name, 1)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void signsWithEd25519Only() {
        SigningKey p256 = SigningKey.generate(Algorithm.ECDSA_P256, new SecureRandom());

        assertThatThrownBy(() -> new LogSigner("example.com/record", p256))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("Ed25519");
    }

    @Test
    void readsListsOfTrustedLogs() throws LedgerException {
        TrustedLogs logs =
                TrustedLogs.parse("# ours\n\n  " + VKEY + "  \n" + Logs.signer().key() + "\n");

        assertThat(logs.keys())
                .containsExactly(LogKey.parse(VKEY), Logs.signer().key());
        assertThatThrownBy(() -> TrustedLogs.parse("# none\n")).hasMessageContaining("found none");
    }
}
