package io.jenkins.plugins.cfnattest.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.cfnattest.signing.KeyException;
import org.junit.jupiter.api.Test;

class DefectsTest {
    @Test
    void logsWhereButNotWhatAStrangersMessageQuotes() {
        Throwable failure =
                new IllegalStateException("outer secret", new NumberFormatException("For input string: secret"));

        assertThat(Defects.description(failure))
                .contains(
                        "java.lang.IllegalStateException",
                        "java.lang.NumberFormatException",
                        "at io.jenkins.plugins.cfnattest.service.DefectsTest")
                .doesNotContain("secret");
    }

    @Test
    void logsWhatAKeySaysSinceItsMessagesAreOurs() {
        assertThat(Defects.description(new KeyException("The token in the slot is locked.")))
                .contains("slot is locked");
    }

    @Test
    void endsWhenCausesGoInCircles() {
        Exception one = new IllegalStateException("a");
        Exception two = new IllegalStateException("b", one);
        one.initCause(two);

        assertThat(Defects.description(two)).contains("IllegalStateException");
    }
}
