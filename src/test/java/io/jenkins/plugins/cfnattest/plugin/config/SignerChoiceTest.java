package io.jenkins.plugins.cfnattest.plugin.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.cfnattest.plugin.SettingException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SignerChoiceTest {
    @ParameterizedTest
    @CsvSource({
        "k,'','','',false,k",
        "k,'',d,'',false,k",
        "'',s,d,'',true,s",
        "'','',d,'',false,d",
        "'','','',e,true,e",
        "k,'','',e,false,k"
    })
    void whatIsNamedWinsOverTheDefault(
            String key, String service, String defaultKey, String defaultService, boolean isService, String name)
            throws SettingException {
        assertThat(SignerChoice.of(key, service, defaultKey, defaultService))
                .isEqualTo(new SignerChoice(isService, name));
    }

    @ParameterizedTest
    @CsvSource({"'','','',''", "k,s,'',''", "'','',d,e", "k,s,d,''"})
    void nothingIsGuessed(String key, String service, String defaultKey, String defaultService) {
        assertThatThrownBy(() -> SignerChoice.of(key, service, defaultKey, defaultService))
                .isInstanceOf(SettingException.class);
    }
}
