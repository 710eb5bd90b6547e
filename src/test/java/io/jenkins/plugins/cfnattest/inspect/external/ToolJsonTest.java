package io.jenkins.plugins.cfnattest.inspect.external;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ToolJsonTest {
    @Test
    void readsOneDocument() throws Exception {
        assertThat(ToolJson.read(Answers.stream(" {\"a\": [1, \"ö\"]}\n"))
                        .path("a")
                        .size())
                .isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"a\":1,\"a\":2}",
                "{\"a\":1}}",
                "{\"a\":1} {}",
                "{'a':1}",
                "{\"a\":NaN}",
                "{\"a\":01}",
                "[1,]",
                "// x\n{}",
                "[\"\u0001\"]"
            })
    void isStrict(String text) {
        assertThatExceptionOfType(InspectorException.class)
                .isThrownBy(() -> ToolJson.read(Answers.stream(text)))
                .withMessageContaining("malformed or cut short");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\n\n"})
    void tellsSilenceFromNonsense(String text) {
        assertThatExceptionOfType(InspectorException.class)
                .isThrownBy(() -> ToolJson.read(Answers.stream(text)))
                .withMessageContaining("says nothing");
    }

    @Test
    void readsUtf8Only() {
        byte[] latin = "[\"ö\"]".getBytes(StandardCharsets.ISO_8859_1);

        assertThatExceptionOfType(InspectorException.class)
                .isThrownBy(() -> ToolJson.read(new ByteArrayInputStream(latin)))
                .withMessageContaining("UTF-8");
    }

    @ParameterizedTest
    @ValueSource(ints = {65, 10_000})
    void boundsDepth(int depth) {
        assertThatExceptionOfType(InspectorException.class)
                .isThrownBy(() -> ToolJson.read(Answers.stream("[".repeat(depth) + "]".repeat(depth))));
    }

    @Test
    void boundsNamesAndNumbers() {
        for (String text : new String[] {"{\"" + "n".repeat(2000) + "\":1}", "[" + "9".repeat(100) + "]"}) {
            assertThatExceptionOfType(InspectorException.class).isThrownBy(() -> ToolJson.read(Answers.stream(text)));
        }
    }

    @Test
    void doesNotRepeatWhatItCannotRead() {
        assertThatExceptionOfType(InspectorException.class)
                .isThrownBy(() -> ToolJson.read(Answers.stream("secretword")))
                .withMessageNotContaining("secretword");
    }
}
