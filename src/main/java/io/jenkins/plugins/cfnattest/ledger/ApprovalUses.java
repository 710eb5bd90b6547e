package io.jenkins.plugins.cfnattest.ledger;

import io.jenkins.plugins.cfnattest.envelope.Bytes;
import io.jenkins.plugins.cfnattest.envelope.Digest;
import io.jenkins.plugins.cfnattest.ledger.LedgerException.Kind;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * By which decision a refusal was let pass. What lets it pass comes after it, so the log is read from its end backwards to the refusal, which is a day or so at
 * most. A refusal that is not there was refused elsewhere, or in a state of the log that was taken away: then nobody can tell.
 */
final class ApprovalUses {
    private ApprovalUses() {}

    /**
     * The newest such decision; empty when there is none.
     *
     * @param refusal digest of the signed refusal
     * @throws LedgerException when the refusal is not on record, or a decision that matters cannot be read
     */
    static Optional<ApprovalUse> of(Digest refusal, LogView view) throws LedgerException {
        for (long number = view.bundles() - 1; number >= 0; number--) {
            List<Bytes> bundle = view.bundle(number);
            for (int i = bundle.size() - 1; i >= 0; i--) {
                String text = new String(bundle.get(i).toArray(), StandardCharsets.ISO_8859_1);
                if (!Entry.Type.DECISION.isOf(text)) {
                    continue;
                }
                long index = number * Tile.FULL + i;
                Entry entry = Entry.parse(bundle.get(i));
                if (entry.statement().filter(refusal::equals).isPresent()) {
                    return Optional.empty();
                }
                if (decision(index, entry, view)
                        .approved()
                        .filter(refusal::equals)
                        .isPresent()) {
                    return Optional.of(new ApprovalUse(index, entry.time(), entry.statement()));
                }
            }
        }
        throw new LedgerException(
                Kind.UNAVAILABLE,
                "The refusal " + refusal
                        + " is not on this record, so nobody can tell whether it was let pass before.");
    }

    /** What was pruned is missed too: it could be the very one. */
    private static DecisionEvent decision(long index, Entry entry, LogView view) throws LedgerException {
        return DecisionEvent.of(
                index,
                view.event(index, entry)
                        .orElseThrow(() -> new LedgerException(
                                Kind.UNAVAILABLE,
                                "The event document of decision " + index
                                        + " is gone, so nobody can tell whether that let the refusal pass.")));
    }
}
