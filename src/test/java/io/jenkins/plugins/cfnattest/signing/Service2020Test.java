package io.jenkins.plugins.cfnattest.signing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.jenkins.plugins.cfnattest.envelope.Bytes;
import io.jenkins.plugins.cfnattest.envelope.SampleScan;
import io.jenkins.plugins.cfnattest.envelope.ServiceEnvelope;
import io.jenkins.plugins.cfnattest.signing.VerificationException.Reason;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class Service2020Test {
    private static final SigningKey KEY = SampleKeys.ed25519(1);
    private static final VerificationKey PINNED = KEY.verificationKey();

    @Test
    void verifiesWhatItSealed() throws Exception {
        ServiceEnvelope sealed = Service2020.seal(SampleScan.scan(), KEY);

        assertThat(Service2020.verify(sealed.write(), PINNED)).isEqualTo(SampleScan.scan());
        assertThat(Service2020.verify(sealed.write(), VerificationKey.ofRawEd25519(PINNED.raw())))
                .isEqualTo(SampleScan.scan());
    }

    @Test
    void signsTheBase64TextItself() throws Exception {
        ServiceEnvelope sealed = Service2020.seal(SampleScan.scan(), KEY);

        assertThat(PINNED.verifies(Bytes.utf8(sealed.resultsEncoded()), sealed.signature()))
                .isTrue();
        assertThat(PINNED.verifies(sealed.payload(), sealed.signature())).isFalse();
    }

    @Test
    void noticesEveryChangedCharacter() throws Exception {
        String answer = Service2020.seal(SampleScan.scan(), KEY).write().toUtf8();
        List<Integer> unnoticed = new ArrayList<>();
        for (int i = 0; i < answer.length(); i++) {
            if (Character.isSurrogate(answer.charAt(i))) {
                continue;
            }
            char other = answer.charAt(i) == 'A' ? 'B' : 'A';
            try {
                Service2020.verify(Bytes.utf8(answer.substring(0, i) + other + answer.substring(i + 1)), PINNED);
                unnoticed.add(i);
            } catch (VerificationException e) {
                assertThat(e.reason()).isIn(Reason.SIGNATURE_INVALID, Reason.ENVELOPE_MALFORMED);
            }
        }
        assertThat(unnoticed).isEmpty();
    }

    @Test
    void refusesAnotherKeyByName() throws Exception {
        Bytes answer =
                Service2020.seal(SampleScan.scan(), SampleKeys.ed25519(2)).write();

        assertThatExceptionOfType(VerificationException.class)
                .isThrownBy(() -> Service2020.verify(answer, PINNED))
                .satisfies(e -> assertThat(e.reason()).isEqualTo(Reason.SIGNATURE_INVALID))
                .withMessageContaining(PINNED.keyId().hex());
    }

    @Test
    void parsesOnlyAfterTheSignature() throws Exception {
        Bytes signed = Bytes.utf8(Bytes.utf8("no scan").toBase64());

        assertReason(Reason.ENVELOPE_MALFORMED, answer(signed, KEY.sign(signed)));
        assertReason(
                Reason.SIGNATURE_INVALID, answer(signed, SampleKeys.ed25519(2).sign(signed)));
    }

    @Test
    void refusesKeysOfOtherTypes() throws Exception {
        Bytes answer = Service2020.seal(SampleScan.scan(), KEY).write();

        assertThatExceptionOfType(VerificationException.class)
                .isThrownBy(() -> Service2020.verify(answer, SampleKeys.p256(1).verificationKey()))
                .satisfies(e -> assertThat(e.reason()).isEqualTo(Reason.KEY_UNTRUSTED))
                .withMessageContaining("the pinned one is the ECDSA_P256 key");
        assertThatExceptionOfType(KeyException.class)
                .isThrownBy(() -> Service2020.seal(SampleScan.scan(), SampleKeys.p256(1)))
                .withMessageContaining("Expected an Ed25519 key");
    }

    private static void assertReason(Reason reason, Bytes answer) {
        assertThatExceptionOfType(VerificationException.class)
                .isThrownBy(() -> Service2020.verify(answer, PINNED))
                .satisfies(e -> assertThat(e.reason()).isEqualTo(reason));
    }

    private static Bytes answer(Bytes signed, Bytes signature) throws Exception {
        return Bytes.utf8("{\"results\":{},\"results_encoded\":\"" + signed.toUtf8() + "\",\"signature\":\""
                + signature.toBase64() + "\"}");
    }
}
