package io.jenkins.plugins.cfnattest.template;

import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The largest template takes about a second at most, however it is made. What is quadratic takes minutes; so the bound leaves
 * room for a slow machine.
 */
class SpeedTest {
    private static final Duration BOUND = Duration.ofSeconds(30);

    static Stream<Arguments> texts() {
        return Stream.of(
                text("list", "A: [", "a,", "]"),
                text("flow map", "A: {", "a#: 1,", "}"),
                text("block map", "", "a#: b\n", ""),
                text("block list", "A:\n", "- b\n", ""),
                text("comments", "", "#\n", "A: b"),
                text("blank lines", "A: b", "\n", "B: c"),
                text("plain lines", "A: ", "b\n  ", ""),
                text("one plain scalar", "A: ", "b", ""),
                text("one quoted text", "A: \"", "\\n", "\""),
                text("folded text", "A: >\n", " b\n", ""),
                text("anchors", "A:\n", "- &a# b\n", ""),
                text("namesakes", "A:\n", "- &a b\n- *a\n", ""),
                text("tags", "A:\n", "- !Ref b\n", ""),
                text("attributes", "A: !GetAtt ", "b.", "c"),
                text("open brackets", "", "[", ""),
                text("nested keys", "", "? ", ""),
                text("nested items", "", "- ", ""),
                text("question marks", "A: {", "? a#,", "}"),
                text("digits", "A: ", "7", ""),
                text("sexagesimal", "A: 1", ":07", ""),
                text("rare at the end", "", "a#: b\n", "z: *y"),
                namesakes(),
                text("json list", "{\"A\": [1", ",1", "]}"),
                text("json map", "{\"A\": 1", ",\"a#\":1", "}"),
                text("json text on one line", "{\"A\": \"", "😀", "\"}"),
                text("json number", "{\"A\": ", "1", "}"),
                text("json blanks", "{", "\r\n", "}"),
                text("json brackets", "{\"A\": ", "[", ""));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("texts")
    void isLinear(String name, byte[] content) {
        assertTimeoutPreemptively(BOUND, () -> {
            try {
                PseudoParameters.usedIn(Template.parse(content));
            } catch (TemplateException e) {
                return e;
            }
            return name;
        });
    }

    /** Names that fall into one place of a hash table. */
    private static Arguments namesakes() {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 1 << 14; i++) {
            for (int bit = 13; bit >= 0; bit--) {
                text.append((i >> bit & 1) == 0 ? "Aa" : "BB");
            }
            text.append(": 1\n");
        }
        return Arguments.of("names of one hash", (text + Fixtures.RESOURCES).getBytes(StandardCharsets.UTF_8));
    }

    private static Arguments text(String name, String before, String repeated, String after) {
        StringBuilder text = new StringBuilder(before);
        int room = Template.LIMIT - 200 - after.length();
        int number = 0;
        for (int size = before.length(); size < room; number++) {
            String piece = repeated.replace("#", Integer.toString(number));
            size += piece.getBytes(StandardCharsets.UTF_8).length;
            text.append(piece);
        }
        text.append(after);
        if (!text.toString().startsWith("{")) {
            text.append(Fixtures.RESOURCES);
        }
        return Arguments.of(name, text.toString().getBytes(StandardCharsets.UTF_8));
    }
}
