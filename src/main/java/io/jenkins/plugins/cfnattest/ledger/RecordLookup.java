package io.jenkins.plugins.cfnattest.ledger;

import io.jenkins.plugins.cfnattest.envelope.Digest;
import java.util.Optional;

/** What a gate asks a record. Each answer was verified under the trusted logs; a record that cannot answer throws, and the gate refuses. */
public interface RecordLookup {
    /**
     * The newest allowed deployment of this stack, by anyone: by place in the log, so that an allowed rollback counts.
     *
     * @param stackArn {@code arn:PARTITION:cloudformation:REGION:ACCOUNT:stack/NAME}
     */
    Optional<DecisionEvent> newestDeployment(String stackArn) throws LedgerException;

    /** The proof that this attestation is on record; empty when it is not. */
    Optional<TlogProof> attestation(Digest attestationDigest) throws LedgerException;

    /**
     * By which decision this refusal was let pass (break-glass); empty when by none.
     *
     * @param refusal digest of the signed refusal
     * @throws LedgerException also when the refusal is not on record: then nobody can tell
     */
    Optional<ApprovalUse> letPass(Digest refusal) throws LedgerException;

    /** The logs under which the answers were verified, so that a proof from elsewhere can be too; empty when the record does not say. */
    default Optional<TrustedLogs> logs() {
        return Optional.empty();
    }
}
