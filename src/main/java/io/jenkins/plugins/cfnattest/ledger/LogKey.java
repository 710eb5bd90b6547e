package io.jenkins.plugins.cfnattest.ledger;

import io.jenkins.plugins.cfnattest.envelope.Bytes;
import io.jenkins.plugins.cfnattest.envelope.Digest;
import io.jenkins.plugins.cfnattest.envelope.Quoted;
import io.jenkins.plugins.cfnattest.ledger.LedgerException.Kind;
import io.jenkins.plugins.cfnattest.signing.Algorithm;
import io.jenkins.plugins.cfnattest.signing.KeyException;
import io.jenkins.plugins.cfnattest.signing.VerificationKey;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/**
 * A verifier key of a log (vkey, C2SP signed-note): who a log is.
 *
 * @param name the key's name, which is also the origin of the log's checkpoints
 * @param key the Ed25519 key
 */
public record LogKey(String name, VerificationKey key) {
    private static final byte ED25519 = 1;
    private static final int ID_DIGITS = 8;
    private static final String WANTED =
            "a verifier key of an Ed25519 log key (NAME+8 HEX DIGITS+BASE64, as 'cfn-attest log init' prints it)";

    public LogKey {
        if (!isName(name)) {
            throw new IllegalArgumentException("The name of a log is a text without white space, control characters"
                    + " and plus, such as example.com/record, but this is " + Quoted.of(name) + ".");
        }
        if (key.algorithm() != Algorithm.ED25519) {
            throw new IllegalArgumentException(
                    "A log is signed with an Ed25519 key, but this is an " + key.algorithm() + " key.");
        }
    }

    /**
     * Reads a vkey.
     *
     * @throws LedgerException (MALFORMED) when it is none, its id does not fit its key, or it is of another algorithm
     */
    public static LogKey parse(String vkey) throws LedgerException {
        String[] parts = vkey.split("\\+", 3);
        Optional<Bytes> material = parts.length == 3 ? StrictBase64.decode(parts[2]) : Optional.empty();
        if (material.isEmpty()
                || !isName(parts[0])
                || material.get().size() != Hash.SIZE + 1
                || material.get().toArray()[0] != ED25519) {
            throw new LedgerException(
                    Kind.MALFORMED, "Expected " + WANTED + ", but found " + Quoted.of(vkey) + ". Copy it whole.");
        }
        byte[] raw = material.get().toArray();
        try {
            LogKey key = new LogKey(
                    parts[0], VerificationKey.ofRawEd25519(Bytes.of(Arrays.copyOfRange(raw, 1, raw.length))));
            if (!key.id().equals(parts[1])) {
                throw new LedgerException(
                        Kind.MALFORMED,
                        "The verifier key of " + Quoted.of(parts[0]) + " should have the id " + key.id() + ", but says "
                                + Quoted.of(parts[1]) + ". Copy it whole.");
            }
            return key;
        } catch (KeyException e) {
            throw new LedgerException(
                    Kind.MALFORMED, "Expected " + WANTED + ", but its key is none: " + e.getMessage(), e);
        }
    }

    /** Any text but white space, control characters, and what separates the parts of a vkey. */
    static boolean isName(String name) {
        return !name.isEmpty()
                && name.codePoints()
                        .noneMatch(point -> point == '+'
                                || Character.isWhitespace(point)
                                || Character.isSpaceChar(point)
                                || Character.isISOControl(point)
                                || Character.getType(point) == Character.SURROGATE);
    }

    /** The key id of signature lines: the first 8 hex digits of {@code SHA-256(name || 0x0A || 0x01 || key)}. */
    public String id() {
        byte[] head = (name + "\n").getBytes(StandardCharsets.UTF_8);
        byte[] material = material().toArray();
        byte[] all = Arrays.copyOf(head, head.length + material.length);
        System.arraycopy(material, 0, all, head.length, material.length);
        return Digest.of(Bytes.of(all)).hex().substring(0, ID_DIGITS);
    }

    private Bytes material() {
        byte[] raw = key.raw().toArray();
        byte[] material = new byte[raw.length + 1];
        material[0] = ED25519;
        System.arraycopy(raw, 0, material, 1, raw.length);
        return Bytes.of(material);
    }

    /** The vkey. */
    @Override
    public String toString() {
        return name + "+" + id() + "+" + material().toBase64();
    }
}
