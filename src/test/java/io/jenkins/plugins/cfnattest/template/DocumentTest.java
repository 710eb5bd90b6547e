package io.jenkins.plugins.cfnattest.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DocumentTest {
    private static Value.MapOf read(String text) throws TemplateException {
        return Document.read(text.getBytes(StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @ValueSource(strings = {"name: x\nmany: [1, true]\n", "{\"name\": \"x\", \"many\": [1, true]}"})
    void readsWhatIsNoTemplate(String text) throws TemplateException {
        Value.MapOf document = read(text);

        assertThat(document.entries()).containsOnlyKeys("name", "many");
        assertThat(document.get("name").flatMap(Value::text)).contains("x");
        assertThat(document.get("many")).containsInstanceOf(Value.ListOf.class);
    }

    @Test
    void knowsWhereThingsStand() throws TemplateException {
        assertThat(read("a: 1\nb:\n  c: 2\n").get("b").flatMap(b -> b.get("c")).map(Value::position))
                .contains(new Position(3, 6));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "- a\n",
                "text",
                "a: 1\na: 2\n",
                "{\"a\": 1, \"a\": 2}",
                "a: [",
                "a: 1\n---\nb: 2\n",
                "a: \u0001"
            })
    void refusesTheRest(String text) {
        assertThatExceptionOfType(TemplateException.class).isThrownBy(() -> read(text));
    }
}
