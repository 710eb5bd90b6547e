package io.jenkins.plugins.cfnattest.plugin.step;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hudson.AbortException;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TextsTest {
    @Test
    void valuesBecomeStrings() throws AbortException {
        Map<Object, Object> given = Map.of(
                "text",
                "x",
                "builder",
                new StringBuilder("y"),
                "number",
                1,
                "decimal",
                new BigDecimal("1.50"),
                "flag",
                true);
        assertThat(Texts.of(given).checked("parameters"))
                .isEqualTo(Map.of("text", "x", "builder", "y", "number", "1", "decimal", "1.50", "flag", "true"));
    }

    static Stream<Object> othersThanScalars() {
        return Stream.of(List.of("a"), Map.of("a", "b"), new Object());
    }

    @ParameterizedTest
    @MethodSource("othersThanScalars")
    void othersAreTakenSilentlyAndRefusedLoudly(Object value) {
        Texts texts = Texts.of(Map.of("Env", value));
        assertThat(texts.given()).isEmpty();
        assertThatThrownBy(() -> texts.checked("parameters"))
                .isInstanceOf(AbortException.class)
                .hasMessage(
                        "In parameters the value of 'Env' should be a string, a number or a boolean, but is of type "
                                + value.getClass().getSimpleName() + ".");
    }

    @Test
    void refusesNull() {
        Map<String, Object> given = new HashMap<>();
        given.put("Env", null);
        assertThatThrownBy(() -> Texts.of(given).checked("tags")).hasMessageContaining("but is null");
    }

    @Test
    void readsLinesOfAForm() throws AbortException {
        assertThat(Texts.ofLines("A=1\n\n B =x=y\nC=").checked("parameters"))
                .isEqualTo(Map.of("A", "1", "B", "x=y", "C", ""));
    }

    @Test
    void refusesLinesWithoutAName() {
        for (String line : Arrays.asList("A", "=x")) {
            assertThatThrownBy(() -> Texts.ofLines(line).checked("parameters"))
                    .hasMessage("In parameters '" + line + "' is not NAME=VALUE.");
        }
    }

    @Test
    void nobodyChangesThem() {
        assertThatThrownBy(() -> Texts.of(Map.of("a", "b")).given().put("c", "d"))
                .isInstanceOf(UnsupportedOperationException.class);
    }
}
