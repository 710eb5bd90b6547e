package io.jenkins.plugins.cfnattest.gate;

import io.jenkins.plugins.cfnattest.envelope.Digest;
import io.jenkins.plugins.cfnattest.ledger.ApprovalUse;
import io.jenkins.plugins.cfnattest.ledger.DecisionEvent;
import io.jenkins.plugins.cfnattest.ledger.RecordLookup;
import io.jenkins.plugins.cfnattest.ledger.TlogProof;
import java.util.Optional;

/** A record with a defect of its own. */
final class BrokenRecord implements RecordLookup {
    @Override
    public Optional<DecisionEvent> newestDeployment(String stackArn) {
        throw new IllegalStateException("defect");
    }

    @Override
    public Optional<ApprovalUse> letPass(Digest refusal) {
        throw new IllegalStateException("defect");
    }

    @Override
    public Optional<TlogProof> attestation(Digest attestationDigest) {
        throw new IllegalStateException("defect");
    }
}
