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
}
