package io.jenkins.plugins.cfnattest.gate;

import io.jenkins.plugins.cfnattest.envelope.Digest;
import io.jenkins.plugins.cfnattest.ledger.ApprovalUse;
import io.jenkins.plugins.cfnattest.ledger.DecisionEvent;
import io.jenkins.plugins.cfnattest.ledger.LedgerException;
import io.jenkins.plugins.cfnattest.ledger.RecordLookup;
import io.jenkins.plugins.cfnattest.ledger.TlogProof;
import io.jenkins.plugins.cfnattest.ledger.TrustedLogs;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A record that answers what a test wants. */
final class RecordDouble implements RecordLookup {
    final Map<String, DecisionEvent> deployments = new TreeMap<>();
    final Map<Digest, ApprovalUse> uses = new HashMap<>();
    /** Why nobody can tell which approvals were used. */
    Optional<LedgerException> unknown = Optional.empty();

    Optional<TlogProof> proof = Optional.empty();
    Optional<TrustedLogs> logs = Optional.empty();
    Optional<LedgerException> failure = Optional.empty();

    @Override
    public Optional<DecisionEvent> newestDeployment(String stackArn) throws LedgerException {
        fail();
        return Optional.ofNullable(deployments.get(stackArn));
    }

    @Override
    public Optional<TlogProof> attestation(Digest attestationDigest) throws LedgerException {
        fail();
        return proof;
    }

    @Override
    public Optional<ApprovalUse> letPass(Digest refusal) throws LedgerException {
        fail();
        if (unknown.isPresent()) {
            throw unknown.get();
        }
        return Optional.ofNullable(uses.get(refusal));
    }

    @Override
    public Optional<TrustedLogs> logs() {
        return logs;
    }

    private void fail() throws LedgerException {
        if (failure.isPresent()) {
            throw failure.get();
        }
    }
}
