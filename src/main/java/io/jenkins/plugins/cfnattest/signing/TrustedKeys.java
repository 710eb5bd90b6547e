package io.jenkins.plugins.cfnattest.signing;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The keys a gate trusts; a key (by key id) stands in it once.
 *
 * @param keys the keys
 */
public record TrustedKeys(List<TrustedKey> keys) {
    public TrustedKeys {
        keys = List.copyOf(keys);
        Set<String> seen = new HashSet<>();
        for (TrustedKey key : keys) {
            if (!seen.add(key.key().keyId().hex())) {
                throw new IllegalArgumentException(
                        "A key has one purpose and stands once among the trusted keys, but key '" + key.name() + "' ("
                                + key.key().keyId() + ") stands there twice.");
            }
        }
    }

    /** The trusted key with this key id. */
    public Optional<TrustedKey> byKeyId(String keyId) {
        return keys.stream()
                .filter(key -> key.key().keyId().hex().equals(keyId))
                .findFirst();
    }

    /**
     * These keys alone, each held to what others say of it too: the shorter validity, the earlier retirement and revocation. A key that the others trust for another
     * purpose, or never while it is valid here, is left out. A key that only the others have does not count.
     */
    public TrustedKeys heldTo(TrustedKeys others) {
        return new TrustedKeys(
                keys.stream().flatMap(key -> others.held(key).stream()).toList());
    }

    /** A key, trusted elsewhere, held to what is said of it here; as it is when nothing is, and empty when nothing is left of it. */
    public Optional<TrustedKey> held(TrustedKey key) {
        Optional<TrustedKey> here = byKeyId(key.key().keyId().hex());
        return here.isEmpty() ? Optional.of(key) : key.heldTo(here.get());
    }
}
