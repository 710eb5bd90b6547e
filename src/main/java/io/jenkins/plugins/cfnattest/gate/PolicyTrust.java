package io.jenkins.plugins.cfnattest.gate;

import io.jenkins.plugins.cfnattest.envelope.Digest;
import io.jenkins.plugins.cfnattest.inspect.Evaluation;
import io.jenkins.plugins.cfnattest.ledger.LedgerException;
import io.jenkins.plugins.cfnattest.ledger.LogKey;
import io.jenkins.plugins.cfnattest.ledger.TrustedLogs;
import io.jenkins.plugins.cfnattest.signing.Algorithm;
import io.jenkins.plugins.cfnattest.signing.KeyException;
import io.jenkins.plugins.cfnattest.signing.Purpose;
import io.jenkins.plugins.cfnattest.signing.TrustedKey;
import io.jenkins.plugins.cfnattest.signing.TrustedKeys;
import io.jenkins.plugins.cfnattest.signing.VerificationKey;
import io.jenkins.plugins.cfnattest.template.Value;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What a policy says of whom it believes: the keys, the logs, the waivers and the envelopes of the 2020 service. A promise that these members cannot keep together is a contradiction.
 *
 * @param policy the whole policy
 */
record PolicyTrust(PolicyMap policy) {
    static final Set<String> KEY = Set.of("name", "pem", "purpose", "notBefore", "notAfter", "retiredAt", "revokedAt");
    static final Set<String> WAIVERS = Set.of("signatures", "longest", "never");
    static final Set<String> RECORD = Set.of("required");
    static final Set<String> ACCEPTED = Set.of("keyId", "until");

    private static final String KEYS = "trustedKeys";
    private static final String TERMS = "waivers";
    private static final String LOGS = "trustedLogs";
    private static final String OLD = "accept2020";
    private static final Pattern ANY = Pattern.compile(".+");

    /** The only keys that count; absent where the policy names none. */
    Optional<TrustedKeys> keys() throws PolicyException {
        if (!policy.has(KEYS)) {
            return Optional.empty();
        }
        List<TrustedKey> keys = new ArrayList<>();
        Set<String> names = new HashSet<>();
        Set<Digest> ids = new HashSet<>();
        for (PolicyMap each : policy.someMaps(KEYS, KEY)) {
            TrustedKey key = key(each);
            if (!names.add(key.name())) {
                throw each.wrong("name", "is the name of a key that stands there already. Call each its own name");
            }
            if (!ids.add(key.key().keyId())) {
                throw each.wrong("pem", "stands there already, and a key has one purpose. Remove one");
            }
            keys.add(key);
        }
        return Optional.of(new TrustedKeys(keys));
    }

    private static TrustedKey key(PolicyMap each) throws PolicyException {
        VerificationKey key;
        try {
            key = VerificationKey.parse(each.lines("pem"));
        } catch (KeyException e) {
            throw each.wrong("pem", "is no public key: " + unended(e.getMessage()));
        }
        Purpose purpose = purpose(each);
        if (key.algorithm() != Algorithm.ED25519 && (purpose == Purpose.ATTEST_2020 || purpose == Purpose.LOG)) {
            throw each.wrong(
                    "pem",
                    "is an " + key.algorithm() + " key, but only Ed25519 keys sign for '" + purpose.word()
                            + "'. Give the right key");
        }
        try {
            return new TrustedKey(
                    each.text("name"),
                    key,
                    purpose,
                    each.instant("notBefore"),
                    each.instant("notAfter"),
                    each.instant("retiredAt"),
                    each.instant("revokedAt"));
        } catch (IllegalArgumentException e) {
            throw each.wrong("contradicts itself: " + unended(e.getMessage()));
        }
    }

    private static Purpose purpose(PolicyMap each) throws PolicyException {
        String word = each.text("purpose");
        return Purpose.of(word)
                .orElseThrow(() -> each.wrong(
                        "purpose", "should be one of " + Purpose.words() + ", but is " + OneLine.quoted(word)));
    }

    /** As many signatures as are asked for can be had under these keys. A revoked key signs nothing. */
    void checkSignatures(int signatures, Optional<TrustedKeys> keys) throws PolicyException {
        if (keys.isPresent() && count(keys.get(), Purpose.ATTEST) < signatures) {
            throw policy.wrong(
                    "signatures",
                    "contradicts '" + KEYS + "': it asks for " + Integer.toString(signatures)
                            + ", but there " + listed(keys.get(), Purpose.ATTEST)
                            + ". List more of them, or ask for fewer signatures");
        }
    }

    /** Which waivers are accepted; absent: none. */
    Optional<WaiverTerms> waivers(Optional<TrustedKeys> keys) throws PolicyException {
        if (!policy.has(TERMS)) {
            return Optional.empty();
        }
        PolicyMap terms = policy.map(TERMS, WAIVERS);
        int signatures = terms.count("signatures");
        WaiverTerms read;
        try {
            read = new WaiverTerms(
                    signatures,
                    terms.duration("longest"),
                    terms.texts("never", PolicyReader.RULE_ID, "the id of a rule"));
        } catch (IllegalArgumentException e) {
            throw terms.wrong("longest", "cannot be: " + unended(e.getMessage()));
        }
        if (keys.isPresent() && count(keys.get(), Purpose.WAIVER) < signatures) {
            throw terms.wrong(
                    "signatures",
                    "contradicts '" + KEYS + "': it asks for " + Integer.toString(signatures) + ", but there "
                            + listed(keys.get(), Purpose.WAIVER)
                            + ". List more of them, or take '" + TERMS + "' out to accept no waiver");
        }
        return Optional.of(read);
    }

    /** The records that are believed. */
    Optional<TrustedLogs> logs(Optional<TrustedKeys> keys) throws PolicyException {
        if (!policy.has(LOGS)) {
            return Optional.empty();
        }
        policy.someTexts(LOGS, ANY, "a verifier key");
        List<LogKey> logs = new ArrayList<>();
        for (Value item : policy.items(LOGS)) {
            logs.add(log(item, keys));
        }
        return Optional.of(new TrustedLogs(logs));
    }

    private LogKey log(Value item, Optional<TrustedKeys> keys) throws PolicyException {
        LogKey log;
        try {
            log = LogKey.parse(item.text().orElse(""));
        } catch (LedgerException e) {
            throw policy.wrong(item, "an item of " + policy.inner(LOGS) + " is no verifier key: " + e.getMessage());
        }
        Optional<TrustedKey> other =
                keys.flatMap(all -> all.byKeyId(log.key().keyId().hex())).filter(key -> key.purpose() != Purpose.LOG);
        if (other.isPresent()) {
            throw policy.wrong(
                    item,
                    "an item of " + policy.inner(LOGS) + " has the key "
                            + OneLine.quoted(other.get().name()) + " of '"
                            + KEYS + "', which is for '" + other.get().purpose().word()
                            + "', and a key has one purpose. Sign the log with another.");
        }
        return log;
    }

    /** Whether the attestation has to be on record: in one of the policy's own logs, since a proof needs somebody to believe. */
    boolean recordRequired() throws PolicyException {
        if (!policy.has("record")) {
            return false;
        }
        PolicyMap record = policy.map("record", RECORD);
        record.member("required");
        boolean required = record.flag("required");
        if (required && !policy.has(LOGS)) {
            throw record.wrong(
                    "required",
                    "asks for a proof that the attestation is on record, and needs '" + LOGS
                            + "', the logs whose proofs are believed, but the policy names none. List their verifier keys");
        }
        return required;
    }

    /** The keys of the 2020 service whose envelopes are accepted. */
    List<Accepted2020> accepted2020(int signatures, Set<Evaluation> evaluation, Optional<TrustedKeys> keys)
            throws PolicyException {
        List<Accepted2020> accepted = new ArrayList<>();
        if (!policy.has(OLD)) {
            return accepted;
        }
        Set<Digest> ids = new HashSet<>();
        for (PolicyMap each : policy.someMaps(OLD, ACCEPTED)) {
            Digest id = digest(each);
            if (!ids.add(id)) {
                throw each.wrong("keyId", "stands there already. Remove one");
            }
            each.member("until");
            accepted.add(new Accepted2020(id, each.instant("until").orElseThrow()));
            if (keys.isPresent() && !isOld(keys.get().byKeyId(id.hex()))) {
                throw each.wrong(
                        "keyId",
                        "contradicts '" + KEYS + "', where no key with this id stands for '"
                                + Purpose.ATTEST_2020.word() + "'. List the service's key there");
            }
        }
        if (signatures > 1) {
            throw policy.wrong(
                    OLD,
                    "contradicts 'signatures', which asks for " + Integer.toString(signatures)
                            + ": an envelope of the 2020 service has one. Take one of them out");
        }
        if (!evaluation.contains(Evaluation.EFFECTIVE)) {
            throw policy.wrong(
                    OLD,
                    "contradicts 'evaluation', which lacks " + Evaluation.EFFECTIVE
                            + ": that is how the gate inspects such a template again. Add it, or take '" + OLD
                            + "' out");
        }
        return accepted;
    }

    private static Digest digest(PolicyMap each) throws PolicyException {
        String hex = each.text("keyId");
        if (!PolicyReader.DIGEST.matcher(hex).matches()) {
            throw each.wrong(
                    "keyId",
                    "should be the SHA-256 of a public key, 64 lower-case hex digits, but is " + OneLine.quoted(hex));
        }
        return new Digest(hex);
    }

    private static boolean isOld(Optional<TrustedKey> key) {
        return key.filter(one -> one.purpose() == Purpose.ATTEST_2020).isPresent();
    }

    private static long count(TrustedKeys keys, Purpose purpose) {
        return keys.keys().stream()
                .filter(key -> key.purpose() == purpose && key.revokedAt().isEmpty())
                .count();
    }

    private static String listed(TrustedKeys keys, Purpose purpose) {
        return switch ((int) count(keys, purpose)) {
            case 0 -> "no key that is not revoked stands for '" + purpose.word() + "'";
            case 1 -> "one key that is not revoked stands for '" + purpose.word() + "'";
            default ->
                Long.toString(count(keys, purpose)) + " keys that are not revoked stand for '" + purpose.word() + "'";
        };
    }

    /** A sentence that another room ended already. */
    private static String unended(String sentence) {
        return sentence.endsWith(".") ? sentence.substring(0, sentence.length() - 1) : sentence;
    }
}
