package io.jenkins.plugins.cfnattest.signing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.jenkins.plugins.cfnattest.envelope.Bytes;
import io.jenkins.plugins.cfnattest.envelope.Digest;
import io.jenkins.plugins.cfnattest.envelope.Envelope;
import io.jenkins.plugins.cfnattest.envelope.EnvelopeJson;
import io.jenkins.plugins.cfnattest.envelope.SampleScan;
import io.jenkins.plugins.cfnattest.envelope.SampleStatement;
import io.jenkins.plugins.cfnattest.envelope.ServiceClaims;
import io.jenkins.plugins.cfnattest.envelope.ServiceEnvelope;
import io.jenkins.plugins.cfnattest.envelope.StatementJson;
import io.jenkins.plugins.cfnattest.signing.VerificationException.Reason;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Envelopes of the 2020 service under trusted keys. */
class Verifier2020Test {
    private static final SigningKey SERVICE = SampleKeys.ed25519(1);
    private static final TrustedKey OLD = TrustedKey.always("old", SERVICE.verificationKey(), Purpose.ATTEST_2020);
    private static final TrustedKey FARM =
            TrustedKey.always("farm", SampleKeys.p256(2).verificationKey(), Purpose.ATTEST);
    private static final Verifier VERIFIER = new Verifier(new TrustedKeys(List.of(FARM, OLD)));

    private static Bytes sealed(SigningKey key) throws Exception {
        return Service2020.seal(SampleScan.scan(), key).write();
    }

    private static Bytes ofToday() throws Exception {
        return EnvelopeJson.write(SERVICE.seal(Envelope.IN_TOTO, StatementJson.write(SampleStatement.full())));
    }

    @Test
    void namesTheKeyThatSignedAndWhatItSigned() throws Exception {
        Bytes envelope = sealed(SERVICE);

        VerifiedStatement verified = VERIFIER.service2020(envelope);

        assertThat(verified.signers()).containsExactly(OLD);
        assertThat(verified.statement()).isEqualTo(ServiceClaims.statement(SampleScan.scan()));
        assertThat(verified.attestationDigest())
                .isEqualTo(Digest.of(ServiceEnvelope.read(envelope).payload()));
        assertThat(verified.isOf2020()).isTrue();
    }

    @Test
    void refusesAStranger() throws Exception {
        Bytes envelope = sealed(SampleKeys.ed25519(3));

        assertThatExceptionOfType(VerificationException.class)
                .isThrownBy(() -> VERIFIER.service2020(envelope))
                .satisfies(e -> assertThat(e.reason()).isEqualTo(Reason.KEY_UNTRUSTED))
                .withMessageContaining("'attest-2020'");
    }

    @Test
    void readsNothingBeforeTheSignature() throws Exception {
        Bytes signed = Bytes.utf8(Bytes.utf8("no scan").toBase64());
        Bytes forged = answer(signed, SampleKeys.ed25519(3).sign(signed));
        Bytes genuine = answer(signed, SERVICE.sign(signed));

        assertThatExceptionOfType(VerificationException.class)
                .isThrownBy(() -> VERIFIER.service2020(forged))
                .satisfies(e -> assertThat(e.reason()).isEqualTo(Reason.KEY_UNTRUSTED));
        assertThatExceptionOfType(VerificationException.class)
                .isThrownBy(() -> VERIFIER.service2020(genuine))
                .satisfies(e -> assertThat(e.reason()).isEqualTo(Reason.ENVELOPE_MALFORMED));
    }

    private static Bytes answer(Bytes signed, Bytes signature) throws Exception {
        return Bytes.utf8("{\"results\":{},\"results_encoded\":\"" + signed.toUtf8() + "\",\"signature\":\""
                + signature.toBase64() + "\"}");
    }

    @Test
    void doesNotTakeOneFormatForTheOther() throws Exception {
        assertThat(Verifier.isOf2020(sealed(SERVICE))).isTrue();
        assertThat(Verifier.isOf2020(ofToday())).isFalse();
        assertThatExceptionOfType(VerificationException.class)
                .isThrownBy(() -> VERIFIER.verify(sealed(SERVICE)))
                .satisfies(e -> assertThat(e.reason()).isEqualTo(Reason.ENVELOPE_MALFORMED));
        assertThatExceptionOfType(VerificationException.class)
                .isThrownBy(() -> VERIFIER.service2020(ofToday()))
                .satisfies(e -> assertThat(e.reason()).isEqualTo(Reason.ENVELOPE_MALFORMED));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{}", "[]", "{\"results\":{}}", "\u0000"})
    void knowsWhatIsNeither(String text) {
        assertThat(Verifier.isOf2020(Bytes.utf8(text))).isFalse();
    }

    @Test
    void letsNobodyReplaceWhatAnAttestationSays() throws Exception {
        VerifiedStatement verified = VERIFIER.verify(ofToday());

        assertThat(verified.isOf2020()).isFalse();
        assertThatIllegalStateException()
                .isThrownBy(() ->
                        Verifier.reinspected(verified, SampleStatement.full().predicate()));
    }

    @Test
    void takesNoInspectionOfAnotherTemplate() throws Exception {
        VerifiedStatement verified = VERIFIER.service2020(sealed(SERVICE));

        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        Verifier.reinspected(verified, SampleStatement.full().predicate()))
                .withMessageContaining(Digest.of(verified.template()).hex());
    }
}
