package io.jenkins.plugins.cfnattest.gate;

import io.jenkins.plugins.cfnattest.envelope.Bytes;
import io.jenkins.plugins.cfnattest.envelope.Digest;
import io.jenkins.plugins.cfnattest.ledger.Entry;
import io.jenkins.plugins.cfnattest.ledger.LedgerException;
import io.jenkins.plugins.cfnattest.ledger.RecordLookup;
import io.jenkins.plugins.cfnattest.ledger.TlogProof;
import io.jenkins.plugins.cfnattest.ledger.TrustedLogs;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Proofs that the attestation is on record: the one that was given, then the one that the record gives. Each is believed only under the logs the
 * policy trusts (where it names none: those the record is trusted under), and only when its entry is about an attestation of this very digest.
 * A given proof that is wrong takes nothing away from what the record says.
 */
final class RecordedProofs {
    private final Evidence evidence;
    private final Optional<TrustedLogs> logs;
    private final Digest attestation;

    RecordedProofs(Evidence evidence, Policy policy, Digest attestation) {
        this.evidence = evidence;
        this.logs = policy.trustedLogs().or(() -> evidence.record().flatMap(RecordLookup::logs));
        this.attestation = attestation;
    }

    /**
     * What came of a search.
     *
     * @param found whether a proof was found
     * @param available whether everything could be asked
     * @param complaints what is wrong, a sentence each
     */
    record Search(boolean found, boolean available, List<String> complaints) {
        Search {
            complaints = List.copyOf(complaints);
        }

        /** All complaints. */
        String why() {
            return String.join(" ", complaints);
        }
    }

    /**
     * Looks for a proof.
     *
     * @param objection what is wrong with the time of the entry, half a sentence; empty when it does
     */
    Search search(Function<Instant, Optional<String>> objection) {
        List<String> complaints = new ArrayList<>();
        if (evidence.recordProof().isPresent()) {
            Optional<String> wrong = wrongWithGiven(evidence.recordProof().get(), objection);
            if (wrong.isEmpty()) {
                return new Search(true, true, List.of());
            }
            complaints.add("The proof of the record that was given does not count: " + wrong.get() + ".");
        }
        if (evidence.record().isEmpty()) {
            complaints.add("There is no record to ask" + (complaints.isEmpty() ? ", and no proof was given." : "."));
            return new Search(false, evidence.recordProof().isPresent() && logs.isPresent(), complaints);
        }
        try {
            Optional<TlogProof> proof = evidence.record().get().attestation(attestation);
            Optional<String> wrong = proof.isEmpty()
                    ? Optional.of("it has no entry of the attestation " + attestation)
                    : wrong(entry(proof.get()), objection);
            wrong.ifPresent(why -> complaints.add("The record does not help: " + why + "."));
            return new Search(wrong.isEmpty(), true, complaints);
        } catch (LedgerException e) {
            complaints.add("The record cannot be asked or believed: " + OneLine.of(e.getMessage(), 4 * OneLine.VALUE));
            return new Search(false, false, complaints);
        }
    }

    /** What is wrong with the proof that was given; empty when nothing is, or none was given. */
    Optional<String> wrongWithGiven() {
        return evidence.recordProof().flatMap(given -> wrongWithGiven(given, time -> Optional.empty()));
    }

    private Optional<String> wrongWithGiven(Bytes given, Function<Instant, Optional<String>> objection) {
        if (logs.isEmpty()) {
            return Optional.of("neither the policy nor a record says which logs are trusted");
        }
        try {
            return wrong(TlogProof.parse(given).verify(logs.get()).entry(), objection);
        } catch (LedgerException e) {
            return Optional.of(withoutEnd(OneLine.of(e.getMessage(), 4 * OneLine.VALUE)));
        }
    }

    /** The record has verified what it answers; where the logs are known, that is done here once more. */
    private Entry entry(TlogProof proof) throws LedgerException {
        return logs.isPresent() ? proof.verify(logs.get()).entry() : Entry.parse(proof.entry());
    }

    private Optional<String> wrong(Entry entry, Function<Instant, Optional<String>> objection) {
        if (entry.type() != Entry.Type.ATTESTATION) {
            return Optional.of("its entry is about a " + entry.type().word() + ", not about an attestation");
        }
        if (!entry.statement().equals(Optional.of(attestation))) {
            return Optional.of("its entry is about the attestation "
                    + entry.statement().map(Digest::hex).orElse("without a digest") + ", not about " + attestation);
        }
        return objection.apply(entry.time());
    }

    private static String withoutEnd(String sentence) {
        return sentence.endsWith(".") ? sentence.substring(0, sentence.length() - 1) : sentence;
    }
}
