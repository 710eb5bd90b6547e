package io.jenkins.plugins.cfnattest.plugin.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.cfnattest.envelope.Bytes;
import io.jenkins.plugins.cfnattest.envelope.Digest;
import io.jenkins.plugins.cfnattest.gate.Policy;
import io.jenkins.plugins.cfnattest.plugin.SettingException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class PolicyEntryTest {
    private static final String STANDARD = new String(Policy.standardFile().toArray(), StandardCharsets.UTF_8);

    @Test
    void readsAPolicy() throws SettingException {
        assertThat(new PolicyEntry("strict", STANDARD).policy()).isEqualTo(Policy.standard());
    }

    @Test
    void hasTheDigestOfTheFileAlthoughFormsSendOtherLineEnds() throws SettingException {
        PolicyEntry entry = new PolicyEntry(" strict ", STANDARD.replace("\n", "\r\n"));
        assertThat(entry.getName()).isEqualTo("strict");
        assertThat(entry.policy().digest()).isEqualTo(Digest.of(Bytes.utf8(STANDARD)));
    }

    @Test
    void saysWhereItIsWrong() {
        PolicyEntry entry = new PolicyEntry("strict", STANDARD + "surprise: 1\n");
        long line = STANDARD.lines().count() + 1;
        assertThatThrownBy(entry::check)
                .isInstanceOf(SettingException.class)
                .hasMessageContaining("policy 'strict':" + line + ":11: ")
                .hasMessageContaining("surprise");
    }

    @Test
    void isNotEmpty() {
        assertThatThrownBy(new PolicyEntry("strict", null)::check).isInstanceOf(SettingException.class);
    }

    @Test
    void hasAPlainName() {
        assertThatThrownBy(new PolicyEntry("../strict", STANDARD)::check)
                .isInstanceOf(SettingException.class)
                .hasMessageContaining("'../strict'");
    }
}
