package io.jenkins.plugins.cfnattest.app;

import static io.jenkins.plugins.cfnattest.app.AppFixture.CLOCK;
import static io.jenkins.plugins.cfnattest.app.AppFixture.KEY;
import static io.jenkins.plugins.cfnattest.app.AppFixture.OTHER;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.cfnattest.envelope.Bytes;
import io.jenkins.plugins.cfnattest.envelope.ServiceScan;
import io.jenkins.plugins.cfnattest.gate.CheckResult;
import io.jenkins.plugins.cfnattest.gate.CheckResult.Outcome;
import io.jenkins.plugins.cfnattest.gate.Policy;
import io.jenkins.plugins.cfnattest.gate.ReasonCode;
import io.jenkins.plugins.cfnattest.gate.Refusal;
import io.jenkins.plugins.cfnattest.signing.Purpose;
import io.jenkins.plugins.cfnattest.signing.Service2020;
import io.jenkins.plugins.cfnattest.signing.TrustedKey;
import io.jenkins.plugins.cfnattest.signing.TrustedKeys;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class VerifyTest {
    private static final Optional<Bytes> NO_FILE = Optional.empty();

    @Test
    void verifiesAnEnvelopeOfToday() throws Exception {
        Bytes envelope = AppFixture.attester(KEY).attest(AppFixture.request()).envelope();

        Verify.Answer answer =
                verify(AppFixture.trusting(KEY, Purpose.ATTEST)).verify(envelope, Optional.of(AppFixture.TEMPLATE));

        assertThat(answer.passed()).isTrue();
        assertThat(answer.statement()).isPresent();
        assertThat(answer.service()).isEmpty();
    }

    @Test
    void refusesAnEnvelopeOfTodayUnderAnUnknownKey() throws Exception {
        Bytes envelope = AppFixture.attester(OTHER).attest(AppFixture.request()).envelope();

        assertThat(codes(verify(AppFixture.trusting(KEY, Purpose.ATTEST)).verify(envelope, NO_FILE)))
                .containsExactly(ReasonCode.KEY_UNTRUSTED);
    }

    @Test
    void verifiesAnEnvelopeOf2020() throws Exception {
        Verify.Answer answer = verify(AppFixture.trusting(KEY, Purpose.ATTEST_2020))
                .verify(of2020(), Optional.of(AppFixture.TEMPLATE));

        assertThat(answer.passed()).isTrue();
        assertThat(answer.checks()).extracting(CheckResult::number).containsExactly(1, 2, 3, 4);
        assertThat(answer.checks()).extracting(CheckResult::outcome).containsOnly(Outcome.PASSED);
        assertThat(answer.service()).hasValueSatisfying(inspection -> {
            assertThat(inspection.template()).isEqualTo(AppFixture.TEMPLATE);
            assertThat(inspection.result().verdict()).isEqualTo("PASS");
            assertThat(inspection.signer().name()).isEqualTo("signer");
        });
    }

    @Test
    void neverTakesAKeyForTodaysAttestationsFor2020() throws Exception {
        assertThat(codes(verify(AppFixture.trusting(KEY, Purpose.ATTEST)).verify(of2020(), NO_FILE)))
                .containsExactly(ReasonCode.KEY_PURPOSE);
    }

    @Test
    void neverTakesAKeyFor2020ForTodaysAttestations() throws Exception {
        Bytes envelope = AppFixture.attester(KEY).attest(AppFixture.request()).envelope();

        assertThat(codes(verify(AppFixture.trusting(KEY, Purpose.ATTEST_2020)).verify(envelope, NO_FILE)))
                .containsExactly(ReasonCode.KEY_PURPOSE);
    }

    @Test
    void refusesAnUnknownKeyOf2020() throws Exception {
        Verify.Answer answer =
                verify(AppFixture.trusting(OTHER, Purpose.ATTEST_2020)).verify(of2020(), NO_FILE);

        assertThat(codes(answer)).containsExactly(ReasonCode.KEY_UNTRUSTED);
        assertThat(answer.service()).isEmpty();
        assertThat(answer.checks())
                .extracting(CheckResult::outcome)
                .containsExactly(Outcome.PASSED, Outcome.REFUSED, Outcome.NOT_APPLICABLE, Outcome.NOT_APPLICABLE);
    }

    @Test
    void refusesARevokedOrExpiredKeyOf2020() throws Exception {
        Instant past = CLOCK.instant().minusSeconds(1);
        TrustedKeys revoked = of2020Keys(Optional.empty(), Optional.of(past));
        TrustedKeys expired = of2020Keys(Optional.of(past), Optional.empty());

        assertThat(codes(verify(revoked).verify(of2020(), NO_FILE))).containsExactly(ReasonCode.KEY_REVOKED);
        assertThat(codes(verify(expired).verify(of2020(), NO_FILE))).containsExactly(ReasonCode.KEY_EXPIRED);
    }

    @Test
    void refusesAnotherFileThanTheOneIn2020sEnvelope() throws Exception {
        assertThat(codes(verify(AppFixture.trusting(KEY, Purpose.ATTEST_2020))
                        .verify(of2020(), Optional.of(AppFixture.FAILING))))
                .containsExactly(ReasonCode.TEMPLATE_MISMATCH);
    }

    @Test
    void refusesOuterResultsOf2020ThatWereChanged() throws Exception {
        Bytes changed = Bytes.utf8(of2020().toUtf8().replaceFirst("\"failure_count\":0", "\"failure_count\":1"));

        assertThat(codes(verify(AppFixture.trusting(KEY, Purpose.ATTEST_2020)).verify(changed, NO_FILE)))
                .containsExactly(ReasonCode.ENVELOPE_MALFORMED);
    }

    @Test
    void refusesWhatIsNeither() {
        assertThat(codes(verify(AppFixture.trusting(KEY, Purpose.ATTEST)).verify(Bytes.utf8("{}"), NO_FILE)))
                .containsExactly(ReasonCode.ENVELOPE_MALFORMED);
    }

    private static Bytes of2020() throws Exception {
        ServiceScan scan = new ServiceScan(
                new ServiceScan.Results(0, List.of()), AppFixture.TEMPLATE.toUtf8(), List.of("W9 Rule WARN Why."));
        return Service2020.seal(scan, KEY).write();
    }

    private static TrustedKeys of2020Keys(Optional<Instant> until, Optional<Instant> revoked) {
        return new TrustedKeys(List.of(new TrustedKey(
                "signer", KEY.verificationKey(), Purpose.ATTEST_2020, Optional.empty(), until, revoked)));
    }

    private static Verify verify(TrustedKeys trusted) {
        return new Verify(Policy.standard(), trusted, CLOCK);
    }

    private static List<ReasonCode> codes(Verify.Answer answer) {
        return answer.refusals().stream().map(Refusal::code).toList();
    }
}
