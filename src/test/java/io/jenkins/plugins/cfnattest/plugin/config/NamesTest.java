package io.jenkins.plugins.cfnattest.plugin.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.cfnattest.plugin.SettingException;
import java.util.List;
import org.junit.jupiter.api.Test;

class NamesTest {
    private static final TargetEntry A = new TargetEntry("a", "eu-central-1");
    private static final TargetEntry B = new TargetEntry("b", "eu-central-1");

    @Test
    void findsByName() throws SettingException {
        assertThat(Names.find("target", List.of(A, B), "b")).isSameAs(B);
    }

    @Test
    void saysWhatThereIs() {
        assertThatThrownBy(() -> Names.find("target", List.of(A, B), "c"))
                .isInstanceOf(SettingException.class)
                .hasMessageContaining("There is no target 'c'")
                .hasMessageContaining("[a, b]");
    }

    @Test
    void takesNeitherOfTwoWithOneName() {
        assertThatThrownBy(() -> Names.find("target", List.of(A, A), "a")).hasMessageContaining("more than one");
    }

    @Test
    void refusesTwoWithOneNameWhenTheyAreSaved() {
        assertThatThrownBy(() -> Names.checkAll("target", List.of(A, B, new TargetEntry("a", "eu-west-1"))))
                .isInstanceOf(SettingException.class)
                .hasMessageContaining("'a'");
    }
}
