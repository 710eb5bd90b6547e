package io.jenkins.plugins.cfnattest.app;

import static io.jenkins.plugins.cfnattest.app.AppFixture.CLOCK;
import static io.jenkins.plugins.cfnattest.app.AppFixture.KEY;
import static io.jenkins.plugins.cfnattest.app.AppFixture.OTHER;
import static io.jenkins.plugins.cfnattest.app.Attacker.ask;
import static io.jenkins.plugins.cfnattest.app.Attacker.codes;
import static io.jenkins.plugins.cfnattest.app.Attacker.forged;
import static io.jenkins.plugins.cfnattest.app.Attacker.replaced;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.cfnattest.envelope.Bytes;
import io.jenkins.plugins.cfnattest.envelope.Envelope;
import io.jenkins.plugins.cfnattest.gate.Decision;
import io.jenkins.plugins.cfnattest.gate.Evidence;
import io.jenkins.plugins.cfnattest.gate.Gate;
import io.jenkins.plugins.cfnattest.gate.ReasonCode;
import io.jenkins.plugins.cfnattest.signing.Purpose;
import io.jenkins.plugins.cfnattest.signing.TrustedKey;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Attacks on the proof itself: the lines of docs/threat-model.md about envelopes, signatures, keys and times. */
class AttackOnProofTest {
    private static final Instant NOW = CLOCK.instant();

    @Test
    void theProofItselfIsGood() {
        assertThat(codes(ask(Attacker.proof()))).isEmpty();
    }

    @Test
    void swappedTemplate() {
        String evil = Bytes.utf8("Resources: {Evil: {Type: AWS::IAM::User}}").toBase64();
        Bytes envelope = forged(
                KEY,
                payload -> payload.replaceFirst("\"content\":\"[^\"]+\"", "\"content\":\"" + evil + "\"")
                        .replaceFirst("\"size\":\\d+", "\"size\":41"));

        assertThat(codes(ask(envelope))).contains(ReasonCode.SUBJECT_MISMATCH);
    }

    @Test
    void otherFileThanTheAttestedOne() {
        Decision decision = ask(
                Attacker.proof(),
                Requests.of(Attacker.request()).file(AppFixture.FAILING).build());

        assertThat(codes(decision)).containsExactly(ReasonCode.TEMPLATE_MISMATCH);
    }

    /** Whatever single character of the envelope is changed: it is refused. Only the hint which key signed is no part of the proof. */
    @Test
    void oneChangedByte() {
        Bytes proof = Attacker.proof();
        byte[] good = proof.toArray();
        // The hint and its name: an envelope without it is as good.
        int hint = Attacker.text(proof).indexOf("\"keyid\"") + 1;
        int hintEnd = hint + "keyid\":\"".length() + 64;
        for (int i = 0; i < good.length; i += i > hint - 100 ? 1 : 61) {
            byte[] changed = good.clone();
            changed[i] = (byte) (changed[i] == 'A' ? 'B' : 'A');
            List<ReasonCode> codes = codes(ask(Bytes.of(changed)));
            if (i < hint || i >= hintEnd) {
                assertThat(codes)
                        .as("byte %d", i)
                        .isNotEmpty()
                        .isSubsetOf(ReasonCode.ENVELOPE_MALFORMED, ReasonCode.SIGNATURE_INVALID);
            } else if (codes.isEmpty()) {
                assertThat(ask(Bytes.of(changed))).as("byte %d", i).isInstanceOf(Decision.Allowed.class);
            }
        }
    }

    @Test
    void signatureOfAStranger() {
        assertThat(codes(ask(forged(OTHER, payload -> payload)))).containsExactly(ReasonCode.KEY_UNTRUSTED);
    }

    @Test
    void oldProof() {
        Gate later = Attacker.gate(Clock.offset(CLOCK, Duration.ofDays(7).plusMinutes(1)), Attacker.trusted());

        assertThat(codes(later.decide(Attacker.proof(), Attacker.request(), Evidence.none())))
                .containsExactly(ReasonCode.ATTESTATION_EXPIRED);
    }

    @Test
    void proofFromTheFuture() {
        Gate earlier = Attacker.gate(Clock.offset(CLOCK, Duration.ofMinutes(-3)), Attacker.trusted());

        assertThat(codes(earlier.decide(Attacker.proof(), Attacker.request(), Evidence.none())))
                .containsExactly(ReasonCode.ATTESTATION_FROM_FUTURE);
    }

    @Test
    void expiredKey() {
        assertThat(codes(judgedBy(
                        key(Optional.of(NOW.minusSeconds(1)), Optional.empty(), Optional.empty()), Attacker.proof())))
                .containsExactly(ReasonCode.KEY_EXPIRED);
    }

    @Test
    void revokedKey() {
        assertThat(codes(judgedBy(
                        key(Optional.empty(), Optional.empty(), Optional.of(NOW.plusSeconds(60))), Attacker.proof())))
                .containsExactly(ReasonCode.KEY_REVOKED);
    }

    /** Whoever stole an expired key writes the time of inspection himself, back when the key was valid. */
    @Test
    void stolenExpiredKeyWithABackdatedTime() {
        Bytes backdated = forged(KEY, payload -> replaced(payload, "2026-03-01T12:00:00Z", "2026-02-27T12:00:00Z"));

        assertThat(codes(judgedBy(
                        key(Optional.of(Instant.parse("2026-02-28T00:00:00Z")), Optional.empty(), Optional.empty()),
                        backdated)))
                .containsExactly(ReasonCode.KEY_EXPIRED);
    }

    /** The same with a key that was retired: without a record that saw it in time, its word is not enough. */
    @Test
    void stolenRetiredKeyWithABackdatedTime() {
        Bytes backdated = forged(KEY, payload -> replaced(payload, "2026-03-01T12:00:00Z", "2026-02-27T12:00:00Z"));

        assertThat(codes(judgedBy(
                        key(Optional.empty(), Optional.of(Instant.parse("2026-02-28T00:00:00Z")), Optional.empty()),
                        backdated)))
                .containsExactly(ReasonCode.KEY_EXPIRED);
    }

    @ParameterizedTest
    @EnumSource(value = Purpose.class, mode = EnumSource.Mode.EXCLUDE, names = "ATTEST")
    void keyForAnotherPurpose(Purpose purpose) {
        assertThat(codes(judgedBy(TrustedKey.always("other", KEY.verificationKey(), purpose), Attacker.proof())))
                .containsExactly(ReasonCode.KEY_PURPOSE);
    }

    @Test
    void waiverKeySigningAnAttestation() {
        Gate gate = Attacker.gate(
                Attacker.trusted(), TrustedKey.always("exceptions", OTHER.verificationKey(), Purpose.WAIVER));

        assertThat(codes(gate.decide(forged(OTHER, payload -> payload), Attacker.request(), Evidence.none())))
                .containsExactly(ReasonCode.KEY_PURPOSE);
    }

    @Test
    void envelopeOfAnotherPayloadTypeSignedByATrustedKey() {
        Bytes envelope = Attacker.sealed(KEY, "application/json", Attacker.payload(Attacker.proof()));

        assertThat(codes(ask(envelope))).containsExactly(ReasonCode.PAYLOAD_TYPE_UNSUPPORTED);
    }

    @Test
    void unknownPredicateVersion() {
        Bytes envelope = forged(KEY, payload -> replaced(payload, "/inspection/v1", "/inspection/v2"));

        assertThat(codes(ask(envelope))).containsExactly(ReasonCode.PREDICATE_UNSUPPORTED);
    }

    @Test
    void duplicateJsonMembers() {
        Bytes inside =
                forged(KEY, payload -> replaced(payload, "\"verdict\":\"", "\"verdict\":\"PASS\",\"verdict\":\""));
        String outside = Attacker.text(Attacker.proof());
        Bytes twice = Bytes.utf8(replaced(outside, "\"payloadType\":", "\"payloadType\":\"x\",\"payloadType\":"));

        assertThat(codes(ask(inside))).containsExactly(ReasonCode.ENVELOPE_MALFORMED);
        assertThat(codes(ask(twice))).containsExactly(ReasonCode.ENVELOPE_MALFORMED);
    }

    @Test
    void twoSubjects() {
        Bytes envelope = forged(
                KEY,
                payload -> replaced(
                        payload,
                        "\"subject\":[",
                        "\"subject\":[{\"name\":\"evil.yaml\",\"digest\":{\"sha256\":\"" + "0".repeat(64) + "\"}},"));

        assertThat(codes(ask(envelope))).containsExactly(ReasonCode.ENVELOPE_MALFORMED);
    }

    @Test
    void hugeJson() {
        Bytes envelope = Bytes.utf8("{\"payload\":\"" + "A".repeat(9 * 1024 * 1024) + "\"}");

        assertThat(codes(ask(envelope))).containsExactly(ReasonCode.ENVELOPE_MALFORMED);
    }

    @Test
    void deepJson() {
        Bytes outside = Bytes.utf8("{\"x\":" + "[".repeat(100_000) + "]".repeat(100_000) + "}");
        Bytes inside =
                forged(KEY, payload -> "{\"x\":" + "[".repeat(5_000) + "]".repeat(5_000) + "," + payload.substring(1));

        assertThat(codes(ask(outside))).containsExactly(ReasonCode.ENVELOPE_MALFORMED);
        assertThat(codes(ask(inside))).containsExactly(ReasonCode.ENVELOPE_MALFORMED);
    }

    @Test
    void payloadTypeChangedOutsideTheSignature() {
        String text = Attacker.text(Attacker.proof());
        Bytes envelope = Bytes.utf8(replaced(text, Envelope.IN_TOTO, "text/plain"));

        assertThat(codes(ask(envelope))).containsExactly(ReasonCode.SIGNATURE_INVALID);
    }

    private static TrustedKey key(
            Optional<Instant> notAfter, Optional<Instant> retiredAt, Optional<Instant> revokedAt) {
        return new TrustedKey(
                "signer", KEY.verificationKey(), Purpose.ATTEST, Optional.empty(), notAfter, retiredAt, revokedAt);
    }

    private static Decision judgedBy(TrustedKey key, Bytes envelope) {
        return Attacker.gate(key).decide(envelope, Attacker.request(), Evidence.none());
    }
}
