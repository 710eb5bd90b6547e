package io.jenkins.plugins.cfnattest.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SessionNameTest {
    @ParameterizedTest
    @CsvSource({
        "team/job, team-job",
        "a b\u00fccher, a-b-cher",
        "Ok_1+=.@-, Ok_1+=.@-",
        "'', cfn-attestation-",
        "x, cfn-attestation-x",
        "\u0663\u0664, --"
    })
    void replacesOddCharacters(String wanted, String expected) {
        assertThat(SessionName.of(wanted)).isEqualTo(expected);
    }

    @Test
    void keepsTheFirst64Characters() {
        assertThat(SessionName.of("folder/" + "j".repeat(100))).hasSize(64).startsWith("folder-jj");
    }
}
