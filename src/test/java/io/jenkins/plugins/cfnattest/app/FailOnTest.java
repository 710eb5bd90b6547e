package io.jenkins.plugins.cfnattest.app;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FailOnTest {
    @ParameterizedTest
    @CsvSource({
        "NONE,FAIL,false",
        "NONE,INCOMPLETE,false",
        "NONE,WARN,false",
        "NONE,PASS,false",
        "FAIL,FAIL,true",
        "FAIL,INCOMPLETE,true",
        "FAIL,WARN,false",
        "FAIL,PASS,false",
        "WARN,FAIL,true",
        "WARN,INCOMPLETE,true",
        "WARN,WARN,true",
        "WARN,PASS,false",
        "WARN,UNHEARD_OF,true"
    })
    void failsOnTheNamedVerdictAndWorse(FailOn level, String verdict, boolean fails) {
        assertThat(level.holds(verdict)).isEqualTo(fails);
    }
}
