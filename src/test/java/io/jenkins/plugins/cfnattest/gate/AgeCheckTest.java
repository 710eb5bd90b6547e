package io.jenkins.plugins.cfnattest.gate;

import static io.jenkins.plugins.cfnattest.gate.GateFixture.NOW;
import static io.jenkins.plugins.cfnattest.gate.GateFixture.codes;
import static io.jenkins.plugins.cfnattest.gate.GateFixture.messages;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AgeCheckTest {
    private final GateFixture fixture = new GateFixture();

    @ParameterizedTest
    @CsvSource({
        // inspected before now, expires after now, code
        "PT0S, P30D, ''",
        "P7D, P30D, ''",
        "P7DT1S, P30D, ATTESTATION_EXPIRED",
        "PT1H, PT0S, ''",
        "PT1H, PT-1S, ATTESTATION_EXPIRED",
        "PT-2M, P30D, ''",
        "PT-2M-1S, P30D, ATTESTATION_FROM_FUTURE",
        "PT-1H, PT-2H, 'ATTESTATION_FROM_FUTURE,ATTESTATION_EXPIRED'",
    })
    void holdsBetweenInspectionAndEnd(Duration before, Duration after, String expected) {
        fixture.inspectedAt = NOW.minus(before);
        fixture.expiresAt = NOW.plus(after);

        assertThat(String.join(
                        ",", codes(fixture.decide()).stream().map(Enum::name).toList()))
                .isEqualTo(expected);
    }

    @Test
    void refusesWhenOurClockStandsInThePast() {
        fixture.now = NOW.minus(Duration.ofDays(365));

        assertThat(codes(fixture.decide())).containsExactly(ReasonCode.ATTESTATION_FROM_FUTURE);
    }

    @Test
    void saysWhoseLimitItWas() {
        fixture.inspectedAt = NOW.minus(Duration.ofDays(8));
        assertThat(messages(fixture.decide())).contains("the policy 'default'", "2026-02-28T12:00:00Z");

        fixture.expiresAt = NOW.minus(Duration.ofDays(7));
        assertThat(messages(fixture.decide())).contains("its signer lets it hold until 2026-02-22T12:00:00Z");
    }
}
