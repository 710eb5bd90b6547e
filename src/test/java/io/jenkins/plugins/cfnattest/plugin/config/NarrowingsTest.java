package io.jenkins.plugins.cfnattest.plugin.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.cloudbees.hudson.plugins.folder.AbstractFolder;
import hudson.model.Job;
import io.jenkins.plugins.cfnattest.gate.Narrowing;
import io.jenkins.plugins.cfnattest.gate.Policy;
import io.jenkins.plugins.cfnattest.plugin.SettingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class NarrowingsTest {
    private static final GateSettings SETTINGS = new GateSettings(
            List.of(new PolicyEntry("strict", new String(Policy.standardFile().toArray(), StandardCharsets.UTF_8))),
            "",
            "urn:gate",
            "",
            "");

    private static Narrowing of(String policy) throws SettingException {
        return Narrowings.narrowing(
                "folder 'pay'", new NarrowingSource.Wanted(List.of("staging"), List.of("pay-*"), policy), SETTINGS);
    }

    @Test
    void becomesWhatTheGateTakes() throws SettingException {
        assertThat(of("strict").policy()).contains(Policy.standard());
        assertThat(of("strict").targets()).containsExactly("staging");
        assertThat(of("strict").stacks()).containsExactly("pay-*");
        assertThat(of("").policy()).isEmpty();
    }

    /** A typing error must not take a demand away. */
    @Test
    void anUnknownPolicyIsNotNone() {
        assertThatThrownBy(() -> of("strickt"))
                .isInstanceOf(SettingException.class)
                .hasMessageContainingAll("folder 'pay'", "'strickt'");
    }

    @Test
    void knowsAFolderWithoutLoadingOne() {
        assertThat(Narrowings.isFolder(AbstractFolder.class)).isTrue();
        assertThat(Narrowings.isFolder(Job.class)).isFalse();
    }
}
