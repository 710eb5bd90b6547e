package io.jenkins.plugins.cfnattest.ledger;

import io.jenkins.plugins.cfnattest.envelope.Bytes;
import io.jenkins.plugins.cfnattest.signing.KeyException;
import io.jenkins.plugins.cfnattest.signing.Signer;
import java.nio.file.Path;
import java.util.List;

/** Signs the checkpoints of one log. Its key has the purpose {@code log} and signs nothing else. */
public final class LogSigner {
    private final LogKey half;
    private final Signer signer;

    /**
     * @param origin the log's name
     * @param signer its Ed25519 key
     * @throws IllegalArgumentException when the name is none or the key is of another algorithm
     */
    public LogSigner(String origin, Signer signer) {
        this.half = new LogKey(origin, signer.verificationKey());
        this.signer = signer;
    }

    /**
     * The name that the record in this folder gives itself, unverified: whoever opens the record for writing finds out whether it is signed under it.
     *
     * @throws LedgerException when there is no record
     */
    public static String claimedOrigin(Path folder) throws LedgerException {
        return Checkpoint.parse(new LogFolder(folder).note().text()).origin();
    }

    /** Who verifies it. */
    public LogKey key() {
        return half;
    }

    SignedNote sign(Checkpoint checkpoint) throws KeyException {
        Bytes signature = signer.sign(Bytes.utf8(checkpoint.text()));
        return new SignedNote(checkpoint.text(), List.of(new SignedNote.Signature(half.name(), half.id(), signature)));
    }
}
