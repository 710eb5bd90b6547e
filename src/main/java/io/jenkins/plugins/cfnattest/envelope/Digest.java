package io.jenkins.plugins.cfnattest.envelope;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Pattern;

/**
 * A SHA-256 digest in lower-case hex, 64 digits.
 *
 * @param hex the digits
 */
public record Digest(String hex) {
    private static final Pattern SHAPE = Pattern.compile("[0-9a-f]{64}");
    private static final int SHORT_LENGTH = 12;

    public Digest {
        if (!SHAPE.matcher(hex).matches()) {
            throw new IllegalArgumentException(
                    "A SHA-256 digest has 64 lower-case hex digits, but this is '" + hex + "'.");
        }
    }

    /** The SHA-256 digest of the bytes. */
    public static Digest of(Bytes bytes) {
        try {
            return new Digest(HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(bytes.toArray())));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256, this one has not.", e);
        }
    }

    /** The first 12 digits, as they stand in names of artifacts. */
    public String first12() {
        return hex.substring(0, SHORT_LENGTH);
    }

    @Override
    public String toString() {
        return hex;
    }
}
