package io.jenkins.plugins.cfnattest.gate;

import static io.jenkins.plugins.cfnattest.gate.GateFixture.KEY;
import static io.jenkins.plugins.cfnattest.gate.GateFixture.NOW;
import static io.jenkins.plugins.cfnattest.gate.GateFixture.OTHER;
import static io.jenkins.plugins.cfnattest.gate.GateFixture.codes;
import static io.jenkins.plugins.cfnattest.gate.GateFixture.messages;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.cfnattest.signing.Purpose;
import io.jenkins.plugins.cfnattest.signing.TrustedKey;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class KeyCheckTest {
    private final GateFixture fixture = new GateFixture();

    @ParameterizedTest
    @EnumSource(value = Purpose.class, mode = EnumSource.Mode.EXCLUDE, names = "ATTEST")
    void refusesAKeyForAnotherPurpose(Purpose purpose) {
        fixture.trusted = List.of(TrustedKey.always("other", KEY.verificationKey(), purpose));

        Decision decision = fixture.decide();

        assertThat(codes(decision)).containsExactly(ReasonCode.KEY_PURPOSE);
        assertThat(messages(decision)).contains("'other'", "'" + purpose.word() + "'");
    }

    @Test
    void refusesAKeyThatIsExpiredNow() {
        trust(Optional.empty(), Optional.of(NOW), Optional.empty());

        Decision decision = fixture.decide();

        assertThat(codes(decision)).containsExactly(ReasonCode.KEY_EXPIRED);
        assertThat(messages(decision)).contains("not valid now", NOW.toString());
    }

    @Test
    void refusesAStolenExpiredKeyWithABackdatedTime() {
        trust(Optional.empty(), Optional.of(NOW.minus(Duration.ofDays(1))), Optional.empty());
        fixture.inspectedAt = NOW.minus(Duration.ofDays(2));

        assertThat(codes(fixture.decide())).containsExactly(ReasonCode.KEY_EXPIRED);
    }

    @Test
    void refusesAKeyThatWasNotValidYetAtTheInspection() {
        trust(Optional.of(fixture.inspectedAt.plusSeconds(1)), Optional.empty(), Optional.empty());

        Decision decision = fixture.decide();

        assertThat(codes(decision)).containsExactly(ReasonCode.KEY_EXPIRED);
        assertThat(messages(decision)).contains("not valid at the inspection");
    }

    @Test
    void acceptsAKeyUntilTheLastInstantOfItsValidity() {
        trust(Optional.of(fixture.inspectedAt), Optional.of(NOW.plusNanos(1)), Optional.empty());

        assertThat(codes(fixture.decide())).isEmpty();
    }

    @Test
    void refusesARevokedKeyWhateverTheDate() {
        trust(Optional.empty(), Optional.empty(), Optional.of(NOW.plus(Duration.ofDays(1))));

        assertThat(codes(fixture.decide())).containsExactly(ReasonCode.KEY_REVOKED);
    }

    @Test
    void oneGoodKeyIsEnoughWhereThePolicyAsksForOne() {
        trust(Optional.empty(), Optional.empty(), Optional.of(NOW));
        fixture.trusted =
                List.of(fixture.trusted.get(0), TrustedKey.always("good", OTHER.verificationKey(), Purpose.ATTEST));

        assertThat(codes(fixture.decide(fixture.signedBy(KEY, OTHER)))).isEmpty();
    }

    private void trust(Optional<Instant> from, Optional<Instant> until, Optional<Instant> revoked) {
        fixture.trusted =
                List.of(new TrustedKey("signer", KEY.verificationKey(), Purpose.ATTEST, from, until, revoked));
    }
}
