package io.jenkins.plugins.cfnattest.gate;

import io.jenkins.plugins.cfnattest.envelope.Approval;
import io.jenkins.plugins.cfnattest.envelope.DecisionStatement;
import io.jenkins.plugins.cfnattest.envelope.DecisionStatement.RequestRef;
import io.jenkins.plugins.cfnattest.envelope.DecisionStatement.WaiverRef;
import io.jenkins.plugins.cfnattest.envelope.Digest;
import io.jenkins.plugins.cfnattest.gate.CheckResult.Outcome;
import io.jenkins.plugins.cfnattest.ledger.LedgerException;
import io.jenkins.plugins.cfnattest.ledger.RecordLookup;
import io.jenkins.plugins.cfnattest.signing.TrustedKey;
import io.jenkins.plugins.cfnattest.signing.TrustedKeys;
import io.jenkins.plugins.cfnattest.signing.Verified;
import io.jenkins.plugins.cfnattest.signing.VerifiedStatement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * When an approval lets a refusal pass (break-glass): it is signed by a gate's key, holds now, and is for a refusal, signed by such a key too and at most
 * a day old, of the same attestation, under the same policy, with the same request; what refuses now refused then already, and the waivers that
 * counted then count now. It lets one decision pass, and where there is a record no second one.
 */
final class ApprovalLaw {
    /** How old the approved refusal may be. */
    static final Duration OLDEST = Duration.ofHours(24);

    private final Policy policy;
    private final TrustedKeys configured;
    private final VerifiedStatement verified;
    private final DeploymentRequest request;
    private final Instant now;
    private final Optional<RecordLookup> record;

    /**
     * {@code configured}: the keys configured beside the gate; what they say of the approval's key holds. {@code record}: knows which approvals were used.
     */
    ApprovalLaw(
            Policy policy,
            TrustedKeys configured,
            VerifiedStatement verified,
            DeploymentRequest request,
            Instant now,
            Optional<RecordLookup> record) {
        this.policy = policy;
        this.configured = configured;
        this.verified = verified;
        this.request = request;
        this.now = now;
        this.record = record;
    }

    /** Why it lets nothing pass, a sentence each; none when it fits. {@code results}: what refuses now; {@code waivers}: those that count now. */
    List<String> objections(BreakGlass given, List<CheckResult> results, List<UsedWaiver> waivers) {
        List<String> objections = new ArrayList<>();
        DecisionStatement refused = given.refused().statement();
        Approval approval = given.approval().statement();
        signature(given.refused(), refused.decidedAt(), "The refusal").ifPresent(objections::add);
        signature(given.approval(), approval.approvedAt(), "The approval").ifPresent(objections::add);
        if (!approval.decision().equals(given.refused().digest())) {
            objections.add("It is for the decision " + approval.decision() + ", not for "
                    + given.refused().digest() + ".");
        }
        if (approval.requester().strip().equalsIgnoreCase(approval.approver().strip())) {
            objections.add("Requester and approver are the same.");
        }
        objections.addAll(times(refused, approval));
        objections.addAll(subject(refused));
        objections.addAll(differences(refused.request(), Asked.of(request, Optional.of(verified), "")));
        objections.addAll(beyond(refused, results));
        missing(refused, waivers).ifPresent(objections::add);
        used(given.refused().digest()).ifPresent(objections::add);
        return objections;
    }

    /** One that was used counts as used whatever came of it: it was given for one decision, and that one was made. */
    private Optional<String> used(Digest refusal) {
        if (record.isEmpty()) {
            return Optional.empty();
        }
        try {
            return record.get()
                    .letPass(refusal)
                    .map(use -> "It was used already, at " + use.at() + ", by the decision "
                            + use.decision().map(Digest::hex).orElse("that is not signed") + " (entry " + use.index()
                            + " of the record), and lets one decision pass, whatever came of that.");
        } catch (LedgerException e) {
            return Optional.of(
                    "Whether it was used before cannot be seen: " + OneLine.of(e.getMessage(), 4 * OneLine.VALUE));
        }
    }

    /** Whoever approved was told of the violations beyond the waived; without one of those waivers there are more. */
    private static Optional<String> missing(DecisionStatement refused, List<UsedWaiver> waivers) {
        Set<Digest> now = waivers.stream().map(UsedWaiver::digest).collect(Collectors.toSet());
        List<String> missing = refused.waivers().stream()
                .map(WaiverRef::digest)
                .filter(digest -> !now.contains(digest))
                .map(Digest::first12)
                .toList();
        return missing.isEmpty()
                ? Optional.empty()
                : Optional.of("These waivers counted then and do not now: " + Excerpt.of(missing) + ".");
    }

    private Optional<String> signature(Verified<?> part, Instant signedAt, String what) {
        List<String> objections = new ArrayList<>();
        for (TrustedKey key : part.signers()) {
            Optional<TrustedKey> held = configured
                    .held(key)
                    .flatMap(known ->
                            policy.trustedKeys().map(own -> own.held(known)).orElse(Optional.of(known)));
            Optional<String> objection = held.isEmpty()
                    ? Optional.of("The key '" + key.name() + "' is trusted for something else.")
                    : KeyLaw.DECISION
                            .objection(
                                    held.get(),
                                    signedAt,
                                    now,
                                    end -> Optional.of("no proof for decisions is looked at."))
                            .map(Refusal::message);
            if (objection.isEmpty()) {
                return Optional.empty();
            }
            objections.add(objection.get());
        }
        return Optional.of(what + " has no good signature of a gate. " + String.join(" ", objections));
    }

    private List<String> times(DecisionStatement refused, Approval approval) {
        List<String> objections = new ArrayList<>();
        Instant latest = now.plus(policy.clockSkew());
        if (approval.approvedAt().isAfter(latest) || refused.decidedAt().isAfter(latest)) {
            objections.add("It is from the future: refused at " + refused.decidedAt() + ", approved at "
                    + approval.approvedAt() + ", and it is " + now + ".");
        }
        if (Duration.between(approval.approvedAt(), refused.decidedAt()).compareTo(policy.clockSkew()) > 0) {
            objections.add("It was given at " + approval.approvedAt() + ", before the refusal of " + refused.decidedAt()
                    + ".");
        }
        if (!now.isBefore(approval.expiresAt())) {
            objections.add("It ended at " + approval.expiresAt() + ", and it is " + now + ".");
        }
        if (Duration.between(refused.decidedAt(), now).compareTo(OLDEST) > 0) {
            objections.add("The refusal of " + refused.decidedAt() + " is older than a day.");
        }
        return objections;
    }

    private List<String> subject(DecisionStatement refused) {
        List<String> objections = new ArrayList<>();
        if (refused.allowed()) {
            objections.add("What it names was allowed, not refused.");
        }
        if (!refused.attestation().equals(Optional.of(verified.attestationDigest()))) {
            objections.add("It is for the attestation "
                    + refused.attestation().map(digest -> digest.hex()).orElse("that nobody could verify")
                    + ", not for "
                    + verified.attestationDigest() + ".");
        }
        if (!refused.policy().digest().equals(policy.digest())) {
            objections.add("It was refused under the policy "
                    + OneLine.quoted(refused.policy().name()) + " ("
                    + refused.policy().digest().first12() + "), and the policy is '" + policy.name() + "' ("
                    + policy.digest().first12() + ").");
        }
        return objections;
    }

    /** Names only: what differs may be long, and the decision shows it. */
    private static List<String> differences(RequestRef then, RequestRef now) {
        List<String> names = new ArrayList<>();
        differs(names, "target", then.target(), now.target());
        differs(names, "stack", then.stack(), now.stack());
        differs(names, "caller", then.caller(), now.caller());
        differs(names, "parameters", then.parameters(), now.parameters());
        differs(names, "withheld parameters", Set.copyOf(then.withheld()), Set.copyOf(now.withheld()));
        differs(names, "previous values", Set.copyOf(then.previousValues()), Set.copyOf(now.previousValues()));
        differs(names, "capabilities", Set.copyOf(then.capabilities()), Set.copyOf(now.capabilities()));
        differs(names, "role", then.role(), now.role());
        differs(names, "tags", then.tags(), now.tags());
        differs(names, "rollback", then.rollback(), now.rollback());
        return names.isEmpty()
                ? List.of()
                : List.of("It is for another request: these differ: " + String.join(", ", names) + ".");
    }

    private static void differs(List<String> names, String name, Object then, Object now) {
        if (!then.equals(now)) {
            names.add(name);
        }
    }

    private static List<String> beyond(DecisionStatement refused, List<CheckResult> results) {
        Set<String> then = refused.checks().stream()
                .filter(check -> check.result().equals(Outcome.REFUSED.name()))
                .flatMap(check -> check.refusals().stream()
                        .map(refusal -> reason(check.number(), refusal.code(), refusal.details())))
                .collect(Collectors.toSet());
        Set<String> never = new TreeSet<>();
        Set<String> others = new TreeSet<>();
        for (CheckResult result : results) {
            for (Refusal refusal : result.refuses() ? result.refusals() : List.<Refusal>of()) {
                String reason = reason(result.number(), refusal.code().name(), refusal.details());
                if (!result.canBeRelaxed()) {
                    never.add(reason);
                } else if (!then.contains(reason)) {
                    others.add(reason);
                }
            }
        }
        List<String> objections = new ArrayList<>();
        if (!never.isEmpty()) {
            objections.add("Nobody can let these pass: " + Excerpt.of(never) + ".");
        }
        if (!others.isEmpty()) {
            objections.add("These did not refuse then: " + Excerpt.of(others) + ".");
        }
        return objections;
    }

    /** Going back from one deployment is another reason than going back from the next. */
    private static String reason(int check, String code, Map<String, String> details) {
        return code + " (check " + check + ")"
                + Optional.ofNullable(details.get(RollbackCheck.DEPLOYED))
                        .map(deployed -> " from " + deployed)
                        .orElse("");
    }
}
