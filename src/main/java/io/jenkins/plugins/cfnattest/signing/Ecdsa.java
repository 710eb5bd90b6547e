package io.jenkins.plugins.cfnattest.signing;

import io.jenkins.plugins.cfnattest.envelope.Bytes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.digests.SHA384Digest;
import org.bouncycastle.crypto.params.ECPrivateKeyParameters;
import org.bouncycastle.crypto.params.ECPublicKeyParameters;
import org.bouncycastle.crypto.signers.ECDSASigner;
import org.bouncycastle.crypto.signers.HMacDSAKCalculator;
import org.bouncycastle.crypto.signers.StandardDSAEncoding;

/**
 * ECDSA over the digest that belongs to the curve, signatures in DER (FIPS 186-5, RFC 3279). Nonces are those of RFC 6979, so signing needs no randomness.
 *
 * <p>Whoever holds a good signature (r, s) can write (r, n - s), which is good too: a signature is a proof and never a name. Attestations are named by their
 * payload.
 */
final class Ecdsa {
    /** Two numbers of 384 bits in DER. */
    private static final int LONGEST_SIGNATURE = 104;

    private static final int SHORTEST_SIGNATURE = 8;

    private Ecdsa() {}

    static Bytes sign(Algorithm algorithm, ECPrivateKeyParameters key, Bytes message) {
        ECDSASigner signer = new ECDSASigner(
                new HMacDSAKCalculator(algorithm == Algorithm.ECDSA_P384 ? new SHA384Digest() : new SHA256Digest()));
        signer.init(true, key);
        BigInteger[] pair = signer.generateSignature(digest(algorithm, message));
        try {
            return Bytes.of(
                    StandardDSAEncoding.INSTANCE.encode(key.getParameters().getN(), pair[0], pair[1]));
        } catch (IOException e) {
            throw new UncheckedIOException("Writing to memory failed.", e);
        }
    }

    /** Only DER in its one spelling, with both numbers in range, is tried at all. */
    static boolean verifies(Algorithm algorithm, ECPublicKeyParameters key, Bytes message, Bytes signature) {
        if (signature.size() < SHORTEST_SIGNATURE || signature.size() > LONGEST_SIGNATURE) {
            return false; // Also keeps the parser, which recurses, from the depths.
        }
        BigInteger[] pair;
        try {
            pair = StandardDSAEncoding.INSTANCE.decode(key.getParameters().getN(), signature.toArray());
        } catch (IOException | IllegalArgumentException | IllegalStateException | ClassCastException e) {
            return false; // No DER of two numbers below n: nobody's signature.
        }
        ECDSASigner signer = new ECDSASigner();
        signer.init(false, key);
        return signer.verifySignature(digest(algorithm, message), pair[0], pair[1]);
    }

    private static byte[] digest(Algorithm algorithm, Bytes message) {
        String name = algorithm == Algorithm.ECDSA_P384 ? "SHA-384" : "SHA-256";
        try {
            return MessageDigest.getInstance(name).digest(message.toArray());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has " + name + ", this one has not.", e);
        }
    }
}
