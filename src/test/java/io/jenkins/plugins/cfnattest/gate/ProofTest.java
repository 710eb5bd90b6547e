package io.jenkins.plugins.cfnattest.gate;

import static io.jenkins.plugins.cfnattest.gate.GateFixture.KEY;
import static io.jenkins.plugins.cfnattest.gate.GateFixture.OTHER;
import static io.jenkins.plugins.cfnattest.gate.GateFixture.codes;
import static io.jenkins.plugins.cfnattest.gate.GateFixture.messages;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.cfnattest.envelope.Bytes;
import io.jenkins.plugins.cfnattest.envelope.Envelope;
import io.jenkins.plugins.cfnattest.envelope.EnvelopeJson;
import io.jenkins.plugins.cfnattest.envelope.Pae;
import io.jenkins.plugins.cfnattest.signing.Purpose;
import io.jenkins.plugins.cfnattest.signing.SigningKey;
import io.jenkins.plugins.cfnattest.signing.TrustedKey;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProofTest {
    private final GateFixture fixture = new GateFixture();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{}",
                "[]",
                "{\"payload\"",
                "\u0000\u0001",
                "{\"payloadType\":\"x\",\"payload\":\"?\",\"signatures\":[]}"
            })
    void refusesWhatIsNoEnvelope(String text) {
        assertThat(codes(fixture.decide(Bytes.utf8(text)))).containsExactly(ReasonCode.ENVELOPE_MALFORMED);
    }

    @Test
    void refusesAnotherPayloadTypeSignedByATrustedKey() {
        assertThat(codes(fixture.decide(sealed(KEY, "text/plain", fixture.payload()))))
                .containsExactly(ReasonCode.PAYLOAD_TYPE_UNSUPPORTED);
    }

    @Test
    void refusesAnotherPredicateSignedByATrustedKey() throws Exception {
        String other = fixture.payload().toUtf8().replace("/inspection/v1", "/inspection/v2");

        assertThat(codes(fixture.decide(sealed(KEY, Envelope.IN_TOTO, Bytes.utf8(other)))))
                .containsExactly(ReasonCode.PREDICATE_UNSUPPORTED);
    }

    @Test
    void refusesAnEnvelopeOfThe2020Service() {
        Bytes old = Bytes.utf8(
                "{\"results\":{\"failure_count\":0,\"violations\":[]},\"results_encoded\":\"e30=\",\"signature\":\""
                        + Bytes.of(new byte[64]).toBase64() + "\"}");

        Decision decision = fixture.decide(old);

        assertThat(codes(decision)).containsExactly(ReasonCode.PREDICATE_UNSUPPORTED);
        assertThat(messages(decision)).contains("2020 inspection service");
    }

    @Test
    void refusesAChangedTemplateUnderTheOldSignature() throws Exception {
        String original = fixture.envelope().toUtf8();
        Bytes payload = fixture.payload();
        fixture.template = Bytes.utf8(GateFixture.TEMPLATE.replace("10.0.0.0/8", "0.0.0.0/0"));
        Bytes swapped = fixture.payload();
        Bytes tampered = Bytes.utf8(original.replace(payload.toBase64(), swapped.toBase64()));

        assertThat(tampered.toUtf8()).isNotEqualTo(original);
        assertThat(codes(fixture.decide(tampered))).containsExactly(ReasonCode.SIGNATURE_INVALID);
    }

    @Test
    void refusesAnUntrustedKeyThatCallsItselfATrustedOne() {
        Bytes payload = fixture.payload();
        Envelope.Signature lie = new Envelope.Signature(
                KEY.verificationKey().keyId().hex(), OTHER.sign(Pae.of(Envelope.IN_TOTO, payload)));
        Bytes envelope = EnvelopeJson.write(new Envelope(Envelope.IN_TOTO, payload, List.of(lie)));

        assertThat(codes(fixture.decide(envelope))).containsExactly(ReasonCode.SIGNATURE_INVALID);
    }

    @Test
    void believesTheKeyThatVerifiedAndNotItsHint() {
        Bytes payload = fixture.payload();
        Envelope.Signature lie = new Envelope.Signature(
                OTHER.verificationKey().keyId().hex(), KEY.sign(Pae.of(Envelope.IN_TOTO, payload)));
        Bytes envelope = EnvelopeJson.write(new Envelope(Envelope.IN_TOTO, payload, List.of(lie)));

        Decision decision = fixture.decide(envelope);

        assertThat(codes(decision)).isEmpty();
        assertThat(decision.verified().orElseThrow().signers())
                .extracting(TrustedKey::name)
                .containsExactly("signer");
    }

    @Test
    void countsDistinctKeys() {
        fixture.policy = policy(2);

        assertThat(codes(fixture.decide(fixture.signedBy(KEY, KEY)))).containsExactly(ReasonCode.SIGNATURE_INVALID);
        assertThat(codes(fixture.decide(fixture.signedBy(KEY, OTHER)))).containsExactly(ReasonCode.SIGNATURE_INVALID);
        fixture.trusted.add(TrustedKey.always("second", OTHER.verificationKey(), Purpose.ATTEST));
        assertThat(codes(fixture.decide(fixture.signedBy(KEY, OTHER)))).isEmpty();
    }

    @Test
    void countsOnlyKeysThatMayAttest() {
        fixture.policy = policy(2);
        fixture.trusted.add(TrustedKey.always("second", OTHER.verificationKey(), Purpose.LOG));

        assertThat(codes(fixture.decide(fixture.signedBy(KEY, OTHER)))).containsExactly(ReasonCode.KEY_PURPOSE);
    }

    private static Policy policy(int signatures) {
        return Policies.standardBut("\nsignatures: 1", "\nsignatures: " + signatures);
    }

    private static Bytes sealed(SigningKey key, String type, Bytes payload) {
        return EnvelopeJson.write(new Envelope(
                type,
                payload,
                List.of(new Envelope.Signature(key.verificationKey().keyId().hex(), key.sign(Pae.of(type, payload))))));
    }
}
