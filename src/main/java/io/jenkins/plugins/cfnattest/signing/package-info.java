/**
 * Who says so: algorithms, private and public keys and their PEM forms, signing, and verification. {@link
 * io.jenkins.plugins.cfnattest.signing.VerifiedStatement} is the one thing the gate believes, and only {@link
 * io.jenkins.plugins.cfnattest.signing.Verifier} makes one. Cryptography is Bouncy Castle's lightweight API: no provider is registered, none is looked up.
 *
 * <p>Sources: RFC 8032 (Ed25519), FIPS 186-5 (ECDSA), RFC 6979 (its nonces), RFC 5280 and 5958 (SPKI, PKCS#8), RFC 7468 (PEM), RFC 8018 (PBES2).
 */
package io.jenkins.plugins.cfnattest.signing;
