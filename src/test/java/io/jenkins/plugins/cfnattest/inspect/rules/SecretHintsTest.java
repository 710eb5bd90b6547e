package io.jenkins.plugins.cfnattest.inspect.rules;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecretHintsTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "password", "MasterUserPASSWORD", "Passwords", "dbPasswd", "Passphrase", "SecretString", "ClientSecret",
                "client_secret", "SecretKey", "secret_access_key", "PrivateKey", "PreSharedKey", "TokenKey",
                        "AuthToken",
                "accessTOKEN", "OAuthToken", "RefreshToken", "SecretToken", "EventSourceToken", "HECToken",
                        "private_\u212aey"
            })
    void knowsNamesOfSecrets(String name) {
        assertThat(SecretHints.isSecret(name)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "DB_PASSWORD",
                "passwd",
                "PASSPHRASE",
                "CLIENT_SECRET",
                "app-secret",
                "JwtSecret",
                "SECRET_ACCESS_KEY",
                "private-key",
                "API_KEY",
                "ApiKey",
                "AUTH_TOKEN",
                "BearerToken"
            })
    void knowsNamesOfSecretVariables(String name) {
        assertThat(SecretHints.isSecretVariable(name)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "d",
                "rd",
                "word",
                "PasswordResetRequired",
                "ManagePasswords2",
                "Name",
                "NextToken",
                "Key",
                "Secret"
            })
    void leavesOtherNames(String name) {
        assertThat(SecretHints.isSecret(name)).isFalse();
        assertThat(SecretHints.isSecretVariable(name)).isFalse();
    }
}
