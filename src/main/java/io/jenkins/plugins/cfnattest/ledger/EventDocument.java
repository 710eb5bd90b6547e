package io.jenkins.plugins.cfnattest.ledger;

import io.jenkins.plugins.cfnattest.envelope.Bytes;
import io.jenkins.plugins.cfnattest.envelope.CanonicalJson;
import io.jenkins.plugins.cfnattest.envelope.Digest;
import io.jenkins.plugins.cfnattest.envelope.EnvelopeException;
import io.jenkins.plugins.cfnattest.ledger.LedgerException.Kind;
import java.security.SecureRandom;
import java.util.Collections;
import java.util.HexFormat;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Who and what, beside the log: canonical JSON of texts, one of them a random salt. Once it is pruned, nobody can guess what the digest in the log stood for.
 *
 * @param salt 64 hex digits of chance
 * @param facts names and texts; no secrets
 */
public record EventDocument(String salt, SortedMap<String, String> facts) {
    /** No document is larger, in bytes. */
    static final int LIMIT = 1024 * 1024;

    private static final String SALT = "salt";
    private static final int SALT_SIZE = 32;

    public EventDocument {
        facts = Collections.unmodifiableSortedMap(new TreeMap<>(facts));
        if (!salt.matches("[0-9a-f]{64}") || facts.containsKey(SALT)) {
            throw new IllegalArgumentException("An event has one salt of 64 hex digits, and no fact of that name.");
        }
    }

    /** A document with a new salt. */
    public static EventDocument of(Map<String, String> facts, SecureRandom random) {
        byte[] salt = new byte[SALT_SIZE];
        random.nextBytes(salt);
        return new EventDocument(HexFormat.of().formatHex(salt), new TreeMap<>(facts));
    }

    /** Reads a document whose digest is known. */
    static EventDocument parse(Bytes json, Digest expected) throws LedgerException {
        if (!Digest.of(json).equals(expected)) {
            throw new LedgerException(
                    Kind.CONTRADICTED,
                    "The event document should have the digest " + expected + " that stands in the log, but has "
                            + Digest.of(json) + ". It was changed.");
        }
        try {
            SortedMap<String, String> members = CanonicalJson.read(json, "the event document");
            String salt = members.remove(SALT);
            return new EventDocument(salt == null ? "" : salt, members);
        } catch (EnvelopeException | IllegalArgumentException e) {
            throw new LedgerException(Kind.MALFORMED, "The event document is none: " + e.getMessage(), e);
        }
    }

    /** The bytes that are stored. */
    public Bytes toBytes() {
        Map<String, String> members = new TreeMap<>(facts);
        members.put(SALT, salt);
        return CanonicalJson.write(members);
    }

    /** The salted digest. */
    public Digest digest() {
        return Digest.of(toBytes());
    }
}
