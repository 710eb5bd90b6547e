package io.jenkins.plugins.cfnattest.signing;

import io.jenkins.plugins.cfnattest.envelope.Bytes;
import io.jenkins.plugins.cfnattest.envelope.Envelope;
import io.jenkins.plugins.cfnattest.envelope.Pae;
import io.jenkins.plugins.cfnattest.envelope.Quoted;
import io.jenkins.plugins.cfnattest.signing.VerificationException.Reason;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What trying every trusted key on every signature of an envelope gave.
 *
 * @param envelope the envelope
 * @param trusted the keys tried
 * @param signers the distinct keys that verified, in the order of the signatures
 * @param notes what is odd about the signatures, a sentence each
 */
record SignatureCheck(Envelope envelope, TrustedKeys trusted, List<TrustedKey> signers, List<String> notes) {
    private static final int MOST_NAMED = 5;

    SignatureCheck {
        signers = List.copyOf(signers);
        notes = List.copyOf(notes);
    }

    static SignatureCheck of(Envelope envelope, TrustedKeys trusted) {
        Bytes message = Pae.of(envelope.payloadType(), envelope.payload());
        Set<TrustedKey> signers = new LinkedHashSet<>();
        List<String> notes = new ArrayList<>();
        int number = 0;
        for (Envelope.Signature signature : envelope.signatures()) {
            number++;
            Optional<TrustedKey> signer = trusted.keys().stream()
                    .filter(key -> key.key().verifies(message, signature.signature()))
                    .findFirst();
            String hint = hint(signature.keyId(), trusted);
            if (signer.isEmpty()) {
                notes.add("Signature " + number + " names " + hint + " and is not good under any trusted key.");
                continue;
            }
            if (!signature.keyId().equals(signer.get().key().keyId().hex())) {
                notes.add("Signature " + number + " names " + hint + ", but the trusted key '"
                        + signer.get().name() + "' made it.");
            }
            if (!signers.add(signer.get())) {
                notes.add("Signature " + number + " is a further one of the trusted key '"
                        + signer.get().name() + "', which counts once.");
            }
        }
        return new SignatureCheck(envelope, trusted, List.copyOf(signers), notes);
    }

    private static String hint(String keyId, TrustedKeys trusted) {
        return trusted.byKeyId(keyId)
                .map(key -> "the trusted key '" + key.name() + "' (" + keyId + ")")
                .orElseGet(() -> keyId.isEmpty() ? "no key" : "the unknown key " + Quoted.of(keyId));
    }

    /** The complaint when nobody trusted signed. */
    VerificationException failure() {
        List<String> ids = envelope.signatures().stream()
                .map(Envelope.Signature::keyId)
                .distinct()
                .toList();
        List<String> named = ids.stream()
                .flatMap(id -> trusted.byKeyId(id).stream())
                .map(key -> "'" + key.name() + "' (" + key.key().keyId() + ")")
                .toList();
        if (!named.isEmpty()) {
            return new VerificationException(
                    Reason.SIGNATURE_INVALID,
                    "Expected a good signature by the trusted key " + some(named)
                            + ", which the envelope names, but found a bad one: payload, payload type or signature was"
                            + " changed, or another key made it. Make the attestation again.");
        }
        return new VerificationException(
                Reason.KEY_UNTRUSTED,
                "Expected a signature by a trusted key (" + names() + "), but found only such by "
                        + some(ids.stream()
                                .map(id -> id.isEmpty() ? "an unnamed key" : Quoted.of(id))
                                .toList())
                        + ", none of them trusted. Attest with a trusted key, or have an administrator trust this one.");
    }

    private String names() {
        return trusted.keys().isEmpty()
                ? "there is none"
                : some(trusted.keys().stream()
                        .map(key -> "'" + key.name() + "'")
                        .toList());
    }

    private static String some(List<String> all) {
        String shown = String.join(", ", all.subList(0, Math.min(all.size(), MOST_NAMED)));
        return all.size() > MOST_NAMED ? shown + " and " + (all.size() - MOST_NAMED) + " more" : shown;
    }
}
