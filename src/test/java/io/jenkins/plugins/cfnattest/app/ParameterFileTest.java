package io.jenkins.plugins.cfnattest.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.cfnattest.envelope.Bytes;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ParameterFileTest {
    @ParameterizedTest
    @CsvSource({"1.50, 1.50", "1e3, 1000", "1E-3, 0.001", "12345678901234567890, 12345678901234567890", "true, true"})
    void takesNumbersAsTheTextTheyAre(String number, String text) throws AttestException {
        assertThat(ParameterFile.read(Bytes.utf8("{\"P\": " + number + "}"), "p.json"))
                .containsEntry("P", text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1e999999999", "1e-999999999", "-1.5e2147483647", "1e101"})
    void refusesNumbersThatWouldFillTheMemory(String number) {
        assertThatThrownBy(() -> ParameterFile.read(Bytes.utf8("{\"P\": " + number + "}"), "p.json"))
                .isInstanceOf(AttestException.class)
                .hasMessageContaining("'p.json'")
                .hasMessageContaining("'P'");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"P\": 1, \"P\": 2}", "[{\"ParameterKey\": \"P\"}]", "{\"P\": []}", "{} {}", "3", ""})
    void refusesWhatDoesNotSayOneValueForEachName(String json) {
        assertThatThrownBy(() -> ParameterFile.read(Bytes.utf8(json), "p.json"))
                .isInstanceOf(AttestException.class)
                .hasMessageContaining("'p.json'");
    }
}
