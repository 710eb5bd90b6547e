package io.jenkins.plugins.cfnattest.gate;

import io.jenkins.plugins.cfnattest.envelope.Bytes;
import io.jenkins.plugins.cfnattest.envelope.Digest;
import io.jenkins.plugins.cfnattest.gate.CheckResult.Outcome;
import io.jenkins.plugins.cfnattest.inspect.Inspection.NotInspected;
import io.jenkins.plugins.cfnattest.inspect.NestedContent;
import io.jenkins.plugins.cfnattest.signing.TrustedKeys;
import io.jenkins.plugins.cfnattest.signing.VerifiedStatement;
import io.jenkins.plugins.cfnattest.signing.Verifier;
import io.jenkins.plugins.cfnattest.template.EffectiveParameters;
import io.jenkins.plugins.cfnattest.template.Template;
import io.jenkins.plugins.cfnattest.template.TemplateException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;

/** May exactly these template bytes, with exactly these parameters, go to exactly this stack, now? Pure, and fails closed. */
public final class Gate {
    private static final System.Logger LOG = System.getLogger(Gate.class.getName());

    private final Policy policy;
    private final TrustedKeys trusted;
    private final Clock clock;
    private final BiFunction<Template, EffectiveParameters, List<NotInspected>> nestedContent;

    public Gate(Policy policy, TrustedKeys trusted, Clock clock) {
        this(policy, trusted, clock, NestedContent::of);
    }

    /** {@code nestedContent}: what CloudFormation would fetch later, derived from the template and the request's parameters. */
    Gate(
            Policy policy,
            TrustedKeys trusted,
            Clock clock,
            BiFunction<Template, EffectiveParameters, List<NotInspected>> nestedContent) {
        this.policy = policy;
        this.trusted = trusted;
        this.clock = clock;
        this.nestedContent = nestedContent;
    }

    /** Checks 1 to 4. {@code namedTemplate}: a file that must equal the attested bytes. */
    public Verification verify(Bytes envelope, Optional<Bytes> namedTemplate) {
        Proof proof = Proof.of(envelope, new Verifier(trusted), policy.signatures());
        List<CheckResult> results = results(proof, verification(namedTemplate), clock.instant());
        return new Verification(results, proof.verified(), refusals(results));
    }

    /** All checks, with no evidence beside the envelope. */
    public Decision decide(Bytes envelope, DeploymentRequest request) {
        return decide(envelope, request, Evidence.none());
    }

    /** All checks. Every one after the signature runs, so that one answer names every reason. */
    public Decision decide(Bytes envelope, DeploymentRequest request, Evidence evidence) {
        Instant now = clock.instant();
        List<Check> checks = new ArrayList<>(verification(request.namedTemplate()));
        checks.add(new ParametersCheck(request));
        checks.add(new AgeCheck());
        checks.add(new RulesCheck());
        checks.add(new InspectorsCheck());
        checks.add(new ResultCheck());
        checks.add(new SuppressionCheck());
        checks.add(new NestedContentCheck(request, nestedContent));
        checks.add(new TargetCheck(request));
        Proof proof = Proof.of(envelope, new Verifier(trusted), policy.signatures());
        List<CheckResult> results = results(proof, checks, now);
        List<Refusal> refusals = refusals(results);
        Optional<VerifiedStatement> verified = proof.verified();
        Decision.Facts facts = new Decision.Facts(
                policy.ref(), now, Digest.of(envelope), request, results, List.of(), Optional.empty());
        return verified.isPresent() && refusals.isEmpty()
                ? new Decision.Allowed(facts, verified.get())
                : new Decision.Refused(facts, verified, refusals);
    }

    private static List<Check> verification(Optional<Bytes> namedTemplate) {
        return List.of(new KeyCheck(), new SubjectCheck(namedTemplate));
    }

    /** Without a verified statement there is nothing the other checks could look at. */
    private List<CheckResult> results(Proof proof, List<Check> checks, Instant now) {
        Optional<Case> facts = proof.verified().map(verified -> new Case(verified, policy, now));
        List<CheckResult> results = new ArrayList<>(proof.results());
        for (Check check : checks) {
            results.add(facts.map(known -> run(check, known))
                    .orElseGet(() -> new CheckResult(check.number(), check.name(), Outcome.NOT_APPLICABLE, List.of())));
        }
        return results;
    }

    /** Runs one check; whatever goes wrong in it is a refusal. */
    static CheckResult run(Check check, Case facts) {
        List<Refusal> refusals;
        try {
            refusals = check.examine(facts);
        } catch (TemplateException e) {
            refusals = List.of(error(check, "the attested template cannot be read: " + e.getMessage()));
        } catch (RuntimeException e) {
            // Its text may hold anything, so it goes to the log of the machine and not into the answer.
            LOG.log(System.Logger.Level.WARNING, "Check " + check.number() + " (" + check.name() + ") failed.", e);
            refusals = List.of(error(check, "it ended in " + e.getClass().getSimpleName() + ", see the log."));
        }
        return new CheckResult(
                check.number(), check.name(), refusals.isEmpty() ? Outcome.PASSED : Outcome.REFUSED, refusals);
    }

    private static Refusal error(Check check, String why) {
        return Refusal.of(
                ReasonCode.CHECK_ERROR,
                "Check " + check.number() + " (" + check.name() + ") could not be carried out, so it refuses: " + why);
    }

    private static List<Refusal> refusals(List<CheckResult> results) {
        return results.stream().flatMap(result -> result.refusals().stream()).toList();
    }
}
