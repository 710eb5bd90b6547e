package io.jenkins.plugins.cfnattest.service;

import io.jenkins.plugins.cfnattest.envelope.Bytes;
import io.jenkins.plugins.cfnattest.envelope.Digest;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Somebody the service knows by a token.
 *
 * @param name the name: it is the job that targets' rules match, and stands in what is signed
 * @param token SHA-256 of the token; the service never keeps the token itself
 * @param roles what the caller may do
 */
public record KnownCaller(String name, Digest token, Set<Role> roles) {
    private static final Pattern NAME =
            Pattern.compile("[A-Za-z0-9][A-Za-z0-9._@/ -]{0,198}[A-Za-z0-9._@-]|[A-Za-z0-9]");

    public KnownCaller {
        roles = Set.copyOf(roles);
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "Expected a caller's name of letters, digits, '.', '_', '@', '-', '/' and blanks within, at most 200, but found another.");
        }
        if (roles.isEmpty()) {
            throw new IllegalArgumentException("Expected at least one role, but '" + name + "' has none.");
        }
        if (token.equals(Digest.of(Bytes.utf8("")))) {
            throw new IllegalArgumentException("Expected the digest of a token, but that of '" + name
                    + "' is the digest of nothing. Make a token with 'cfn-attest keygen --token'.");
        }
    }
}
