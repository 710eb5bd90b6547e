package io.jenkins.plugins.cfnattest.envelope;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CanonicalJsonTest {
    @Test
    void sortsNamesByTheirUtf16UnitsAsTheRfcDoes() throws Exception {
        // RFC 8785, section 3.2.3: a carriage return first, and a pair of surrogates before U+FB33.
        Map<String, String> members = Map.of(
                "\u20ac",
                "Euro Sign",
                "\r",
                "Carriage Return",
                "\ufb33",
                "Hebrew Letter Dalet With Dagesh",
                "1",
                "One",
                "\ud83d\ude00",
                "Emoji: Grinning Face",
                "\u0080",
                "Control",
                "\u00f6",
                "Latin Small Letter O With Diaeresis");

        assertThat(CanonicalJson.write(members).toUtf8())
                .isEqualTo("{\"\\r\":\"Carriage Return\",\"1\":\"One\",\"\u0080\":\"Control\","
                        + "\"\u00f6\":\"Latin Small Letter O With Diaeresis\",\"\u20ac\":\"Euro Sign\","
                        + "\"\ud83d\ude00\":\"Emoji: Grinning Face\",\"\ufb33\":\"Hebrew Letter Dalet With Dagesh\"}");
    }

    @Test
    void escapesWhatMustBeAndNothingElse() throws Exception {
        // The text of RFC 8785, section 3.2.2.2, and what could be escaped but is not.
        Map<String, String> members = Map.of("s", "\u20ac$\u000f\nA'B\"\\\\\"/\b\f\t\u001f\u007f\u2028");

        Bytes json = CanonicalJson.write(members);

        assertThat(json.toUtf8())
                .isEqualTo("{\"s\":\"\u20ac$\\u000f\\nA'B\\\"\\\\\\\\\\\"/\\b\\f\\t\\u001f\u007f\u2028\"}");
        assertThat(CanonicalJson.read(json, "the text")).isEqualTo(members);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"b\":\"\",\"a\":\"\"}",
                "{ }",
                "{\"a\":\"\\/\"}",
                "{\"a\":\"\\u0061\"}",
                "{\"a\":\"\\u000A\"}",
                "{\"a\":\"x\"}\n",
                "\ufeff{}",
                "{\"a\":1}",
                "{\"a\":null}",
                "{\"a\":{}}",
                "[]",
                "\"a\"",
                "{\"a\":\"1\",\"a\":\"1\"}",
                "{\"a\":\"\\ud800\"}",
                "{\"a\":\"x\",}",
                "{'a':'x'}"
            })
    void readsNoOtherSpelling(String json) {
        assertThatThrownBy(() -> CanonicalJson.read(Bytes.utf8(json), "the entry"))
                .isInstanceOf(EnvelopeException.class)
                .hasMessageContaining("the entry");
    }

    @Test
    void writesNoHalfCharacters() {
        assertThatThrownBy(() -> CanonicalJson.write(Map.of("a", "\ud800")))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
