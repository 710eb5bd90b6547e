package io.jenkins.plugins.cfnattest.envelope;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.charset.CharacterCodingException;
import org.junit.jupiter.api.Test;

class BytesTest {
    @Test
    void areTheirContent() {
        assertThat(Bytes.of(new byte[] {1, 2}))
                .isEqualTo(Bytes.of(new byte[] {1, 2}))
                .isNotEqualTo(Bytes.utf8("12"));
        assertThat(Bytes.of(new byte[] {1, 2})).hasSameHashCodeAs(Bytes.of(new byte[] {1, 2}));
        assertThat(Bytes.utf8("secret")).hasToString("6 bytes");
    }

    @Test
    void neverChange() {
        byte[] source = {1, 2};
        Bytes bytes = Bytes.of(source);
        source[0] = 9;
        bytes.toArray()[1] = 9;

        assertThat(bytes.toArray()).containsExactly(1, 2);
    }

    @Test
    void areUtf8OrAnErrorAndNeverReplaced() throws Exception {
        assertThat(Bytes.utf8("Köln 😀").toUtf8()).isEqualTo("Köln 😀");
        assertThat(Bytes.utf8("Köln").size()).isEqualTo(5);
        assertThatIllegalArgumentException().isThrownBy(() -> Bytes.utf8("a\uD83D"));
        for (byte[] wrong :
                new byte[][] {{(byte) 0xFF}, {(byte) 0xC0, (byte) 0x80}, {(byte) 0xED, (byte) 0xA0, (byte) 0x80}}) {
            assertThatExceptionOfType(CharacterCodingException.class)
                    .isThrownBy(() -> Bytes.of(wrong).toUtf8());
        }
    }

    @Test
    void haveADigestInHex() {
        assertThat(Digest.of(Bytes.utf8("abc")))
                .hasToString("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
        assertThat(Digest.of(Bytes.utf8("abc")).first12()).isEqualTo("ba7816bf8f01");
        assertThatIllegalArgumentException().isThrownBy(() -> new Digest("BA7816BF"));
    }
}
