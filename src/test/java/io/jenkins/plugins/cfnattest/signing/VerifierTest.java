package io.jenkins.plugins.cfnattest.signing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.jenkins.plugins.cfnattest.envelope.Bytes;
import io.jenkins.plugins.cfnattest.envelope.Digest;
import io.jenkins.plugins.cfnattest.envelope.Envelope;
import io.jenkins.plugins.cfnattest.envelope.EnvelopeJson;
import io.jenkins.plugins.cfnattest.envelope.SampleStatement;
import io.jenkins.plugins.cfnattest.envelope.Statement;
import io.jenkins.plugins.cfnattest.envelope.StatementJson;
import io.jenkins.plugins.cfnattest.signing.VerificationException.Reason;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class VerifierTest {
    private static final SigningKey ED25519 = SampleKeys.ed25519(1);
    private static final SigningKey P256 = SampleKeys.p256(2);
    private static final SigningKey STRANGER = SampleKeys.ed25519(3);
    private static final TrustedKey CI = TrustedKey.always("ci", ED25519.verificationKey(), Purpose.ATTEST);
    private static final TrustedKey AUDIT = TrustedKey.always("audit", P256.verificationKey(), Purpose.ATTEST);
    private static final Verifier VERIFIER = new Verifier(new TrustedKeys(List.of(CI, AUDIT)));
    private static final Statement STATEMENT = SampleStatement.full();
    private static final Bytes PAYLOAD = StatementJson.write(STATEMENT);

    @ParameterizedTest
    @EnumSource(Algorithm.class)
    void verifiesWhatASignerSealed(Algorithm algorithm) throws Exception {
        SigningKey key = SampleKeys.of(algorithm, 7);
        TrustedKey trusted = TrustedKey.always("any", key.verificationKey(), Purpose.ATTEST);
        Bytes envelope = EnvelopeJson.write(key.seal(Envelope.IN_TOTO, PAYLOAD));

        VerifiedStatement verified = new Verifier(new TrustedKeys(List.of(trusted))).verify(envelope);

        assertThat(verified.statement()).isEqualTo(STATEMENT);
        assertThat(verified.attestationDigest()).isEqualTo(Digest.of(PAYLOAD));
        assertThat(verified.template())
                .isEqualTo(STATEMENT.predicate().template().content());
        assertThat(verified.signers()).containsExactly(trusted);
        assertThat(verified.notes()).isEmpty();
    }

    @Test
    void takesTheKeyThatVerifiedAndNotTheOneNamed() throws Exception {
        VerifiedStatement verified = VERIFIER.verify(signed(named(ED25519, keyId(P256)), named(P256, "")));

        assertThat(verified.signers()).containsExactly(CI, AUDIT);
        assertThat(verified.notes())
                .containsExactly(
                        "Signature 1 names the trusted key 'audit' (" + keyId(P256)
                                + "), but the trusted key 'ci' made it.",
                        "Signature 2 names no key, but the trusted key 'audit' made it.");
    }

    @Test
    void countsAKeyOnceAndReportsStrangers() throws Exception {
        VerifiedStatement verified = VERIFIER.verify(
                signed(named(STRANGER, "who"), named(ED25519, keyId(ED25519)), named(ED25519, keyId(ED25519))));

        assertThat(verified.signers()).containsExactly(CI);
        assertThat(verified.notes())
                .containsExactly(
                        "Signature 1 names the unknown key 'who' and is not good under any trusted key.",
                        "Signature 3 is a further one of the trusted key 'ci', which counts once.");
    }

    @Test
    void refusesAStrangersSignature() {
        assertThatExceptionOfType(VerificationException.class)
                .isThrownBy(() -> VERIFIER.verify(signed(named(STRANGER, keyId(STRANGER)))))
                .satisfies(e -> assertThat(e.reason()).isEqualTo(Reason.KEY_UNTRUSTED))
                .withMessageContaining("'ci', 'audit'")
                .withMessageContaining(keyId(STRANGER));
    }

    @Test
    void refusesAStrangersSignatureUnderATrustedName() {
        assertThatExceptionOfType(VerificationException.class)
                .isThrownBy(() -> VERIFIER.verify(signed(named(STRANGER, keyId(ED25519)))))
                .satisfies(e -> assertThat(e.reason()).isEqualTo(Reason.SIGNATURE_INVALID))
                .withMessageContaining("'ci' (" + keyId(ED25519) + ")");
    }

    @Test
    void trustsNobodyWhereNobodyIsTrusted() {
        Verifier lonely = new Verifier(new TrustedKeys(List.of()));

        assertThatExceptionOfType(VerificationException.class)
                .isThrownBy(() -> lonely.verify(signed(named(ED25519, ""))))
                .satisfies(e -> assertThat(e.reason()).isEqualTo(Reason.KEY_UNTRUSTED))
                .withMessageContaining("there is none")
                .withMessageContaining("an unnamed key");
    }

    @Test
    void neverPrintsWhatSteersATerminal() {
        assertThatExceptionOfType(VerificationException.class)
                .isThrownBy(() -> VERIFIER.verify(signed(named(STRANGER, "\u001b[2J\nAllowed" + "x".repeat(500)))))
                .satisfies(e -> assertThat(e.getMessage())
                        .contains("'?[2J?Allowed")
                        .doesNotContain("\u001b", "\n")
                        .hasSizeLessThan(600));
    }

    @Test
    void looksAtThePayloadTypeOnlyAfterTheSignature() {
        assertReason(Reason.PAYLOAD_TYPE_UNSUPPORTED, ED25519, "text/plain", PAYLOAD);
        assertReason(Reason.KEY_UNTRUSTED, STRANGER, "text/plain", PAYLOAD);
    }

    @Test
    void parsesThePayloadOnlyAfterTheSignature() {
        assertReason(Reason.ENVELOPE_MALFORMED, ED25519, Envelope.IN_TOTO, Bytes.utf8("no statement"));
        assertReason(Reason.KEY_UNTRUSTED, STRANGER, Envelope.IN_TOTO, Bytes.utf8("no statement"));
    }

    @Test
    void refusesASignatureForAnotherPayloadType() throws Exception {
        Envelope other = ED25519.seal("text/plain", PAYLOAD);

        assertThatExceptionOfType(VerificationException.class)
                .isThrownBy(() -> VERIFIER.verify(
                        EnvelopeJson.write(new Envelope(Envelope.IN_TOTO, other.payload(), other.signatures()))))
                .satisfies(e -> assertThat(e.reason()).isEqualTo(Reason.SIGNATURE_INVALID));
    }

    @Test
    void refusesAnotherPredicate() throws Exception {
        Bytes other = Bytes.utf8(PAYLOAD.toUtf8().replace("/inspection/v1", "/inspection/v2"));

        assertReason(Reason.PREDICATE_UNSUPPORTED, ED25519, Envelope.IN_TOTO, other);
        assertReason(Reason.KEY_UNTRUSTED, STRANGER, Envelope.IN_TOTO, other);
    }

    @Test
    void refusesWhatIsNoEnvelope() {
        for (String nonsense : List.of("", " ", "[]", "null", "{}", "-----BEGIN PRIVATE KEY-----")) {
            assertThatExceptionOfType(VerificationException.class)
                    .isThrownBy(() -> VERIFIER.verify(Bytes.utf8(nonsense)))
                    .satisfies(e -> assertThat(e.reason()).isEqualTo(Reason.ENVELOPE_MALFORMED));
        }
    }

    private static void assertReason(Reason reason, SigningKey key, String type, Bytes payload) {
        assertThatExceptionOfType(VerificationException.class)
                .isThrownBy(() -> VERIFIER.verify(EnvelopeJson.write(key.seal(type, payload))))
                .satisfies(e -> assertThat(e.reason()).isEqualTo(reason));
    }

    private static String keyId(SigningKey key) {
        return key.verificationKey().keyId().hex();
    }

    private static Envelope.Signature named(SigningKey key, String keyId) {
        try {
            Bytes signature =
                    key.seal(Envelope.IN_TOTO, PAYLOAD).signatures().get(0).signature();
            return new Envelope.Signature(keyId, signature);
        } catch (KeyException e) {
            throw new AssertionError(e);
        }
    }

    private static Bytes signed(Envelope.Signature... signatures) {
        return EnvelopeJson.write(new Envelope(Envelope.IN_TOTO, PAYLOAD, List.of(signatures)));
    }
}
