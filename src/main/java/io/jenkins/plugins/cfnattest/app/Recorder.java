package io.jenkins.plugins.cfnattest.app;

import io.jenkins.plugins.cfnattest.deploy.DeploymentException;
import io.jenkins.plugins.cfnattest.deploy.Outcome;
import io.jenkins.plugins.cfnattest.envelope.Digest;
import io.jenkins.plugins.cfnattest.gate.Decision;
import io.jenkins.plugins.cfnattest.gate.DeploymentRequest;
import io.jenkins.plugins.cfnattest.gate.ReasonCode;
import io.jenkins.plugins.cfnattest.gate.Refusal;
import io.jenkins.plugins.cfnattest.ledger.DecisionEvent;
import io.jenkins.plugins.cfnattest.ledger.Entry;
import io.jenkins.plugins.cfnattest.ledger.EventDocument;
import io.jenkins.plugins.cfnattest.ledger.LedgerException;
import io.jenkins.plugins.cfnattest.ledger.LogSigner;
import io.jenkins.plugins.cfnattest.ledger.LogWriter;
import io.jenkins.plugins.cfnattest.ledger.TlogProof;
import io.jenkins.plugins.cfnattest.signing.VerifiedStatement;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/** Puts attestations and decisions on record, in a folder. The folder is locked only while something is written. */
public final class Recorder implements DecisionLog {
    private final Path folder;
    private final LogSigner signer;
    private final Function<Map<String, String>, EventDocument> documents;
    private final Clock clock;

    public Recorder(Path folder, LogSigner signer, SecureRandom random, Clock clock) {
        this.folder = folder;
        this.signer = signer;
        this.documents = facts -> EventDocument.of(facts, random);
        this.clock = clock;
    }

    /**
     * Records an attestation. Returns the proof that it is on record.
     *
     * @param subject the template's name
     * @param caller who wanted it
     */
    public TlogProof attestation(Attestation attestation, String subject, String caller) throws LedgerException {
        Map<String, String> facts = new TreeMap<>();
        facts.put("caller", caller);
        facts.put("subject", subject);
        facts.put("template", attestation.templateDigest().hex());
        facts.put("verdict", attestation.result().verdict());
        facts.put("keyId", attestation.keyId().hex());
        LogWriter.Item item = LogWriter.Item.of(
                Entry.Type.ATTESTATION,
                clock.instant(),
                Optional.of(attestation.attestationDigest()),
                Optional.of(Digest.of(attestation.envelope())),
                documents.apply(facts));
        try (LogWriter writer = LogWriter.open(folder, signer)) {
            long index = writer.append(List.of(item)).first();
            return writer.view().prove(index);
        }
    }

    /** Records a decision. */
    public void decision(Decision decision, DeploymentRequest request, DecisionEvent.Action action)
            throws LedgerException {
        DecisionEvent event = new DecisionEvent(
                action,
                decision instanceof Decision.Allowed,
                stackArn(request),
                request.caller(),
                decision.verified().map(Recorder::proof),
                refusals(decision));
        try (LogWriter writer = LogWriter.open(folder, signer)) {
            writer.append(List.of(LogWriter.Item.of(
                    Entry.Type.DECISION,
                    clock.instant(),
                    Optional.empty(),
                    Optional.empty(),
                    documents.apply(event.facts()))));
        }
    }

    @Override
    public void decided(Decision decision, Optional<SignedDecision> signed, DecisionEvent.Action action)
            throws DeploymentException {
        try {
            decision(decision, decision.facts().request(), action);
        } catch (LedgerException e) {
            throw new DeploymentException(Refusal.of(
                    ReasonCode.RECORD_UNAVAILABLE,
                    "The decision could not be put on record, so nothing is deployed. " + e.getMessage()));
        }
    }

    @Override
    public void ended(
            Decision.Allowed decision, Optional<SignedDecision> signed, Optional<Outcome> outcome, String end) {
        throw new UnsupportedOperationException();
    }

    /** The name under which the record knows a stack; the account is empty where nobody asked for it. */
    public static String stackArn(DeploymentRequest request) {
        return request.stackArn();
    }

    private static DecisionEvent.Proof proof(VerifiedStatement statement) {
        return new DecisionEvent.Proof(
                statement.attestationDigest(),
                statement.statement().subjectDigest(),
                statement.statement().predicate().inspectedAt());
    }

    private static List<String> refusals(Decision decision) {
        return decision instanceof Decision.Refused refused
                ? refused.refusals().stream()
                        .map(refusal -> refusal.code().name())
                        .distinct()
                        .toList()
                : List.of();
    }
}
