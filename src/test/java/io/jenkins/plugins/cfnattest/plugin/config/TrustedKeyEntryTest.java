package io.jenkins.plugins.cfnattest.plugin.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.cfnattest.plugin.SettingException;
import io.jenkins.plugins.cfnattest.signing.Algorithm;
import io.jenkins.plugins.cfnattest.signing.Purpose;
import io.jenkins.plugins.cfnattest.signing.SigningKey;
import io.jenkins.plugins.cfnattest.signing.TrustedKey;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TrustedKeyEntryTest {
    private static final SigningKey KEY = SigningKey.generate(Algorithm.ED25519, new SecureRandom());

    private static TrustedKeyEntry entry() {
        return new TrustedKeyEntry("main", KEY.verificationKey().toPem());
    }

    @Test
    void isForAttestationsAndAlwaysValidUnlessSaidOtherwise() throws SettingException {
        assertThat(entry().trustedKey()).isEqualTo(TrustedKey.always("main", KEY.verificationKey(), Purpose.ATTEST));
    }

    @Test
    void keepsPurposeAndDates() throws SettingException {
        TrustedKeyEntry entry = entry();
        entry.setPurpose("attest-2020");
        entry.setNotBefore(" 2026-01-01T00:00:00Z ");
        entry.setNotAfter("2027-01-01T00:00:00Z");
        entry.setRetiredAt("2026-05-01T00:00:00Z");
        entry.setRevokedAt("2026-06-01T00:00:00Z");
        TrustedKey key = entry.trustedKey();
        assertThat(key.purpose()).isEqualTo(Purpose.ATTEST_2020);
        assertThat(key.notBefore()).isEqualTo(Optional.of(Instant.parse("2026-01-01T00:00:00Z")));
        assertThat(key.retiredAt()).isEqualTo(Optional.of(Instant.parse("2026-05-01T00:00:00Z")));
        assertThat(key.revokedAt()).isEqualTo(Optional.of(Instant.parse("2026-06-01T00:00:00Z")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"tomorrow", "2026-01-01", "2026-01-01T00:00:00", "1"})
    void anUnreadableRevocationIsNoMissingOne(String date) {
        TrustedKeyEntry entry = entry();
        entry.setRevokedAt(date);
        assertThatThrownBy(entry::trustedKey)
                .isInstanceOf(SettingException.class)
                .hasMessageContaining("'main'")
                .hasMessageContaining(date);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Attest", "everything"})
    void refusesUnknownPurposes(String purpose) {
        TrustedKeyEntry entry = entry();
        entry.setPurpose(purpose);
        assertThatThrownBy(entry::trustedKey)
                .isInstanceOf(SettingException.class)
                .hasMessageContaining("[attest, ");
    }

    @Test
    void refusesAPrivateKeyAndDoesNotRepeatIt() {
        String secret = KEY.toPem(Optional.empty());
        assertThatThrownBy(() -> new TrustedKeyEntry("main", secret).trustedKey())
                .isInstanceOf(SettingException.class)
                .satisfies(e -> assertThat(e.getMessage())
                        .doesNotContain(secret.lines().toList().get(1)));
    }

    @Test
    void refusesWhatEndsBeforeItBegins() {
        TrustedKeyEntry entry = entry();
        entry.setNotBefore("2027-01-01T00:00:00Z");
        entry.setNotAfter("2026-01-01T00:00:00Z");
        assertThatThrownBy(entry::trustedKey).isInstanceOf(SettingException.class);
    }
}
