package io.jenkins.plugins.cfnattest.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.cfnattest.gate.TestDecisions;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HiddenValuesTest {
    @ParameterizedTest
    @CsvSource({
        "found 'hunter2' and hunter22, found '(hidden)' and (hidden)2",
        "hunter2hunter2, (hidden)",
        "hunthunter2, hunt(hidden)",
        "correct horse battery staple, (hidden) staple",
        "a pin and a pin, a pin and a pin",
        "'', ''"
    })
    void hidesWhatNobodyCanTellToBeOpen(String text, String clean) {
        assertThat(hidden(Map.of("A", "hunter2", "B", "correct horse", "C", "horse battery", "D", "pin"))
                        .without(text))
                .isEqualTo(clean);
    }

    /** Somebody who chooses values could otherwise have the text grow without an end. */
    @Test
    void hidesNothingInWhatItPutsInPlaceOfAValue() {
        Map<String, String> parameters = new TreeMap<>();
        for (int i = 10; i < 34; i++) {
            parameters.put("P" + i, i % 2 == 0 ? "(hid" : "den)");
        }

        assertThat(hidden(parameters)
                        .without("The stack '(hidden)' is not for you.")
                        .length())
                .isLessThan(40);
    }

    private static HiddenValues hidden(Map<String, String> parameters) {
        return HiddenValues.of(TestDecisions.request("web", parameters, Set.of(), Map.of()), Optional.empty());
    }
}
