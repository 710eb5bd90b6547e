package io.jenkins.plugins.cfnattest.plugin.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.cfnattest.deploy.AwsAccess;
import io.jenkins.plugins.cfnattest.deploy.Target;
import io.jenkins.plugins.cfnattest.gate.TargetRule;
import io.jenkins.plugins.cfnattest.plugin.SettingException;
import java.net.URI;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TargetEntryTest {
    private static TargetEntry full() {
        TargetRuleEntry rule = new TargetRuleEntry(" pay/** ", "pay-*");
        rule.setRegions(List.of("eu-central-1, eu-west-1", "eu-west-1"));
        TargetEntry entry = new TargetEntry(" staging ", "eu-central-1");
        entry.setAccount("123456789012");
        entry.setCapabilities(List.of("CAPABILITY_IAM CAPABILITY_NAMED_IAM"));
        entry.setRules(List.of(rule));
        entry.setEndpoint("http://127.0.0.1:4566");
        entry.setAssumeRole("arn:aws:iam::123456789012:role/deploy");
        return entry;
    }

    @Test
    void becomesATarget() throws SettingException {
        Target target = full().target();
        assertThat(target.scope().name()).isEqualTo("staging");
        assertThat(target.scope().account()).contains("123456789012");
        assertThat(target.scope().partition()).isEqualTo("aws");
        assertThat(target.scope().capabilities()).isEqualTo(Set.of("CAPABILITY_IAM", "CAPABILITY_NAMED_IAM"));
        assertThat(target.scope().rules())
                .containsExactly(new TargetRule("pay/**", "pay-*", List.of("eu-central-1", "eu-west-1")));
        assertThat(target.endpoint()).contains(URI.create("http://127.0.0.1:4566"));
        assertThat(target.assumeRole()).isPresent();
        assertThat(target.externalId()).isEmpty();
    }

    @Test
    void withoutRulesNobodyMay() throws SettingException {
        assertThat(new TargetEntry("staging", "eu-central-1").target().scope().rules())
                .isEmpty();
    }

    @Test
    void withoutACredentialTheControllersOwnRightsCount() throws SettingException {
        assertThat(full().access()).isEqualTo(new AwsAccess.DefaultChain());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "../x", "ä", "-a", "a/b"})
    void refusesOddNames(String name) {
        assertThatThrownBy(() -> new TargetEntry(name, "eu-central-1").target()).isInstanceOf(SettingException.class);
    }

    @Test
    void saysWhichTargetIsWrong() {
        TargetEntry entry = full();
        entry.setAccount("12");
        assertThatThrownBy(entry::target)
                .isInstanceOf(SettingException.class)
                .hasMessageContaining("'staging'")
                .hasMessageContaining("12 digits");
    }

    @Test
    void refusesARuleWithoutPatterns() {
        TargetEntry entry = full();
        entry.setRules(List.of(new TargetRuleEntry("", "x")));
        assertThatThrownBy(entry::target).isInstanceOf(SettingException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ftp://x",
                "file:///etc/passwd",
                "x",
                "https://u:p@x",
                "https://x?a=b",
                "https://x#a",
                "http:",
                "ht tp://x"
            })
    void refusesOddAddresses(String address) {
        TargetEntry entry = full();
        entry.setEndpoint(address);
        assertThatThrownBy(entry::target).isInstanceOf(SettingException.class).hasMessageContaining("address");
    }
}
