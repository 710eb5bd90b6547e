package io.jenkins.plugins.cfnattest.app;

import io.jenkins.plugins.cfnattest.envelope.DecisionStatement;
import io.jenkins.plugins.cfnattest.envelope.DecisionStatement.CheckRef;
import io.jenkins.plugins.cfnattest.envelope.DecisionStatement.EnforcementRef;
import io.jenkins.plugins.cfnattest.envelope.DecisionStatement.GateRef;
import io.jenkins.plugins.cfnattest.envelope.DecisionStatement.PolicyUse;
import io.jenkins.plugins.cfnattest.envelope.DecisionStatement.RefusalRef;
import io.jenkins.plugins.cfnattest.envelope.DecisionStatement.RequestRef;
import io.jenkins.plugins.cfnattest.envelope.DecisionStatement.WaiverRef;
import io.jenkins.plugins.cfnattest.envelope.Digest;
import io.jenkins.plugins.cfnattest.envelope.VerificationSummary;
import io.jenkins.plugins.cfnattest.gate.CheckResult;
import io.jenkins.plugins.cfnattest.gate.CheckResult.Outcome;
import io.jenkins.plugins.cfnattest.gate.Decision;
import io.jenkins.plugins.cfnattest.gate.Enforcement;
import io.jenkins.plugins.cfnattest.gate.Refusal;
import io.jenkins.plugins.cfnattest.gate.UsedWaiver;
import io.jenkins.plugins.cfnattest.signing.VerifiedStatement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Says in the statements' terms what the gate decided. */
final class DecisionStatements {
    /** Checks 1 to 4 are the proof itself: what they refuse proves nothing, and nothing in it is repeated as if it did. */
    private static final int LAST_OF_PROOF = 4;

    private static final String NOTHING_VERIFIED = "envelope";
    private static final String BEYOND = "beyond the checks";
    private static final String COMPONENT = "cfn-attestation";

    private final Decision decision;
    private final GateRef gate;
    private final Optional<VerifiedStatement> proven;
    private final HiddenValues hidden;

    DecisionStatements(Decision decision, GateRef gate) {
        this.decision = decision;
        this.gate = gate;
        this.proven = decision.verified()
                .filter(verified -> decision.checks().stream()
                        .noneMatch(check -> check.number() <= LAST_OF_PROOF && check.outcome() == Outcome.REFUSED));
        this.hidden = HiddenValues.of(decision.facts().request(), proven);
    }

    /** The verification summary; absent when nothing was verified. */
    Optional<VerificationSummary> summary() {
        return proven.map(verified -> new VerificationSummary(
                verified.statement().subjectName(),
                verified.statement().subjectDigest(),
                gate.id(),
                new TreeMap<>(Map.of(COMPONENT, gate.version())),
                decision.facts().at(),
                decision.facts().request().stackArn(),
                PolicyUri.of(decision.policy().name()),
                decision.policy().digest(),
                inputs(verified),
                decision.passed(),
                List.of(decision.passed() ? VerificationSummary.PASSED_LEVEL : VerificationSummary.FAILED_LEVEL)));
    }

    /** Everything signed that led to the result: the attestation, and the waivers without which it would be another. */
    private List<Digest> inputs(VerifiedStatement verified) {
        List<Digest> inputs = new ArrayList<>();
        inputs.add(verified.attestationDigest());
        decision.facts().waivers().stream().map(UsedWaiver::digest).forEach(inputs::add);
        return inputs;
    }

    DecisionStatement statement(Optional<String> changeSet, String readBack, Optional<Digest> summary) {
        Decision.Facts facts = decision.facts();
        return new DecisionStatement(
                proven.map(verified -> verified.statement().subjectName()).orElse(NOTHING_VERIFIED),
                proven.map(verified -> verified.statement().subjectDigest()).orElseGet(facts::received),
                facts.at(),
                decision instanceof Decision.Allowed,
                decision.passed(),
                gate,
                new PolicyUse(decision.policy().name(), decision.policy().digest()),
                proven.map(VerifiedStatement::attestationDigest),
                proven.map(DecisionStatements::signers).orElse(List.of()),
                checks(),
                facts.waivers().stream()
                        .map(used -> new WaiverRef(used.digest(), used.waiver()))
                        .toList(),
                facts.approval(),
                enforcement(facts.request().target().enforcement()),
                request(decision.asked(readBack)),
                changeSet,
                summary);
    }

    private static List<String> signers(VerifiedStatement verified) {
        return verified.signers().stream().map(key -> key.key().keyId().hex()).toList();
    }

    /** The checks; behind them, under the number 0, what was refused beyond them (an approval that is none of this refusal). */
    private List<CheckRef> checks() {
        List<CheckRef> checks =
                new ArrayList<>(decision.checks().stream().map(this::check).toList());
        if (decision instanceof Decision.Refused refused) {
            List<Refusal> others = new ArrayList<>(refused.refusals());
            decision.checks().forEach(check -> others.removeAll(check.refusals()));
            if (!others.isEmpty()) {
                checks.add(new CheckRef(
                        0,
                        BEYOND,
                        Outcome.REFUSED.name(),
                        others.stream().map(this::refusal).toList()));
            }
        }
        return checks;
    }

    private CheckRef check(CheckResult check) {
        return new CheckRef(
                check.number(),
                check.name(),
                check.outcome().name(),
                check.refusals().stream().map(this::refusal).toList());
    }

    private RefusalRef refusal(Refusal refusal) {
        Map<String, String> details = new LinkedHashMap<>();
        refusal.details().forEach((name, value) -> details.put(hidden.without(name), hidden.without(value)));
        return new RefusalRef(refusal.code().name(), hidden.without(refusal.message()), details);
    }

    private static EnforcementRef enforcement(Enforcement enforcement) {
        return new EnforcementRef(enforcement.mode().name(), enforcement.until());
    }

    /** Which parameters are hidden only a proven template tells. */
    private RequestRef request(RequestRef asked) {
        return new RequestRef(
                asked.target(),
                asked.stack(),
                asked.caller(),
                proven.isPresent() ? asked.parameters() : new TreeMap<>(),
                asked.withheld(),
                asked.previousValues(),
                asked.capabilities(),
                asked.role(),
                asked.tags(),
                asked.rollback(),
                asked.readBack());
    }
}
