package io.jenkins.plugins.cfnattest.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HiddenTest {
    private final Hidden hidden = new Hidden(List.of("secret", "secret-longer", "$1\\E.*", "42", "", " "));

    @ParameterizedTest
    @CsvSource({
        "'value secret.', 'value ****.'",
        "'prefixsecretsuffix', 'prefix****suffix'",
        "'secret-longer', '****'",
        "'a $1\\E.* b', 'a **** b'",
        "'port 42, id 1427', 'port ****, id 1427'",
        "'nothing here', 'nothing here'"
    })
    void blotsOutSecrets(String text, String expected) {
        assertThat(hidden.in(text)).isEqualTo(expected);
    }

    @Test
    void keepsAFailureThatShowsNothing() {
        Exception failure = new IllegalStateException("all fine");

        assertThat(hidden.in(failure)).isSameAs(failure);
    }

    @Test
    void replacesAFailureWhoseSuppressedOneShowsASecret() {
        Exception failure = new IllegalStateException("all fine");
        failure.addSuppressed(new IllegalArgumentException("it is secret"));

        assertThat(hidden.in(failure)).isNotSameAs(failure).hasNoSuppressedExceptions();
    }

    @Test
    void replacesAFailureWhoseCauseShowsASecret() {
        Exception failure = new IllegalStateException("all fine", new IllegalArgumentException("it is secret"));

        Throwable shown = hidden.in(failure);

        assertThat(shown)
                .hasMessageContaining("IllegalStateException: all fine")
                .hasNoCause();
        assertThat(shown.getStackTrace()).isEqualTo(failure.getStackTrace());
    }

    @Test
    void showsNoneItself() {
        assertThat(hidden.toString()).isEqualTo("4 hidden values");
    }
}
