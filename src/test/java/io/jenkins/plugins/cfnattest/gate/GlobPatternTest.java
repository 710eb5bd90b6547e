package io.jenkins.plugins.cfnattest.gate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GlobPatternTest {
    @ParameterizedTest
    @CsvSource({
        "web, web",
        "*, web",
        "*, ''",
        "**, pay/deploy/main",
        "**, ''",
        "pay/**, pay/deploy",
        "pay/**, pay/deploy/main",
        "pay/**, pay/",
        "pay/*, pay/deploy",
        "pay/*/main, pay/deploy/main",
        "**/main, pay/deploy/main",
        "pay/**/main, pay/a/b/main",
        "web-*, web-",
        "web-*-eu, web-1-2-eu",
        "*a*b, xaxbxb",
        "**x*y, a/x/xby",
        "***, a/b",
        "a.c, a.c",
        "(a+)+$, (a+)+$",
    })
    void matches(String pattern, String text) {
        assertThat(new GlobPattern(pattern).matches(text)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "web, web-1",
        "web, a-web",
        "web, WEB",
        "Web-*, web-1",
        "*, pay/deploy",
        "pay/*, pay/deploy/main",
        "pay/*, pay",
        "pay/**, pay",
        "pay/**, payments/deploy",
        "pay/**, evil/pay/deploy",
        "*/main, pay/deploy/main",
        "a.c, abc",
        "a?c, abc",
        "[a-z], b",
        "web-*, xweb-1",
        "'', web",
        "a|b, a",
        "'web-*', 'web-1\n/x'",
    })
    void doesNotMatch(String pattern, String text) {
        assertThat(new GlobPattern(pattern).matches(text)).isFalse();
    }

    @Test
    @Timeout(value = 10, unit = TimeUnit.SECONDS)
    void takesNoTimeForAPatternMadeToBacktrack() {
        String pattern = "*a**".repeat(60) + "b";
        assertThat(new GlobPattern(pattern).matches("a".repeat(50_000))).isFalse();
    }
}
