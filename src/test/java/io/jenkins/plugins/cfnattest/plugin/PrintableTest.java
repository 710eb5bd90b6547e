package io.jenkins.plugins.cfnattest.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PrintableTest {
    @Test
    void keepsTextAndReplacesWhatSteersATerminal() {
        assertThat(Printable.of("Köln \u001b[31m\r\n\tx")).isEqualTo("Köln ?[31m???x");
    }
}
