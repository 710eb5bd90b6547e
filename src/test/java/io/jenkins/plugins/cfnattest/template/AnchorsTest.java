package io.jenkins.plugins.cfnattest.template;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class AnchorsTest {
    @Test
    void expandsAliasesWithThePlaceOfTheirAnchor() throws TemplateException {
        Value value = Fixtures.value("{a: &x !Ref b, c: *x, d: &y 5, *y : &x [e], f: *x}");

        assertThat(Fixtures.print(value)).isEqualTo("{a: {Ref: 'b'}, c: {Ref: 'b'}, d: 5, 5: ['e'], f: ['e']}");
        assertThat(value.get("c").orElseThrow().position()).isEqualTo(new Position(1, 8));
    }

    @Test
    void letsTheInnermostOfTwoNamesakesWin() throws TemplateException {
        assertThat(Fixtures.print(Fixtures.value("[&x [&x [a], b], *x]"))).isEqualTo("[[['a'], 'b'], ['a']]");
    }

    @Test
    void takesAnchoredTypes() throws TemplateException {
        Template template = Fixtures.parse("Resources: {A: {Type: &t T}, B: {Type: *t}}");

        assertThat(template.resources().get("B").type()).isEqualTo("T");
    }

    @Test
    void refusesABombBeforeItGrows() {
        StringBuilder bomb = new StringBuilder("a: &a [lol, lol, lol, lol, lol, lol, lol, lol, lol, lol]\n");
        for (char c = 'b'; c <= 'z'; c++) {
            String before = "*" + (char) (c - 1);
            bomb.append(c)
                    .append(": &")
                    .append(c)
                    .append(" [")
                    .append((before + ", ").repeat(9))
                    .append(before)
                    .append("]\n");
        }

        assertThat(Fixtures.refusal(bomb.toString()))
                .hasMessageContaining("aliases that stand for at most 100000 nodes in all, but found more at line 5");
    }

    @Test
    void countsAllAliasesTogether() throws TemplateException {
        String thousand = "X: &x [" + "a,".repeat(998) + "a]\nY: [";

        assertThat(Fixtures.parse(thousand + "*x,".repeat(99) + "*x]" + Fixtures.RESOURCES)
                        .resources())
                .hasSize(1);
        assertThat(Fixtures.refusal(thousand + "*x,".repeat(100) + "*x]" + Fixtures.RESOURCES))
                .hasMessageContaining("aliases that stand for at most");
    }

    @Test
    void countsDepthThroughAliases() {
        StringBuilder chain = new StringBuilder("a0: &a0 [b]\n");
        for (int i = 1; i < 2000; i++) {
            chain.append("a")
                    .append(i)
                    .append(": &a")
                    .append(i)
                    .append(" [*a")
                    .append(i - 1)
                    .append("]\n");
        }

        assertThat(Fixtures.refusal(chain.toString()))
                .hasMessageContaining("at most 100 maps and lists inside each other");
    }

    /** An anchor set again inside itself must not make what stands before it seem flat. */
    @Test
    void countsDepthPastReusedNames() {
        StringBuilder chain = new StringBuilder("a0: &a0 [" + "[".repeat(60) + "]".repeat(60) + ", &y [&y [b]]]\n");
        for (int i = 1; i < 40; i++) {
            chain.append("a")
                    .append(i)
                    .append(": &a")
                    .append(i)
                    .append(" [[*a")
                    .append(i - 1)
                    .append("], &y [&y [b]]]\n");
        }

        assertThat(Fixtures.refusal(chain.toString()))
                .hasMessageContaining("at most 100 maps and lists inside each other");
    }
}
