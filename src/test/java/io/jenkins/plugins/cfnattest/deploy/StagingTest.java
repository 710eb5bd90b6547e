package io.jenkins.plugins.cfnattest.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StagingTest {
    @ParameterizedTest
    @CsvSource({"'', x", "a, a/x", "a/, a/x", "a/b, a/b/x", "a.b/..c/, a.b/..c/x"})
    void putsTheNameUnderThePrefix(String prefix, String key) {
        assertThat(new Staging("bucket", prefix).key("x")).isEqualTo(key);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/", "/a", "a//b", "a//", ".", "..", "a/../b", "a/./b", "../", "a b", "a?b", "a#b", "a%2e", "\u00e4",
                "a\n"
            })
    void refusesPrefixesThatNameAnotherObjectInAUrl(String prefix) {
        assertThatThrownBy(() -> new Staging("bucket", prefix)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "ab", "Bucket", "-ab", "a/b", "a_b", "ab-", "a?b"})
    void refusesWhatIsNoBucket(String bucket) {
        assertThatThrownBy(() -> new Staging(bucket, "")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void refusesEndlessPrefixesAtOnce() {
        assertThatThrownBy(() -> new Staging("bucket", "a".repeat(513))).isInstanceOf(IllegalArgumentException.class);
        assertThat(new Staging("bucket", "a/".repeat(256)).key("x")).hasSize(513);
    }
}
