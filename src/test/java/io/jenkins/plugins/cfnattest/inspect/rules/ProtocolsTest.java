package io.jenkins.plugins.cfnattest.inspect.rules;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProtocolsTest {
    @ParameterizedTest
    @CsvSource(quoteCharacter = '`', textBlock = """
            6, 6
            ` 06 `, 6
            6.0, 6
            6., 6
            +6, 6
            -1, -1
            -1.00, -1
            -001, -1
            00, 0
            65535, 65535
            """)
    void readsWholeNumbersInAnySpelling(String text, int number) {
        assertThat(Protocols.whole(text)).contains(number);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-", "tcp", "6.5", "1e3", "0x6", "--1", "99999999999", "6 6", "{{resolve:ssm:/a}}"})
    void readsNothingElse(String text) {
        assertThat(Protocols.whole(text)).isEmpty();
    }
}
