package io.jenkins.plugins.cfnattest.signing;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class PurposeTest {
    @ParameterizedTest
    @EnumSource(Purpose.class)
    void isFoundByItsWord(Purpose purpose) {
        assertThat(Purpose.of(purpose.word())).contains(purpose);
    }

    /** A key for the wrong purpose is a hole, so that nothing near a word counts. */
    @ParameterizedTest
    @ValueSource(strings = {"", " ", "ATTEST", "attest ", "Attest", "attest_2020", "attest2020", "attes", "logs"})
    void nothingNearAWordCounts(String word) {
        assertThat(Purpose.of(word)).isEmpty();
    }

    /** They stand in files of users: for ever. */
    @Test
    void hasTheseWords() {
        assertThat(Purpose.words()).containsExactly("attest", "attest-2020", "decision", "waiver", "log");
    }
}
