package io.jenkins.plugins.cfnattest.ledger;

import io.jenkins.plugins.cfnattest.envelope.Bytes;
import io.jenkins.plugins.cfnattest.envelope.CanonicalJson;
import io.jenkins.plugins.cfnattest.envelope.Digest;
import io.jenkins.plugins.cfnattest.envelope.EnvelopeException;
import io.jenkins.plugins.cfnattest.ledger.LedgerException.Kind;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * An entry of the record: type, time and digests, never a template, user, job or stack. Its form is canonical JSON, an object of texts.
 *
 * @param type what happened
 * @param time when it was recorded, whole seconds
 * @param statement SHA-256 of the payload of the envelope that was recorded (of an attestation: the attestation digest)
 * @param envelope SHA-256 of that envelope's bytes
 * @param event salted digest of the event document, which says who and what
 */
public record Entry(
        Type type, Instant time, Optional<Digest> statement, Optional<Digest> envelope, Optional<Digest> event) {
    /** The largest entry in bytes: its length is stored in two. */
    public static final int LIMIT = 65_535;

    private static final Set<String> MEMBERS = Set.of("type", "time", "statement", "envelope", "event");

    public Entry {
        if (!time.equals(time.truncatedTo(ChronoUnit.SECONDS))) {
            throw new IllegalArgumentException("The time of an entry has whole seconds, but this is " + time + ".");
        }
        if (statement.isEmpty() && envelope.isEmpty() && event.isEmpty()) {
            throw new IllegalArgumentException("An entry has at least one digest.");
        }
    }

    /** What an entry is about. The words are for ever. */
    public enum Type {
        /** An attestation was made. */
        ATTESTATION("attestation"),
        /** The gate decided. */
        DECISION("decision"),
        /** A waiver was made. */
        WAIVER("waiver"),
        /** A deployment ended. */
        DEPLOYMENT("deployment"),
        /** Event documents were removed, their time being over. */
        PRUNING("pruning");

        private final String word;

        Type(String word) {
            this.word = word;
        }

        /** The word in entries. */
        public String word() {
            return word;
        }

        /** Whether this text of an entry is of this type: of its members, the type comes last. */
        boolean isOf(String entry) {
            return entry.endsWith("\"type\":\"" + word + "\"}");
        }

        static Optional<Type> of(String word) {
            return Arrays.stream(values())
                    .filter(type -> type.word.equals(word))
                    .findFirst();
        }
    }

    /** The bytes that are hashed. */
    public Bytes toBytes() {
        Map<String, String> members = new TreeMap<>();
        members.put("type", type.word);
        members.put("time", time.toString());
        statement.ifPresent(digest -> members.put("statement", digest.hex()));
        envelope.ifPresent(digest -> members.put("envelope", digest.hex()));
        event.ifPresent(digest -> members.put("event", digest.hex()));
        return CanonicalJson.write(members);
    }

    /**
     * Reads an entry, in its one spelling.
     *
     * @throws LedgerException (MALFORMED) when it is none
     */
    public static Entry parse(Bytes json) throws LedgerException {
        try {
            Map<String, String> members = CanonicalJson.read(json, "the entry");
            if (json.size() > LIMIT || !MEMBERS.containsAll(members.keySet())) {
                throw malformed("it is too long or has other members than " + MEMBERS, null);
            }
            Instant time = Instant.parse(text(members, "time"));
            if (!time.toString().equals(members.get("time"))) {
                throw malformed("its time is not spelled like 2026-01-31T12:00:00Z", null);
            }
            return new Entry(
                    Type.of(text(members, "type")).orElseThrow(() -> malformed("its type is unknown", null)),
                    time,
                    digest(members, "statement"),
                    digest(members, "envelope"),
                    digest(members, "event"));
        } catch (EnvelopeException | DateTimeException | IllegalArgumentException e) {
            throw malformed(e.getMessage(), e);
        }
    }

    private static String text(Map<String, String> members, String name) throws LedgerException {
        return Optional.ofNullable(members.get(name)).orElseThrow(() -> malformed("it has no " + name, null));
    }

    private static Optional<Digest> digest(Map<String, String> members, String name) {
        return Optional.ofNullable(members.get(name)).map(Digest::new);
    }

    private static LedgerException malformed(String found, Exception cause) {
        return new LedgerException(
                Kind.MALFORMED, "Expected an entry of the record, but found another document: " + found, cause);
    }
}
