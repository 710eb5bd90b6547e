package io.jenkins.plugins.cfnattest.template;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class DepthTest {
    /** A text with a list in a list and so on, below a member of the root. */
    interface Nested {
        String lists(int depth);
    }

    static Stream<Arguments> writings() {
        return Stream.of(
                nested("yaml flow", depth -> "X: " + "[".repeat(depth) + "]".repeat(depth) + Fixtures.RESOURCES),
                nested("yaml block", depth -> "X:\n  " + "- ".repeat(depth) + "a" + Fixtures.RESOURCES),
                nested("tagged", depth -> "X: " + "!Base64 [".repeat(depth) + "]".repeat(depth) + Fixtures.RESOURCES),
                nested(
                        "alias",
                        depth -> "A: &a " + "[".repeat(depth / 2) + "]".repeat(depth / 2) + "\nX: "
                                + "[".repeat(depth - depth / 2) + "*a" + "]".repeat(depth - depth / 2)
                                + Fixtures.RESOURCES),
                nested(
                        "json",
                        depth -> "{\"X\": " + "[".repeat(depth) + "]".repeat(depth)
                                + ", \"Resources\": {\"A\": {\"Type\": \"T\"}}}"));
    }

    private static Arguments nested(String name, Nested nested) {
        return Arguments.of(name, nested);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("writings")
    void endsAtAHundred(String name, Nested nested) throws TemplateException {
        assertThat(Fixtures.parse(nested.lists(Limits.DEPTH - 1)).resources()).hasSize(1);
        assertThat(Fixtures.refusal(nested.lists(Limits.DEPTH)))
                .hasMessageContaining(
                        "Expected at most 100 maps and lists inside each other, but found one more at line ")
                .hasMessageEndingWith(" Make the template flatter.");
    }

    /** The deepest template fits into a stack half as large as a thread has by default. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("writings")
    void fitsIntoASmallStack(String name, Nested nested) throws InterruptedException {
        AtomicReference<Object> result = new AtomicReference<>();
        Thread thread = new Thread(null, () -> result.set(work(nested)), "small", 512 * 1024);
        thread.start();
        thread.join();

        assertThat(result.get()).isInstanceOf(Value.MapOf.class);
    }

    private static Object work(Nested nested) {
        try {
            Template template = Fixtures.parse(nested.lists(Limits.DEPTH - 1));
            PseudoParameters.usedIn(template);
            return Resolver.of(template, Map.of(), Map.of()).resolve(template.root());
        } catch (TemplateException | StackOverflowError e) {
            return e;
        }
    }

    @Test
    void letsScalarsStandAtTheBottom() throws TemplateException {
        int depth = Limits.DEPTH - 1;
        String text = "A: &a b\nX: " + "[".repeat(depth) + "*a, c" + "]".repeat(depth) + Fixtures.RESOURCES;

        assertThat(Fixtures.parse(text).resources()).hasSize(1);
    }

    @Test
    void countsMapsAndListsTogether() {
        String text = "X: " + "{a: [".repeat(50) + "]}".repeat(50) + Fixtures.RESOURCES;

        assertThat(Fixtures.refusal(text).position()).contains(new Position(1, 4 + 5 * 50 - 1));
    }
}
