package io.jenkins.plugins.cfnattest.envelope;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Locale;
import org.junit.jupiter.api.Test;

class PaeTest {
    @Test
    void isTheOneOfTheSpecification() {
        assertThat(Pae.of("http://example.com/HelloWorld", Bytes.utf8("hello world")))
                .isEqualTo(Bytes.utf8("DSSEv1 29 http://example.com/HelloWorld 11 hello world"));
    }

    @Test
    void countsBytesAndNotCharacters() {
        assertThat(Pae.of("t", Bytes.utf8("Köln"))).isEqualTo(Bytes.utf8("DSSEv1 1 t 5 Köln"));
        assertThat(Pae.of("ö", Bytes.utf8(""))).isEqualTo(Bytes.utf8("DSSEv1 2 ö 0 "));
    }

    @Test
    void keepsBytesThatAreNotUtf8Apart() {
        Bytes ff = Pae.of("t", Bytes.of(new byte[] {(byte) 0xFF}));
        Bytes fe = Pae.of("t", Bytes.of(new byte[] {(byte) 0xFE}));

        assertThat(ff).isNotEqualTo(fe);
        assertThat(ff.toArray()).endsWith((byte) 0xFF).hasSize("DSSEv1 1 t 1 ".length() + 1);
    }

    @Test
    void keepsTypeAndPayloadApart() {
        assertThat(Pae.of("a 1 b", Bytes.utf8("c"))).isNotEqualTo(Pae.of("a", Bytes.utf8("b 1 c")));
    }

    @Test
    void writesAsciiDigitsInEveryLocale() {
        Locale before = Locale.getDefault();
        Locale.setDefault(Locale.forLanguageTag("hi-IN-u-nu-deva"));
        try {
            assertThat(String.format("%d", 11))
                    .as("this locale has digits of its own")
                    .isNotEqualTo("11");
            assertThat(Pae.of("http://example.com/HelloWorld", Bytes.utf8("hello world")))
                    .isEqualTo(Bytes.utf8("DSSEv1 29 http://example.com/HelloWorld 11 hello world"));
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void refusesATypeWithoutUtf8Form() {
        assertThatIllegalArgumentException().isThrownBy(() -> Pae.of("\uD800", Bytes.utf8("")));
    }
}
