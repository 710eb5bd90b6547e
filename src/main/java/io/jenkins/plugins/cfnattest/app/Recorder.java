package io.jenkins.plugins.cfnattest.app;

import io.jenkins.plugins.cfnattest.deploy.DeploymentException;
import io.jenkins.plugins.cfnattest.envelope.Approval;
import io.jenkins.plugins.cfnattest.envelope.Bytes;
import io.jenkins.plugins.cfnattest.envelope.Digest;
import io.jenkins.plugins.cfnattest.envelope.EnvelopeException;
import io.jenkins.plugins.cfnattest.envelope.EnvelopeJson;
import io.jenkins.plugins.cfnattest.envelope.Waiver;
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
import io.jenkins.plugins.cfnattest.ledger.WriterTurn;
import io.jenkins.plugins.cfnattest.signing.VerifiedStatement;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * Puts attestations, waivers, decisions and ends of deployments on record, in a folder. The folder is locked only while something is written; who finds it
 * locked waits a little. Nothing but digests and event documents is stored: the envelopes are kept by whoever has them.
 */
public final class Recorder implements DecisionLog {
    private final Path folder;
    private final LogSigner signer;
    private final Function<Map<String, String>, EventDocument> documents;
    private final Clock clock;
    private final WriterTurn turn;
    private final Optional<EndSigner> ends;

    /** Ends of deployments are recorded unsigned. */
    public Recorder(Path folder, LogSigner signer, SecureRandom random, Clock clock) {
        this(folder, signer, random, clock, Optional.empty(), new WriterTurn());
    }

    /**
     * One recorder for one folder.
     *
     * @param signer the record's key, which signs nothing else
     * @param random for the salts of event documents
     * @param ends signs how deployments ended, where the gate has a key
     * @param turn waits while another writes
     */
    public Recorder(
            Path folder,
            LogSigner signer,
            SecureRandom random,
            Clock clock,
            Optional<EndSigner> ends,
            WriterTurn turn) {
        this.folder = folder;
        this.signer = signer;
        this.documents = facts -> EventDocument.of(facts, random);
        this.clock = clock;
        this.turn = turn;
        this.ends = ends;
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
        return proven(item(
                Entry.Type.ATTESTATION,
                Optional.of(attestation.attestationDigest()),
                Optional.of(Digest.of(attestation.envelope())),
                facts));
    }

    /**
     * Records a waiver. Returns the proof that it is on record.
     *
     * @param envelope the signed envelope
     * @param waiver what it says
     * @param caller who made it
     * @throws EnvelopeException when it is no envelope
     */
    public TlogProof waiver(Bytes envelope, Waiver waiver, String caller) throws LedgerException, EnvelopeException {
        Map<String, String> facts = new TreeMap<>();
        facts.put("caller", caller);
        facts.put("rule", waiver.rule());
        facts.put("resource", waiver.logicalResourceId());
        waiver.template().ifPresent(template -> facts.put("template", template.hex()));
        waiver.stacks().ifPresent(stacks -> facts.put("stacks", stacks));
        facts.put("owner", waiver.owner());
        facts.put("reason", waiver.reason());
        facts.put("ticket", waiver.ticket());
        facts.put("issuedAt", waiver.issuedAt().toString());
        facts.put("expiresAt", waiver.expiresAt().toString());
        return proven(item(Entry.Type.WAIVER, Optional.of(payload(envelope)), Optional.of(Digest.of(envelope)), facts));
    }

    /**
     * Records a decision.
     *
     * @param signed as it is kept; absent where the gate has no key
     */
    public void decision(Decision decision, Optional<SignedDecision> signed, DecisionEvent.Action action)
            throws LedgerException {
        DeploymentRequest request = decision.facts().request();
        DecisionEvent event = new DecisionEvent(
                action,
                decision instanceof Decision.Allowed,
                request.stackArn(),
                request.caller(),
                decision.verified().map(Recorder::proof),
                refusals(decision),
                decision.facts().approval().map(Approval::decision));
        append(item(
                Entry.Type.DECISION,
                signed.map(SignedDecision::digest),
                signed.map(kept -> Digest.of(kept.decision())),
                event.facts()));
    }

    @Override
    public void decided(Decision decision, Optional<SignedDecision> signed, DecisionEvent.Action action)
            throws DeploymentException {
        try {
            decision(decision, signed, action);
        } catch (LedgerException | IllegalArgumentException e) {
            throw new DeploymentException(
                    Refusal.of(
                            ReasonCode.RECORD_UNAVAILABLE,
                            "The decision could not be put on record, so nothing is deployed. " + e.getMessage()),
                    e);
        }
    }

    @Override
    public void ended(Permit permit, DeploymentEnd end) throws DeploymentException {
        Map<String, String> facts = new TreeMap<>();
        facts.put("stack", permit.stack());
        facts.put("stackId", end.stackId());
        end.changeSet().ifPresent(changeSet -> facts.put("changeSet", changeSet));
        facts.put("result", end.result().name());
        facts.put("status", end.status());
        facts.put("caller", permit.caller());
        facts.put("attestation", permit.attestation().hex());
        permit.decision().ifPresent(decision -> facts.put("decision", decision.hex()));
        try {
            Optional<Bytes> envelope =
                    ends.filter(key -> permit.decision().isPresent()).map(key -> key.sign(permit, end));
            append(item(
                    Entry.Type.DEPLOYMENT,
                    envelope.isPresent() ? Optional.of(payload(envelope.get())) : Optional.empty(),
                    envelope.map(Digest::of),
                    facts));
        } catch (LedgerException | EnvelopeException | IllegalArgumentException | IllegalStateException e) {
            throw new DeploymentException(
                    "The deployment to " + end.stackId() + " has taken place (" + end.result()
                            + "), but its end could not be put on record. " + e.getMessage(),
                    e);
        }
    }

    private static Digest payload(Bytes envelope) throws EnvelopeException {
        return EnvelopeJson.read(envelope).attestationDigest();
    }

    private LogWriter.Item item(
            Entry.Type type, Optional<Digest> statement, Optional<Digest> envelope, Map<String, String> facts) {
        return LogWriter.Item.of(type, clock.instant(), statement, envelope, documents.apply(facts));
    }

    private void append(LogWriter.Item item) throws LedgerException {
        try (LogWriter writer = turn.open(folder, signer)) {
            writer.append(List.of(item));
        }
    }

    private TlogProof proven(LogWriter.Item item) throws LedgerException {
        try (LogWriter writer = turn.open(folder, signer)) {
            long index = writer.append(List.of(item)).first();
            return writer.view().prove(index);
        }
    }

    private static DecisionEvent.Proof proof(VerifiedStatement statement) {
        return new DecisionEvent.Proof(
                statement.attestationDigest(),
                statement.statement().subjectDigest(),
                statement.statement().predicate().inspectedAt());
    }

    private static List<String> refusals(Decision decision) {
        return decision.refusals().stream()
                .map(refusal -> refusal.code().name())
                .distinct()
                .toList();
    }
}
