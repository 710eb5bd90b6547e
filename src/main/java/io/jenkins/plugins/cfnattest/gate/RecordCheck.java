package io.jenkins.plugins.cfnattest.gate;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Check 15: where the policy asks for it, the attestation is on record: a trusted log's signed checkpoint includes an entry of exactly this
 * attestation, put there not before the inspection (clocks may differ as the policy lets them). It stops proofs made off the books.
 */
final class RecordCheck implements Check {
    @Override
    public int number() {
        return 15;
    }

    @Override
    public String name() {
        return "record";
    }

    @Override
    public boolean applies(Case facts) {
        return facts.policy().recordRequired();
    }

    @Override
    public List<Refusal> examine(Case facts) {
        Instant inspectedAt = facts.predicate().inspectedAt();
        Instant earliest = inspectedAt.minus(facts.policy().clockSkew());
        RecordedProofs.Search search = facts.recorded()
                .search(time -> time.isBefore(earliest)
                        ? Optional.of("the attestation was put on record at " + time + ", before the inspection of "
                                + inspectedAt)
                        : Optional.empty());
        if (search.found()) {
            return List.of();
        }
        String attestation = facts.verified().attestationDigest().hex();
        String todo = search.available()
                ? " Put the attestation on record, or give the proof (.tlog-proof) that it is."
                : " Try again when the record answers, or give the proof (.tlog-proof) that the attestation is on record.";
        return List.of(new Refusal(
                search.available() ? ReasonCode.RECORD_MISSING : ReasonCode.RECORD_UNAVAILABLE,
                "The policy '" + facts.policy().name()
                        + "' asks that the attestation is on record, and that is not shown. " + search.why() + todo,
                Map.of("attestation", attestation)));
    }

    /** A wrong proof refuses nothing by itself, since leaving it out would help; but nobody should take it for a good one. */
    @Override
    public List<String> notes(Case facts) {
        return facts.recorded().wrongWithGiven().stream()
                .map(why -> "The proof of the record that was given does not count: " + why + ".")
                .toList();
    }
}
