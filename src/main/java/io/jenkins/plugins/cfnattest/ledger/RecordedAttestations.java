package io.jenkins.plugins.cfnattest.ledger;

import io.jenkins.plugins.cfnattest.envelope.Digest;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Where each attestation was recorded first. Of a log that has grown only the new end is read. Not safe for use by several threads. */
final class RecordedAttestations {
    private final Map<Digest, Long> first = new HashMap<>();
    private long size;

    /**
     * The proof that this attestation is on record; empty when it is not.
     *
     * @param view the log; it continues all those it was asked with before
     */
    Optional<TlogProof> proof(Digest attestation, LogView view) throws LedgerException {
        view.scan(
                size,
                Entry.Type.ATTESTATION::isOf,
                (index, entry) -> entry.statement().ifPresent(statement -> first.putIfAbsent(statement, index)));
        size = view.checkpoint().size();
        Long index = first.get(attestation);
        return index == null ? Optional.empty() : Optional.of(view.prove(index));
    }
}
