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

    @Test
    void holdsAKeyToTheStricterOfBoth() {
        TrustedKey ours = new TrustedKey(
                "ours",
                KEY,
                Purpose.ATTEST,
                Optional.of(START),
                Optional.empty(),
                Optional.of(END.minusSeconds(1)),
                Optional.empty());
        TrustedKey theirs = new TrustedKey(
                "theirs",
                KEY,
                Purpose.ATTEST,
                Optional.of(START.plusSeconds(9)),
                Optional.of(END),
                Optional.of(END.minusSeconds(2)),
                Optional.of(END));
        TrustedKey strict = new TrustedKey(
                "ours",
                KEY,
                Purpose.ATTEST,
                Optional.of(START.plusSeconds(9)),
                Optional.of(END),
                Optional.of(END.minusSeconds(2)),
                Optional.of(END));

        assertThat(keys(ours).heldTo(keys(theirs))).isEqualTo(keys(strict));
        assertThat(keys(theirs).heldTo(keys(ours)).keys())
                .singleElement()
                .usingRecursiveComparison()
                .ignoringFields("name")
                .isEqualTo(strict);
    }

    @Test
    void holdsAKeyThatOthersDoNotKnowToNothingElse() {
        TrustedKey ours = TrustedKey.always("ours", KEY, Purpose.ATTEST);
        TrustedKey other = TrustedKey.always("other", SampleKeys.ed25519(2).verificationKey(), Purpose.ATTEST);

        assertThat(keys(ours).heldTo(keys(other))).isEqualTo(keys(ours));
        assertThat(keys(ours).heldTo(keys())).isEqualTo(keys(ours));
        assertThat(keys().heldTo(keys(other))).isEqualTo(keys());
    }

    @Test
    void leavesOutAKeyOfWhichNothingIsLeft() {
        TrustedKey ours =
                new TrustedKey("ours", KEY, Purpose.ATTEST, Optional.empty(), Optional.of(START), Optional.empty());
        TrustedKey later =
                new TrustedKey("ours", KEY, Purpose.ATTEST, Optional.of(START), Optional.empty(), Optional.empty());

        assertThat(keys(ours).heldTo(keys(TrustedKey.always("ours", KEY, Purpose.WAIVER))))
                .isEqualTo(keys());
        assertThat(keys(ours).heldTo(keys(later))).isEqualTo(keys());
    }

    @Test
    void comparesNoKeyWithAnother() {
        TrustedKey ours = TrustedKey.always("ours", KEY, Purpose.ATTEST);
        TrustedKey other = TrustedKey.always("other", SampleKeys.ed25519(2).verificationKey(), Purpose.ATTEST);

        assertThatIllegalArgumentException().isThrownBy(() -> ours.heldTo(other));
    }

    private static TrustedKeys keys(TrustedKey... keys) {
        return new TrustedKeys(List.of(keys));
    }
}
