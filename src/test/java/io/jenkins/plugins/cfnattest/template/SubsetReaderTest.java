package io.jenkins.plugins.cfnattest.template;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever the small reader takes, it reads as the other one does; whatever is rare or wrong, it leaves. */
class SubsetReaderTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "a: b",
                "---\na: b\n",
                "# c\n\n--- # c\n# c\na: b # c\n",
                "  a: 1\n  b: on\n",
                "a: b\r\nc: |\r\n  d\r\n  e\r\n",
                "on: 1\n0300: x\n2020-01-01: y\n",
                "a:\n- b\n- c: d\n  e: f\n-\n- - g\n  - h\ni:\n  - j\n",
                "a:\nb:\n  c:\n  d:\n    'AWS::SNS::Topic'\n",
                "a: !Ref b\nc: !Sub '${d}'\ne: !GetAtt f.g\nh: !Equals [i, j]\n",
                "a: !If\n  - b\n  - !Ref c\n  - !Join\n    - ','\n    - {d: e}\nf: !Transform\n  Name: g\n",
                "a: !Join\n- ','\n- b\n",
                "a: {b: [c, 'd', \"e\"], f: {}, g: [], \"h\":i, j: k l ,}",
                "a: [\n  b,  # c\n  !Ref d\n]\ne: f\n",
                "a: |\n  b\n   c\n\n  d\n\n\ne: >-\n  f\n  g\n\n  h\n   i\n  j\nk: |+\n\n  l\n\nm: !Sub |\n  n\n",
                "a: |\n  b",
                "a: >\n\n\n  b\n # c\nd: e",
                "a: 'it''s'\nb: \"c \\\"d\\\" \\\\ \\n\\t\"\n'e': f\n\"g\": ''\n",
                "a: ::/0\nb: -1\nc: d:e#f\nd: a - b\n",
                "Größe: \u00e9\n",
                "a: 'it''s \u4e2d\u00e9'\nb: \"\\n\u4e2d\u2019\\\"\"\nc: b\u4e2d\n\"\u4e2d\\t\": |\n  \u4e2d\nd: ['\u4e2d', \"\u4e2d\\\\\"]\n",
            })
    void readsWhatPeopleWrite(String text) throws TemplateException {
        for (Dialect dialect : Dialect.values()) {
            assertThat(read(text, dialect).map(Value::toString))
                    .hasValue(YamlReader.read(text, dialect).toString());
        }
    }

    @ParameterizedTest
    @EnumSource(Dialect.class)
    void leavesWhatItDoesNotKnowForSure(Dialect dialect) {
        String[] texts = {
            "",
            "# c",
            "---\n",
            "...",
            "a: b\n---\nc: d",
            "a: b\n...",
            "a: |\n  b\n--- a: b\n",
            "--- {a: b}",
            "%YAML 1.1\n---\na: b",
            "a: &b c",
            "a: *b",
            "<<: a",
            "a: {<<: b}",
            "? a\n: b",
            "a : b",
            "a: b: c",
            "a: b\n  c",
            "a: 'b\n  c'",
            "a: \"b\\\n  c\"",
            "a: \"\\u0041\"",
            "a: \"\\/\"",
            "a: b\na: c",
            "a: {b: 1, b: 2}",
            "~: b",
            "a:\n    b: c\n  d: e",
            "a:\n  - b\n c: d",
            "a: - b",
            "- a\nb: c",
            "a:\n  - b\n  c: d",
            "a: 'b' c",
            "a: 'b'#c",
            "a: [b]#c",
            "a: [b",
            "a: [b}",
            "a: [,]",
            "a: [b: c]",
            "a: [b?c]",
            "a: [b\nc]",
            "a: [::/0]",
            "a: {b}",
            "a: {b: }",
            "a: {b\n: c}",
            "[a]: b",
            "a: !Sub",
            "a: !Ref &b c",
            "a: !Ref !Ref b",
            "a: !!str b",
            "a: !<!Ref> b",
            "a: !b!c d",
            "a: ! b",
            "!Ref a: b",
            "- !Ref a: b",
            "a: |2\n   b",
            "a: |\nb: c",
            "a: |\n    \n  b",
            "|\na",
            "a: | # b\n  c",
            "a:\tb",
            "a: b\rc: d",
            "a: b # \u2028",
            "a: b # \uFEFF",
            "a: b # \uD83D\uDE00",
            "a: @b",
            "a: `b",
            "a: %b",
            "a: ]",
            "a".repeat(1001) + ": b",
            "a: " + "[".repeat(100) + "]".repeat(100),
            "- ".repeat(101) + "a",
        };

        assertThat(texts)
                .allSatisfy(text -> assertThat(read(text, dialect)).as(text).isEmpty());
    }

    @Test
    void keepsNoTraceOfWhatItLeaves() {
        assertThat(Rare.text().getStackTrace()).isEmpty();
        assertThat(read("a: \"secret\\u0041\"", Dialect.CFN_NAG)).isEqualTo(Optional.empty());
    }

    private static Optional<Value> read(String text, Dialect dialect) {
        return SubsetReader.read(new Source(text, false, text.matches("[ -~\\n]*")), dialect);
    }
}
