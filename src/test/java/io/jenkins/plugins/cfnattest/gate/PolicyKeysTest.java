package io.jenkins.plugins.cfnattest.gate;

import static io.jenkins.plugins.cfnattest.gate.GateFixture.KEY;
import static io.jenkins.plugins.cfnattest.gate.GateFixture.NOW;
import static io.jenkins.plugins.cfnattest.gate.GateFixture.OTHER;
import static io.jenkins.plugins.cfnattest.gate.GateFixture.codes;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.cfnattest.signing.Purpose;
import io.jenkins.plugins.cfnattest.signing.TrustedKey;
import io.jenkins.plugins.cfnattest.signing.TrustedKeys;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PolicyKeysTest {
    private final GateFixture fixture = new GateFixture();

    private void policyTrusts(TrustedKey... keys) {
        PolicyParts parts = new PolicyParts();
        parts.trustedKeys = Optional.of(new TrustedKeys(List.of(keys)));
        fixture.policy = parts.of(fixture.policy);
    }

    private static TrustedKey signer() {
        return TrustedKey.always("signer", KEY.verificationKey(), Purpose.ATTEST);
    }

    @Test
    void trustsTheKeysOfThePolicyAlone() {
        policyTrusts(TrustedKey.always("other", OTHER.verificationKey(), Purpose.ATTEST));

        assertThat(codes(fixture.decide())).containsExactly(ReasonCode.KEY_UNTRUSTED);
        assertThat(codes(fixture.decide(fixture.signedBy(OTHER)))).isEmpty();
        assertThat(fixture.gate().verify(fixture.envelope(), Optional.empty()).passed())
                .isFalse();
    }

    @Test
    void needsNoKeyBesideThoseOfThePolicy() {
        policyTrusts(signer());
        fixture.trusted = List.of();

        assertThat(codes(fixture.decide())).isEmpty();
    }

    @Test
    void holdsAKeyToWhatIsConfiguredOfIt() {
        policyTrusts(signer());
        fixture.trusted = List.of(new TrustedKey(
                "signer", KEY.verificationKey(), Purpose.ATTEST, Optional.empty(), Optional.empty(), Optional.of(NOW)));
        assertThat(codes(fixture.decide())).containsExactly(ReasonCode.KEY_REVOKED);

        fixture.trusted = List.of(new TrustedKey(
                "signer",
                KEY.verificationKey(),
                Purpose.ATTEST,
                Optional.empty(),
                Optional.of(NOW.minus(Duration.ofMinutes(1))),
                Optional.empty()));
        assertThat(codes(fixture.decide())).containsExactly(ReasonCode.KEY_EXPIRED);
    }

    @Test
    void trustsNoKeyThatIsConfiguredForSomethingElse() {
        policyTrusts(signer());
        fixture.trusted = List.of(TrustedKey.always("signer", KEY.verificationKey(), Purpose.WAIVER));

        assertThat(codes(fixture.decide())).containsExactly(ReasonCode.KEY_UNTRUSTED);
    }

    @Test
    void trustsNobodyWhereThePolicyNamesNoKey() {
        policyTrusts();

        assertThat(codes(fixture.decide())).containsExactly(ReasonCode.KEY_UNTRUSTED);
    }
}
