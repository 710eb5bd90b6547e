package io.jenkins.plugins.cfnattest.app;

import io.jenkins.plugins.cfnattest.envelope.Approval;
import io.jenkins.plugins.cfnattest.envelope.Bytes;
import io.jenkins.plugins.cfnattest.envelope.DecisionStatement;
import io.jenkins.plugins.cfnattest.envelope.DeploymentStatement;
import io.jenkins.plugins.cfnattest.envelope.Digest;
import io.jenkins.plugins.cfnattest.envelope.Quoted;
import io.jenkins.plugins.cfnattest.envelope.VerificationSummary;
import io.jenkins.plugins.cfnattest.envelope.Waiver;
import io.jenkins.plugins.cfnattest.signing.Purpose;
import io.jenkins.plugins.cfnattest.signing.TrustedKey;
import io.jenkins.plugins.cfnattest.signing.TrustedKeys;
import io.jenkins.plugins.cfnattest.signing.VerificationException;
import io.jenkins.plugins.cfnattest.signing.VerificationException.Reason;
import io.jenkins.plugins.cfnattest.signing.Verified;
import io.jenkins.plugins.cfnattest.signing.Verifier;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Verifies what is signed beside attestations: decisions, verification summaries, waivers, approvals and ends of deployments. A summary is verified as SLSA v1.1 says ("How to
 * verify"), and beyond that its policy digest and its age. Attestations are for {@link Verify}.
 */
public final class VerifySigned {
    private static final Set<String> GOOD_ENDS = Set.of("SUCCEEDED", "UNCHANGED");
    private static final Duration CLOCK_SKEW = Duration.ofMinutes(2);

    private final TrustedKeys trusted;
    private final Clock clock;

    public VerifySigned(TrustedKeys trusted, Clock clock) {
        this.trusted = trusted;
        this.clock = clock;
    }

    /**
     * What it must speak of; whatever is absent may be anything.
     *
     * @param subject the template digest
     * @param verifier the gate's URI
     * @param resource the stack: {@code arn:PARTITION:cloudformation:REGION:ACCOUNT:stack/NAME}
     * @param policy the policy's digest
     * @param maxAge how long ago at most it may have been decided, verified or ended
     */
    public record Expected(
            Optional<Digest> subject,
            Optional<String> verifier,
            Optional<String> resource,
            Optional<Digest> policy,
            Optional<Duration> maxAge) {
        /** Anything. */
        public static Expected anything() {
            return new Expected(
                    Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
        }
    }

    /**
     * What came of it.
     *
     * @param verified the statement ({@link DecisionStatement}, {@link VerificationSummary}, {@link Waiver}, {@link Approval} or {@link DeploymentStatement}), whose signature is good
     * @param objections why it does not count all the same, a sentence each; empty means that it does
     * @param failing what it says, a sentence, where that is no pass: it may be as authentic as any
     */
    public record Answer(Verified<?> verified, List<String> objections, Optional<String> failing) {
        public Answer {
            objections = List.copyOf(objections);
        }

        /** Whether it counts, whatever it says. */
        public boolean authentic() {
            return objections.isEmpty();
        }

        /** Whether it counts, and says nothing but that all is well. */
        public boolean passed() {
            return authentic() && failing.isEmpty();
        }
    }

    /** What the statements have in common. */
    private record Facts(
            Purpose purpose,
            Instant at,
            Optional<Instant> until,
            Optional<Digest> subject,
            Optional<String> verifier,
            Optional<String> resource,
            Optional<Digest> policy,
            Optional<String> failing) {
        /** Whatever is expected of it cannot be told from these. */
        static Facts ofSubject(Purpose purpose, Instant at, Optional<Instant> until, Optional<Digest> subject) {
            return new Facts(
                    purpose,
                    at,
                    until,
                    subject,
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty());
        }
    }

    /** Verifies; a statement of any of these predicates. */
    public Answer verify(Bytes envelope, Expected expected) throws VerificationException {
        Verified<?> verified = signed(envelope);
        Facts facts = facts(verified.statement());
        List<String> objections = new ArrayList<>(keys(verified, facts));
        objections.addAll(times(facts, expected));
        differs("subject", expected.subject(), facts.subject(), objections);
        differs("gate", expected.verifier(), facts.verifier(), objections);
        differs("stack", expected.resource(), facts.resource(), objections);
        differs("policy", expected.policy(), facts.policy(), objections);
        return new Answer(verified, objections, facts.failing());
    }

    private interface Reading {
        Verified<?> of(Bytes envelope) throws VerificationException;
    }

    /** Each predicate in turn; the signature is verified first every time, and only the type of the predicate decides. */
    private Verified<?> signed(Bytes envelope) throws VerificationException {
        Verifier verifier = new Verifier(trusted);
        VerificationException last = null;
        for (Reading reading : List.<Reading>of(
                verifier::decision, verifier::summary, verifier::waiver, verifier::approval, verifier::deployment)) {
            try {
                return reading.of(envelope);
            } catch (VerificationException e) {
                if (e.reason() != Reason.PREDICATE_UNSUPPORTED) {
                    throw e;
                }
                last = e;
            }
        }
        throw new VerificationException(
                Reason.PREDICATE_UNSUPPORTED,
                "Expected a decision, a verification summary, a waiver, an approval or the end of a deployment, but the signed"
                        + " statement is something else.",
                last);
    }

    private static Facts facts(Object statement) {
        if (statement instanceof DecisionStatement said) {
            return new Facts(
                    Purpose.DECISION,
                    said.decidedAt(),
                    Optional.empty(),
                    Optional.of(said.subject()),
                    Optional.of(said.gate().id()),
                    Optional.of(said.request().stack()),
                    Optional.of(said.policy().digest()),
                    failing(said));
        }
        if (statement instanceof VerificationSummary said) {
            return new Facts(
                    Purpose.DECISION,
                    said.timeVerified(),
                    Optional.empty(),
                    Optional.of(said.subject()),
                    Optional.of(said.verifierId()),
                    Optional.of(said.resourceUri()),
                    Optional.of(said.policy()),
                    said.passed()
                            ? Optional.empty()
                            : Optional.of("It says FAILED: what was verified does not fulfil its policy."));
        }
        if (statement instanceof Waiver said) {
            return Facts.ofSubject(Purpose.WAIVER, said.issuedAt(), Optional.of(said.expiresAt()), said.template());
        }
        if (statement instanceof Approval said) {
            return Facts.ofSubject(
                    Purpose.DECISION, said.approvedAt(), Optional.of(said.expiresAt()), Optional.of(said.decision()));
        }
        DeploymentStatement said = (DeploymentStatement) statement;
        return new Facts(
                Purpose.DECISION,
                said.endedAt(),
                Optional.empty(),
                Optional.of(said.template()),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                GOOD_ENDS.contains(said.outcome())
                        ? Optional.empty()
                        : Optional.of("It says " + said.outcome() + ": nobody saw this deployment end well."));
    }

    /** A decision and the summary beside it say the same. */
    private static Optional<String> failing(DecisionStatement said) {
        if (said.passed()) {
            return Optional.empty();
        }
        return Optional.of(
                said.allowed()
                        ? "It says ALLOWED, but not that every check passed: the target's enforcement or an approval let it pass."
                        : "It says REFUSED: this deployment was not allowed.");
    }

    private List<String> keys(Verified<?> verified, Facts facts) {
        List<String> objections = new ArrayList<>();
        for (TrustedKey key : verified.signers()) {
            Optional<String> objection = objection(key, facts);
            if (objection.isEmpty()) {
                return List.of();
            }
            objections.add("The key '" + key.name() + "' " + objection.get());
        }
        return objections;
    }

    /** Valid then and now: the holder of a stolen key writes the time himself. */
    private Optional<String> objection(TrustedKey key, Facts facts) {
        Instant now = clock.instant();
        if (key.purpose() != facts.purpose()) {
            return Optional.of("is trusted for '" + key.purpose().word() + "', and this needs one trusted for '"
                    + facts.purpose().word() + "'.");
        }
        if (key.revokedAt().isPresent()) {
            return Optional.of("was revoked at " + key.revokedAt().get() + ".");
        }
        if (!key.validAt(facts.at()) || !key.validAt(now)) {
            return Optional.of("is not valid both then (" + facts.at() + ") and now (" + now + ").");
        }
        return key.retiredAt().filter(end -> !now.isBefore(end)).map(end -> "signs no more since " + end + ".");
    }

    private List<String> times(Facts facts, Expected expected) {
        List<String> objections = new ArrayList<>();
        Instant now = clock.instant();
        if (facts.at().isAfter(now.plus(CLOCK_SKEW))) {
            objections.add("It is from the future: " + facts.at() + ", and it is " + now + ".");
        }
        facts.until()
                .filter(end -> !now.isBefore(end))
                .ifPresent(end -> objections.add("It ended at " + end + ", and it is " + now + "."));
        expected.maxAge()
                .filter(most -> facts.at().plus(most).isBefore(now))
                .ifPresent(
                        most -> objections.add("It is of " + facts.at() + ", which is longer ago than " + most + "."));
        return objections;
    }

    private static <T> void differs(String what, Optional<T> expected, Optional<T> found, List<String> objections) {
        if (expected.isPresent() && !expected.equals(found)) {
            objections.add("Expected the " + what + " " + expected.get() + ", but it is for "
                    + found.map(Object::toString).map(Quoted::of).orElse("none that it names")
                    + ".");
        }
    }
}
