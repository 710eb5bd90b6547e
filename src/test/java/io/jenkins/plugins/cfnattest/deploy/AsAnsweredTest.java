package io.jenkins.plugins.cfnattest.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class AsAnsweredTest {
    static Stream<Arguments> texts() {
        return Stream.of(
                Arguments.of("plain ~\u007f\t\n", "plain ~\u007f\t\n"),
                Arguments.of("K\u00f6ln", "K?ln"),
                Arguments.of("\u0080\u00a0\ufeff\u2028", "????"),
                Arguments.of("rocket \ud83d\ude80!", "rocket ?!"),
                Arguments.of("one\r\ntwo\rthree\n\r\n", "one\ntwo\nthree\n\n"),
                Arguments.of("", ""));
    }

    @ParameterizedTest
    @MethodSource("texts")
    void mapsWhatCloudFormationCanNotAnswer(String text, String expected) {
        assertThat(AsAnswered.of(text)).isEqualTo(expected);
        assertThat(AsAnswered.of(expected)).as("a second time").isEqualTo(expected);
    }
}
