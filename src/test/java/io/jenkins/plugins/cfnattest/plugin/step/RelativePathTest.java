package io.jenkins.plugins.cfnattest.plugin.step;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hudson.AbortException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RelativePathTest {
    @ParameterizedTest
    @CsvSource({
        "bucket.yaml,bucket.yaml",
        "infra/bucket.yaml,infra/bucket.yaml",
        "./a/./b.json,a/b.json",
        "..a/b..,..a/b.."
    })
    void keepsPathsBelowTheFolder(String given, String expected) throws AbortException {
        assertThat(RelativePath.of("template", given).text()).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/etc/passwd",
                "//host/share",
                "..",
                "../x",
                "a/../b",
                "a/..",
                "a//b",
                "a/",
                ".",
                "./",
                "C:\\x",
                "C:x",
                "c:/x",
                "a\\b",
                "\\\\host\\share",
                "a\0b",
                "a\nb",
                "a\u0085b"
            })
    void refusesWhatMayLeaveTheFolderOrMeansSomethingElseElsewhere(String given) {
        assertThatThrownBy(() -> RelativePath.of("template", given))
                .isInstanceOf(AbortException.class)
                .hasMessageStartingWith("template should be a relative path with forward slashes, but is '");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\t"})
    void refusesNothing(String given) {
        assertThatThrownBy(() -> RelativePath.of("template", given))
                .hasMessage("template should be a relative path, but is empty.");
    }

    @Test
    void refusesPathsWithoutEndAndShowsOnlyTheirBeginning() {
        assertThatThrownBy(() -> RelativePath.of("template", "a".repeat(100_000)))
                .isInstanceOf(AbortException.class)
                .satisfies(e -> assertThat(e.getMessage()).hasSizeLessThan(800));
    }

    @Test
    void messagesStayInOneLine() {
        assertThatThrownBy(() -> RelativePath.of("template", "a\nERROR: b")).hasMessageContaining("'a?ERROR: b'");
    }
}
