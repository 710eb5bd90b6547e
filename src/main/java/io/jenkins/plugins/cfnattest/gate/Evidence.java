package io.jenkins.plugins.cfnattest.gate;

import io.jenkins.plugins.cfnattest.envelope.Bytes;
import io.jenkins.plugins.cfnattest.ledger.RecordLookup;
import java.util.List;
import java.util.Optional;

/**
 * What the gate looks at beside envelope and request. Whoever asks gives proof, waivers and approval, the machine its own record. Leaving out what was given never
 * turns a refusal into a permission, but for a waiver that is invalid: one that is given has to be good.
 *
 * @param waivers signed waivers (DSSE envelopes), as given by whoever asks
 * @param recordProof a proof that the attestation is on record (C2SP tlog-proof), as given by whoever asks
 * @param record the gate's own record; absent where none is configured
 * @param breakGlass an approval of this very refusal
 */
public record Evidence(
        List<Bytes> waivers,
        Optional<Bytes> recordProof,
        Optional<RecordLookup> record,
        Optional<BreakGlass> breakGlass) {
    /** More waivers than these are not looked at: the request is refused. */
    public static final int MOST_WAIVERS = 100;

    public Evidence {
        waivers = List.copyOf(waivers);
    }

    /** Nothing. */
    public static Evidence none() {
        return new Evidence(List.of(), Optional.empty(), Optional.empty(), Optional.empty());
    }

    /** The same, and these waivers. */
    public Evidence withWaivers(List<Bytes> given) {
        return new Evidence(given, recordProof, record, breakGlass);
    }

    /** The same, and this proof. */
    public Evidence withRecordProof(Bytes proof) {
        return new Evidence(waivers, Optional.of(proof), record, breakGlass);
    }

    /** The same, and this record. */
    public Evidence withRecord(RecordLookup lookup) {
        return new Evidence(waivers, recordProof, Optional.of(lookup), breakGlass);
    }

    /** The same, and this approval. */
    public Evidence withBreakGlass(BreakGlass approved) {
        return new Evidence(waivers, recordProof, record, Optional.of(approved));
    }

    /** The same, and no approval. */
    Evidence withoutBreakGlass() {
        return new Evidence(waivers, recordProof, record, Optional.empty());
    }
}
