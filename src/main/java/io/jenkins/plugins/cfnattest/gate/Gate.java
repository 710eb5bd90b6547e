package io.jenkins.plugins.cfnattest.gate;

import io.jenkins.plugins.cfnattest.envelope.Bytes;
import io.jenkins.plugins.cfnattest.gate.CheckResult.Outcome;
import io.jenkins.plugins.cfnattest.inspect.Inspection.NotInspected;
import io.jenkins.plugins.cfnattest.inspect.NestedContent;
import io.jenkins.plugins.cfnattest.signing.TrustedKeys;
import io.jenkins.plugins.cfnattest.signing.Verifier;
import io.jenkins.plugins.cfnattest.template.EffectiveParameters;
import io.jenkins.plugins.cfnattest.template.Template;
import io.jenkins.plugins.cfnattest.template.TemplateException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;

/** May exactly these template bytes, with exactly these parameters, go to exactly this stack, now? Pure, and fails closed. */
public final class Gate {
    private static final System.Logger LOG = System.getLogger(Gate.class.getName());

    private final Policy policy;
    private final TrustedKeys configured;
    private final TrustedKeys trusted;
    private final Clock clock;
    private final BiFunction<Template, EffectiveParameters, List<NotInspected>> nestedContent;
    private final Optional<Reinspector> reinspector;
    private final List<Narrowing> narrowings;

    /**
     * A gate.
     *
     * @param trusted the keys configured beside the gate. Where the policy names keys, only those count, and what is configured here of the same key holds for it
     */
    public Gate(Policy policy, TrustedKeys trusted, Clock clock) {
        this(policy, trusted, clock, NestedContent::of);
    }

    /** {@code nestedContent}: what CloudFormation would fetch later, derived from the template and the request's parameters. */
    Gate(
            Policy policy,
            TrustedKeys trusted,
            Clock clock,
            BiFunction<Template, EffectiveParameters, List<NotInspected>> nestedContent) {
        this(policy, trusted, clock, nestedContent, Optional.empty(), List.of());
    }

    private Gate(
            Policy policy,
            TrustedKeys trusted,
            Clock clock,
            BiFunction<Template, EffectiveParameters, List<NotInspected>> nestedContent,
            Optional<Reinspector> reinspector,
            List<Narrowing> narrowings) {
        this.policy = policy;
        this.configured = trusted;
        this.trusted = policy.trustedKeys().map(own -> own.heldTo(trusted)).orElse(trusted);
        this.clock = clock;
        this.nestedContent = nestedContent;
        this.reinspector = reinspector;
        this.narrowings = List.copyOf(narrowings);
    }

    /** The same gate, which can inspect a template again: without that it accepts no envelope of the 2020 service, whatever the policy says. */
    public Gate reinspecting(Reinspector with) {
        return new Gate(policy, configured, clock, nestedContent, Optional.of(with), narrowings);
    }

    /** The same gate, which these narrow: each has to let pass what it would allow, as check 16. */
    public Gate narrowedBy(List<Narrowing> by) {
        return new Gate(policy, configured, clock, nestedContent, reinspector, by);
    }

    /** What would be decided under another policy: with everything else the same, and no approval. */
    private Decision under(Policy other, Bytes envelope, DeploymentRequest request, Evidence evidence, Instant now) {
        return new Gate(other, configured, Clock.fixed(now, ZoneOffset.UTC), nestedContent, reinspector, List.of())
                .decide(envelope, request, evidence.withoutBreakGlass());
    }

    /** Checks 1 to 4, with no evidence beside the envelope. {@code namedTemplate}: a file that must equal the attested bytes. */
    public Verification verify(Bytes envelope, Optional<Bytes> namedTemplate) {
        return verify(envelope, namedTemplate, Evidence.none());
    }

    /** Checks 1 to 4. {@code namedTemplate}: a file that must equal the attested bytes; {@code evidence}: shows how old a signature of a retired key is. */
    public Verification verify(Bytes envelope, Optional<Bytes> namedTemplate, Evidence evidence) {
        Instant now = clock.instant();
        Proof proof = proof(envelope, now, Optional.empty());
        List<CheckResult> results = results(proof, verification(namedTemplate), facts(proof, now, evidence));
        return new Verification(results, proof.verified(), refusals(results));
    }

    /** All checks, with no evidence beside the envelope. */
    public Decision decide(Bytes envelope, DeploymentRequest request) {
        return decide(envelope, request, Evidence.none());
    }

    /**
     * All checks. Every one after the signature runs, so that one answer names every reason. Then the target's enforcement, and an approval of this very refusal, may
     * let some of the reasons pass.
     */
    public Decision decide(Bytes envelope, DeploymentRequest request, Evidence evidence) {
        Instant now = clock.instant();
        List<Check> checks = new ArrayList<>(verification(request.namedTemplate()));
        checks.add(new ParametersCheck(request));
        checks.add(new AgeCheck());
        checks.add(new RulesCheck());
        checks.add(new InspectorsCheck());
        checks.add(new ResultCheck(request));
        checks.add(new WaiverCheck(request));
        checks.add(new SuppressionCheck());
        checks.add(new NestedContentCheck(request, nestedContent));
        checks.add(new TargetCheck(request));
        checks.add(new RollbackCheck(request));
        checks.add(new RecordCheck());
        for (Narrowing narrowing : narrowings) {
            checks.add(new NarrowingCheck(narrowing, request, other -> under(other, envelope, request, evidence, now)));
        }
        Proof proof = proof(envelope, now, Optional.of(request));
        Optional<Case> facts = facts(proof, now, evidence);
        List<CheckResult> results = Leniency.enforced(results(proof, checks, facts), request.target(), now);
        List<Refusal> refusals = refusals(results);
        Optional<BreakGlass> given = evidence.breakGlass().filter(approval -> facts.isPresent() && !refusals.isEmpty());
        List<String> objections = given.map(approval -> objections(approval, facts.orElseThrow(), request, results))
                .orElse(List.of());
        boolean approved = given.isPresent() && objections.isEmpty();
        Decision.Facts why = new Decision.Facts(
                policy.ref(),
                now,
                envelope,
                request,
                approved ? Leniency.approved(results) : results,
                facts.map(Case::usedWaivers).orElse(List.of()),
                given.filter(approval -> approved)
                        .map(approval -> approval.approval().statement()));
        if (facts.isPresent() && (refusals.isEmpty() || approved)) {
            return new Decision.Allowed(why, facts.get().verified());
        }
        List<Refusal> all = new ArrayList<>(refusals);
        if (!objections.isEmpty()) {
            all.add(Refusal.of(
                    ReasonCode.APPROVAL_INVALID,
                    "The approval lets none of this pass. " + String.join(" ", objections)
                            + " Ask for a new decision, and have that one approved."));
        }
        return new Decision.Refused(why, proof.verified(), all);
    }

    /** Whatever goes wrong here lets nothing pass. */
    private List<String> objections(
            BreakGlass approval, Case facts, DeploymentRequest request, List<CheckResult> results) {
        try {
            return new ApprovalLaw(
                            policy,
                            configured,
                            facts.verified(),
                            request,
                            facts.now(),
                            facts.evidence().record())
                    .objections(approval, results, facts.usedWaivers());
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.WARNING, "An approval could not be judged.", e);
            return List.of(
                    "It could not be judged: that ended in " + e.getClass().getSimpleName() + ", see the log.");
        }
    }

    private Optional<Case> facts(Proof proof, Instant now, Evidence evidence) {
        return proof.verified().map(verified -> new Case(verified, policy, now, trusted, evidence));
    }

    private Proof proof(Bytes envelope, Instant now, Optional<DeploymentRequest> request) {
        return Proof.of(
                envelope, new Verifier(trusted), policy.signatures(), new Proof2020(policy, now, request, reinspector));
    }

    private static List<Check> verification(Optional<Bytes> namedTemplate) {
        return List.of(new KeyCheck(), new SubjectCheck(namedTemplate));
    }

    /** Without a verified statement there is nothing the other checks could look at. */
    private static List<CheckResult> results(Proof proof, List<Check> checks, Optional<Case> facts) {
        List<CheckResult> results = new ArrayList<>(proof.results());
        for (Check check : checks) {
            results.add(facts.map(known -> run(check, known))
                    .orElseGet(() -> new CheckResult(check.number(), check.name(), Outcome.NOT_APPLICABLE, List.of())));
        }
        return results;
    }

    /** Runs one check; whatever goes wrong in it is a refusal. */
    static CheckResult run(Check check, Case facts) {
        try {
            boolean applies = check.applies(facts);
            List<Refusal> refusals = applies ? check.examine(facts) : List.of();
            Outcome passed = applies ? Outcome.PASSED : Outcome.NOT_APPLICABLE;
            return new CheckResult(
                    check.number(),
                    check.name(),
                    refusals.isEmpty() ? passed : Outcome.REFUSED,
                    refusals,
                    check.notes(facts));
        } catch (TemplateException e) {
            return error(check, "the attested template cannot be read: " + e.getMessage());
        } catch (RuntimeException e) {
            // Its text may hold anything, so it goes to the log of the machine and not into the answer.
            LOG.log(System.Logger.Level.WARNING, "Check " + check.number() + " (" + check.name() + ") failed.", e);
            return error(check, "it ended in " + e.getClass().getSimpleName() + ", see the log.");
        }
    }

    private static CheckResult error(Check check, String why) {
        Refusal refusal = Refusal.of(
                ReasonCode.CHECK_ERROR,
                "Check " + check.number() + " (" + check.name() + ") could not be carried out, so it refuses: " + why);
        return new CheckResult(check.number(), check.name(), Outcome.REFUSED, List.of(refusal));
    }

    private static List<Refusal> refusals(List<CheckResult> results) {
        return results.stream()
                .filter(CheckResult::refuses)
                .flatMap(result -> result.refusals().stream())
                .toList();
    }
}
