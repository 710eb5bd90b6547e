package io.jenkins.plugins.cfnattest.app;

import static io.jenkins.plugins.cfnattest.app.AppFixture.CLOCK;
import static io.jenkins.plugins.cfnattest.app.AppFixture.KEY;

import io.jenkins.plugins.cfnattest.envelope.Bytes;
import io.jenkins.plugins.cfnattest.envelope.Envelope;
import io.jenkins.plugins.cfnattest.envelope.EnvelopeException;
import io.jenkins.plugins.cfnattest.envelope.EnvelopeJson;
import io.jenkins.plugins.cfnattest.envelope.Pae;
import io.jenkins.plugins.cfnattest.gate.Decision;
import io.jenkins.plugins.cfnattest.gate.DeploymentRequest;
import io.jenkins.plugins.cfnattest.gate.Evidence;
import io.jenkins.plugins.cfnattest.gate.Gate;
import io.jenkins.plugins.cfnattest.gate.Policy;
import io.jenkins.plugins.cfnattest.gate.ReasonCode;
import io.jenkins.plugins.cfnattest.gate.Refusal;
import io.jenkins.plugins.cfnattest.signing.Purpose;
import io.jenkins.plugins.cfnattest.signing.SigningKey;
import io.jenkins.plugins.cfnattest.signing.TrustedKey;
import io.jenkins.plugins.cfnattest.signing.TrustedKeys;
import java.nio.charset.CharacterCodingException;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** What an attacker can make out of a good attestation, and the gate he stands before. */
final class Attacker {
    private Attacker() {}

    /** A good attestation of {@link AppFixture#TEMPLATE}. */
    static Bytes proof() {
        return attested(AppFixture.TEMPLATE, Map.of("Env", "prod"));
    }

    /** What the real inspection with every rule says of a template, signed by the trusted key. */
    static Bytes attested(Bytes template, Map<String, String> parameters) {
        try {
            return AppFixture.attester(KEY)
                    .attest(AppFixture.request(template, parameters))
                    .envelope();
        } catch (AttestException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The statement of a good attestation, changed, and signed again: what the holder of this key can do. */
    static Bytes forged(SigningKey key, UnaryOperator<String> change) {
        return sealed(key, Envelope.IN_TOTO, change.apply(payload(proof())));
    }

    static Bytes sealed(SigningKey key, String payloadType, String payload) {
        Bytes bytes = Bytes.utf8(payload);
        return EnvelopeJson.write(new Envelope(
                payloadType,
                bytes,
                List.of(new Envelope.Signature(
                        key.verificationKey().keyId().hex(), key.sign(Pae.of(payloadType, bytes))))));
    }

    static String payload(Bytes envelope) {
        try {
            return EnvelopeJson.read(envelope).payload().toUtf8();
        } catch (EnvelopeException | CharacterCodingException e) {
            throw new IllegalStateException(e);
        }
    }

    static String text(Bytes envelope) {
        try {
            return envelope.toUtf8();
        } catch (CharacterCodingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Replaces what is there; a change that changes nothing would prove nothing. */
    static String replaced(String text, String old, String replacement) {
        if (!text.contains(old)) {
            throw new IllegalStateException("There is no '" + old + "' in " + text);
        }
        return text.replace(old, replacement);
    }

    /** The request everybody may make. */
    static DeploymentRequest request() {
        return AppFixture.deployment(AppFixture.scope(), "web", "eu-central-1").observedIn("123456789012");
    }

    static Gate gate(TrustedKey... keys) {
        return gate(CLOCK, keys);
    }

    static Gate gate(Clock clock, TrustedKey... keys) {
        return new Gate(Policy.standard(), new TrustedKeys(List.of(keys)), clock);
    }

    static TrustedKey trusted() {
        return TrustedKey.always("signer", KEY.verificationKey(), Purpose.ATTEST);
    }

    static Decision ask(Bytes envelope) {
        return ask(envelope, request());
    }

    static Decision ask(Bytes envelope, DeploymentRequest request) {
        return gate(trusted()).decide(envelope, request, Evidence.none());
    }

    /** The codes of the refusal; none when it is allowed. */
    static List<ReasonCode> codes(Decision decision) {
        return decision.refusals().stream().map(Refusal::code).toList();
    }
}
