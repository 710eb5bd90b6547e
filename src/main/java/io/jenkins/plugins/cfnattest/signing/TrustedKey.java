package io.jenkins.plugins.cfnattest.signing;

import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A public key somebody decided to trust.
 *
 * @param name how people call it
 * @param key the key
 * @param purpose what it is trusted for
 * @param notBefore first instant of its validity, absent: always
 * @param notAfter first instant after its validity, absent: never ends
 * @param retiredAt since when it signs no more, absent: it still does; what it signed counts only with a proof that it was on record before then
 * @param revokedAt when it was revoked, absent: it is not; a revoked key verifies nothing, whatever the date in the statement
 */
public record TrustedKey(
        String name,
        VerificationKey key,
        Purpose purpose,
        Optional<Instant> notBefore,
        Optional<Instant> notAfter,
        Optional<Instant> retiredAt,
        Optional<Instant> revokedAt) {
    public TrustedKey {
        if (name.isBlank()) {
            throw new IllegalArgumentException("A trusted key has a name.");
        }
        if (notBefore.isPresent() && notAfter.isPresent() && !notBefore.get().isBefore(notAfter.get())) {
            throw new IllegalArgumentException("The validity of key '" + name + "' ends (" + notAfter.get()
                    + ") before it begins (" + notBefore.get() + ").");
        }
    }

    /** A key that is not retired. */
    public TrustedKey(
            String name,
            VerificationKey key,
            Purpose purpose,
            Optional<Instant> notBefore,
            Optional<Instant> notAfter,
            Optional<Instant> revokedAt) {
        this(name, key, purpose, notBefore, notAfter, Optional.empty(), revokedAt);
    }

    /** A key that is always valid for the purpose. */
    public static TrustedKey always(String name, VerificationKey key, Purpose purpose) {
        return new TrustedKey(name, key, purpose, Optional.empty(), Optional.empty(), Optional.empty());
    }

    /** Whether the instant lies within the validity. */
    public boolean validAt(Instant instant) {
        return notBefore.map(start -> !instant.isBefore(start)).orElse(true)
                && notAfter.map(instant::isBefore).orElse(true);
    }

    /**
     * The same key as strictly as this and the other say: the later begin, the earlier end, retirement and revocation. Empty when nothing is left that both trust it
     * for: another purpose, or no common validity.
     *
     * @throws IllegalArgumentException when the other is another key
     */
    Optional<TrustedKey> heldTo(TrustedKey other) {
        if (!key.equals(other.key)) {
            throw new IllegalArgumentException("Keys are compared with themselves, not " + key + " with " + other.key);
        }
        Optional<Instant> begin = last(notBefore, other.notBefore);
        Optional<Instant> end = first(notAfter, other.notAfter);
        boolean never = begin.isPresent() && end.isPresent() && !begin.get().isBefore(end.get());
        if (purpose != other.purpose || never) {
            return Optional.empty();
        }
        return Optional.of(new TrustedKey(
                name, key, purpose, begin, end, first(retiredAt, other.retiredAt), first(revokedAt, other.revokedAt)));
    }

    private static Optional<Instant> first(Optional<Instant> one, Optional<Instant> other) {
        return Stream.of(one, other).flatMap(Optional::stream).min(Comparator.naturalOrder());
    }

    private static Optional<Instant> last(Optional<Instant> one, Optional<Instant> other) {
        return Stream.of(one, other).flatMap(Optional::stream).max(Comparator.naturalOrder());
    }
}
