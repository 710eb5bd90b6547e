package io.jenkins.plugins.cfnattest.service;

import io.jenkins.plugins.cfnattest.envelope.Digest;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Everybody the service knows.
 *
 * @param all each with a name and a token of its own; names that differ in case only are the same
 */
public record Callers(List<KnownCaller> all) {
    public Callers {
        all = List.copyOf(all);
        Set<String> names = new HashSet<>();
        Set<Digest> tokens = new HashSet<>();
        for (KnownCaller caller : all) {
            if (!names.add(caller.name().toLowerCase(Locale.ROOT))) {
                throw new IllegalArgumentException(
                        "Expected each caller once, but '" + caller.name() + "' is there twice. Remove one.");
            }
            if (!tokens.add(caller.token())) {
                throw new IllegalArgumentException("Expected a token of its own for each caller, but '" + caller.name()
                        + "' shares one. Make another with 'cfn-attest keygen --token'.");
            }
        }
    }

    /** Nobody. */
    public static Callers none() {
        return new Callers(List.of());
    }

    /** Whose token this is the digest of. All are compared, in the same time however much of a guess is right. */
    Optional<KnownCaller> of(Digest token) {
        Optional<KnownCaller> found = Optional.empty();
        for (KnownCaller caller : all) {
            if (equal(caller.token(), token)) {
                found = Optional.of(caller);
            }
        }
        return found;
    }

    static boolean equal(Digest one, Digest other) {
        return MessageDigest.isEqual(
                one.hex().getBytes(StandardCharsets.US_ASCII), other.hex().getBytes(StandardCharsets.US_ASCII));
    }
}
