package io.jenkins.plugins.cfnattest.gate;

import io.jenkins.plugins.cfnattest.signing.Purpose;
import io.jenkins.plugins.cfnattest.signing.TrustedKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Check 3: the keys that verified have the purpose, were valid at the inspection, are valid now and are not revoked. Only such keys count
 * towards the policy's number of signatures. Valid at both instants, because the holder of a stolen key writes the time himself.
 */
final class KeyCheck implements Check {
    @Override
    public int number() {
        return 3;
    }

    @Override
    public String name() {
        return "signing keys";
    }

    @Override
    public List<Refusal> examine(Case facts) {
        List<Refusal> objections = new ArrayList<>();
        int good = 0;
        for (TrustedKey key : facts.verified().signers()) {
            Optional<Refusal> objection = objection(key, facts.predicate().inspectedAt(), facts.now());
            if (objection.isPresent()) {
                objections.add(objection.get());
            } else {
                good++;
            }
        }
        return good >= facts.policy().signatures() ? List.of() : objections;
    }

    private static Optional<Refusal> objection(TrustedKey key, Instant inspectedAt, Instant now) {
        if (key.purpose() != Purpose.ATTEST) {
            return refusal(
                    ReasonCode.KEY_PURPOSE,
                    key,
                    "is trusted for '" + key.purpose().word() + "', and an attestation needs a key trusted for '"
                            + Purpose.ATTEST.word() + "'. Sign with such a key.");
        }
        if (key.revokedAt().isPresent()) {
            return refusal(
                    ReasonCode.KEY_REVOKED,
                    key,
                    "was revoked at " + key.revokedAt().get() + ". Attest again with a key that is trusted now.");
        }
        if (!key.validAt(inspectedAt)) {
            return refusal(
                    ReasonCode.KEY_EXPIRED,
                    key,
                    "was not valid at the inspection (" + inspectedAt + "): it is valid " + validity(key)
                            + ". Attest again with a key that is valid now.");
        }
        if (!key.validAt(now)) {
            return refusal(
                    ReasonCode.KEY_EXPIRED,
                    key,
                    "is not valid now (" + now + "): it is valid " + validity(key)
                            + ". Attest again with a key that is valid now.");
        }
        return Optional.empty();
    }

    private static Optional<Refusal> refusal(ReasonCode code, TrustedKey key, String sentence) {
        String id = key.key().keyId().hex();
        return Optional.of(new Refusal(
                code,
                "The signing key '" + key.name() + "' (" + key.key().keyId().first12() + ") " + sentence,
                Map.of("keyId", id)));
    }

    private static String validity(TrustedKey key) {
        return "from " + key.notBefore().map(Instant::toString).orElse("ever") + " until "
                + key.notAfter().map(Instant::toString).orElse("further notice");
    }
}
