package io.jenkins.plugins.cfnattest.signing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TrustedKeysTest {
    private static final VerificationKey KEY = SampleKeys.ed25519(1).verificationKey();
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final Instant END = Instant.parse("2027-01-01T00:00:00Z");

    @Test
    void findsAKeyByItsIdOnly() {
        TrustedKey ci = TrustedKey.always("ci", KEY, Purpose.ATTEST);
        TrustedKeys keys = new TrustedKeys(List.of(ci));

        assertThat(keys.byKeyId(KEY.keyId().hex())).contains(ci);
        assertThat(keys.byKeyId("ci")).isEmpty();
        assertThat(keys.byKeyId("")).isEmpty();
        assertThat(keys.byKeyId(KEY.keyId().first12())).isEmpty();
    }

    @Test
    void refusesAKeyTwiceWhateverItIsCalledOrMeantFor() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new TrustedKeys(List.of(
                        TrustedKey.always("ci", KEY, Purpose.ATTEST),
                        TrustedKey.always("gate", KEY, Purpose.DECISION))))
                .withMessageContaining("'gate'");
    }

    @Test
    void isValidFromItsFirstInstantToBeforeItsLast() {
        TrustedKey key =
                new TrustedKey("ci", KEY, Purpose.ATTEST, Optional.of(START), Optional.of(END), Optional.empty());

        assertThat(key.validAt(START.minusNanos(1))).isFalse();
        assertThat(key.validAt(START)).isTrue();
        assertThat(key.validAt(END.minusNanos(1))).isTrue();
        assertThat(key.validAt(END)).isFalse();
        assertThat(TrustedKey.always("ci", KEY, Purpose.ATTEST).validAt(Instant.MAX))
                .isTrue();
    }

    @Test
    void refusesAValidityThatEndsBeforeItBegins() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new TrustedKey(
                        "ci", KEY, Purpose.ATTEST, Optional.of(END), Optional.of(START), Optional.empty()))
                .withMessageContaining("ends (2026-01-01T00:00:00Z) before it begins");
        assertThatIllegalArgumentException().isThrownBy(() -> TrustedKey.always(" ", KEY, Purpose.ATTEST));
    }
}
