package io.jenkins.plugins.cfnattest.gate;

import io.jenkins.plugins.cfnattest.signing.Purpose;
import io.jenkins.plugins.cfnattest.signing.TrustedKey;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * When a key's signature counts: the key has the purpose, was valid when the statement says it was made, is valid now and is not revoked. Valid at
 * both instants, because the holder of a stolen key writes the time himself. A retired key counts only where a log shows that the statement
 * was there before the retirement.
 *
 * @param purpose the purpose the key needs
 * @param what what is signed, with its article
 * @param when what the statement's own time is called
 * @param again what to do instead
 */
record KeyLaw(Purpose purpose, String what, String when, String again) {
    static final KeyLaw ATTESTATION = new KeyLaw(Purpose.ATTEST, "an attestation", "at the inspection", "Attest again");
    static final KeyLaw ATTESTATION_2020 =
            new KeyLaw(Purpose.ATTEST_2020, "an envelope of the 2020 service", "at the inspection", "Attest again");
    static final KeyLaw WAIVER = new KeyLaw(Purpose.WAIVER, "a waiver", "when it begins", "Sign the waiver again");
    static final KeyLaw DECISION = new KeyLaw(Purpose.DECISION, "a decision", "when it was made", "Ask again");

    /**
     * Why the signature does not count.
     *
     * @param signedAt when the statement says it was made
     * @param late why the statement is not known to be older than this instant; empty when it is
     */
    Optional<Refusal> objection(
            TrustedKey key, Instant signedAt, Instant now, Function<Instant, Optional<String>> late) {
        if (key.purpose() != purpose) {
            return refusal(
                    ReasonCode.KEY_PURPOSE,
                    key,
                    "is trusted for '" + key.purpose().word() + "', and " + what + " needs a key trusted for '"
                            + purpose.word() + "'. Sign with such a key.");
        }
        if (key.revokedAt().isPresent()) {
            return refusal(
                    ReasonCode.KEY_REVOKED,
                    key,
                    "was revoked at " + key.revokedAt().get() + ". " + again + " with a key that is trusted now.");
        }
        if (!key.validAt(signedAt)) {
            return refusal(
                    ReasonCode.KEY_EXPIRED,
                    key,
                    "was not valid " + when + " (" + signedAt + "): it is valid " + validity(key) + ". " + again
                            + " with a key that is valid now.");
        }
        if (!key.validAt(now)) {
            return refusal(
                    ReasonCode.KEY_EXPIRED,
                    key,
                    "is not valid now (" + now + "): it is valid " + validity(key) + ". " + again
                            + " with a key that is valid now.");
        }
        return key.retiredAt()
                .filter(end -> !now.isBefore(end))
                .flatMap(end -> late.apply(end)
                        .flatMap(why -> refusal(
                                ReasonCode.KEY_EXPIRED,
                                key,
                                "signs no more since " + end + ", and counts only for what was on record before: " + why
                                        + " " + again + " with a key that is valid now.")));
    }

    private static Optional<Refusal> refusal(ReasonCode code, TrustedKey key, String sentence) {
        return Optional.of(new Refusal(
                code,
                "The signing key '" + key.name() + "' (" + key.key().keyId().first12() + ") " + sentence,
                Map.of("keyId", key.key().keyId().hex())));
    }

    private static String validity(TrustedKey key) {
        return "from " + key.notBefore().map(Instant::toString).orElse("ever") + " until "
                + key.notAfter().map(Instant::toString).orElse("further notice");
    }
}
