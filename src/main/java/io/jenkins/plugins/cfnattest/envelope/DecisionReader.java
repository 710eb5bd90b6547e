package io.jenkins.plugins.cfnattest.envelope;

import io.jenkins.plugins.cfnattest.envelope.DecisionStatement.CheckRef;
import io.jenkins.plugins.cfnattest.envelope.DecisionStatement.EnforcementRef;
import io.jenkins.plugins.cfnattest.envelope.DecisionStatement.GateRef;
import io.jenkins.plugins.cfnattest.envelope.DecisionStatement.PolicyUse;
import io.jenkins.plugins.cfnattest.envelope.DecisionStatement.RefusalRef;
import io.jenkins.plugins.cfnattest.envelope.DecisionStatement.RequestRef;
import io.jenkins.plugins.cfnattest.envelope.DecisionStatement.WaiverRef;
import java.util.Set;

/** Reads the decision predicate. A list that is absent is no empty list; only what the specification calls optional may be absent. */
final class DecisionReader {
    private static final Set<String> RESULTS = Set.of("PASSED", "REFUSED", "RELAXED", "NOT_APPLICABLE");
    private static final Set<String> MODES = Set.of("ENFORCE", "WARN", "OBSERVE");
    private static final Set<String> READ_BACKS = Set.of("BEFORE", "AFTER", "NONE");

    private DecisionReader() {}

    static DecisionStatement read(StatementFrame frame) throws EnvelopeException {
        JsonAt decision = frame.predicate();
        var name = frame.name();
        var decidedAt = decision.member("decidedAt").time();
        var allowed = decision.member("allowed").flag();
        var passed = decision.member("passed").flag();
        var gate = gate(decision.member("gate"));
        var policy = policy(decision.member("policy"));
        var attestation = decision.optional("attestation", JsonAt::sha256);
        var signedBy = decision.member("signedBy").texts();
        var checks = decision.member("checks").list(DecisionReader::check);
        var waivers = decision.member("waivers").list(DecisionReader::waiver);
        var approval = decision.optional("approval", DecisionReader::approval);
        var enforcement = enforcement(decision.member("enforcement"));
        var request = request(decision.member("request"));
        var changeSet = decision.optional("changeSet", JsonAt::filled);
        var summary = decision.optional("summary", JsonAt::sha256);
        return decision.made(() -> new DecisionStatement(
                name,
                frame.digest(),
                decidedAt,
                allowed,
                passed,
                gate,
                policy,
                attestation,
                signedBy,
                checks,
                waivers,
                approval,
                enforcement,
                request,
                changeSet,
                summary));
    }

    private static GateRef gate(JsonAt gate) throws EnvelopeException {
        return new GateRef(gate.member("id").filled(), gate.member("version").filled());
    }

    private static PolicyUse policy(JsonAt policy) throws EnvelopeException {
        return new PolicyUse(
                policy.member("name").filled(), policy.member("digest").sha256());
    }

    private static CheckRef check(JsonAt check) throws EnvelopeException {
        return new CheckRef(
                check.member("number").count(),
                check.member("name").filled(),
                check.member("result").oneOf(RESULTS),
                check.member("refusals")
                        .list(refusal -> new RefusalRef(
                                refusal.member("code").filled(),
                                refusal.member("message").filled(),
                                refusal.member("details").textByName())));
    }

    private static WaiverRef waiver(JsonAt waiver) throws EnvelopeException {
        return new WaiverRef(waiver.member("digest").sha256(), WaiverJson.read(waiver.member("waiver")));
    }

    private static Approval approval(JsonAt approval) throws EnvelopeException {
        return ApprovalJson.read(approval, approval.member("decision").sha256());
    }

    private static EnforcementRef enforcement(JsonAt enforcement) throws EnvelopeException {
        return new EnforcementRef(enforcement.member("mode").oneOf(MODES), enforcement.optional("until", JsonAt::time));
    }

    private static RequestRef request(JsonAt request) throws EnvelopeException {
        return new RequestRef(
                request.member("target").filled(),
                request.member("stack").filled(),
                request.member("caller").filled(),
                request.member("parameters").textByName(),
                request.member("withheld").texts(),
                request.member("previousValues").texts(),
                request.member("capabilities").texts(),
                request.optional("role", JsonAt::filled),
                request.member("tags").textByName(),
                request.member("rollback").flag(),
                request.member("readBack").oneOf(READ_BACKS));
    }
}
