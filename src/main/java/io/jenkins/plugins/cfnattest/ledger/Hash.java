package io.jenkins.plugins.cfnattest.ledger;

import io.jenkins.plugins.cfnattest.envelope.Bytes;
import java.io.ByteArrayOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.Optional;

/**
 * A hash of the tree (RFC 6962, section 2.1).
 *
 * @param value its 32 bytes
 */
public record Hash(Bytes value) {
    /** The length of a hash in bytes. */
    public static final int SIZE = 32;

    private static final byte LEAF = 0;
    private static final byte NODE = 1;

    public Hash {
        if (value.size() != SIZE) {
            throw new IllegalArgumentException("A hash has " + SIZE + " bytes, but this has " + value.size() + ".");
        }
    }

    /** The root of a tree without entries: SHA-256 of nothing. */
    public static Hash ofNothing() {
        return new Hash(Bytes.of(sha256().digest()));
    }

    /** {@code SHA-256(0x00 || entry)}. */
    public static Hash ofLeaf(Bytes entry) {
        MessageDigest digest = sha256();
        digest.update(LEAF);
        return new Hash(Bytes.of(digest.digest(entry.toArray())));
    }

    /** {@code SHA-256(0x01 || left || right)}. */
    public static Hash ofNode(Hash left, Hash right) {
        MessageDigest digest = sha256();
        digest.update(NODE);
        digest.update(left.value.toArray());
        return new Hash(Bytes.of(digest.digest(right.value.toArray())));
    }

    /** The hash this standard base64 text stands for; empty when it is anything else. */
    static Optional<Hash> ofBase64(String text) {
        return StrictBase64.decode(text).filter(bytes -> bytes.size() == SIZE).map(Hash::new);
    }

    /** Hashes one after another, as a tile stores them. */
    static Bytes join(List<Hash> hashes) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        hashes.forEach(hash -> bytes.writeBytes(hash.value.toArray()));
        return Bytes.of(bytes.toByteArray());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256, this one has not.", e);
        }
    }

    /** Standard base64, as checkpoints and proofs write it. */
    @Override
    public String toString() {
        return value.toBase64();
    }
}
