package io.jenkins.plugins.cfnattest.gate;

import io.jenkins.plugins.cfnattest.envelope.Digest;
import io.jenkins.plugins.cfnattest.envelope.Waiver;
import io.jenkins.plugins.cfnattest.signing.TrustedKey;
import io.jenkins.plugins.cfnattest.signing.Verified;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a waiver must fulfil to count for a request. */
final class WaiverLaw {
    private final Case facts;
    private final DeploymentRequest request;
    private final WaiverTerms terms;

    WaiverLaw(Case facts, DeploymentRequest request, WaiverTerms terms) {
        this.facts = facts;
        this.request = request;
        this.terms = terms;
    }

    /** Why it does not count, a sentence each; none when it does. */
    List<String> objections(Verified<Waiver> verified) {
        Waiver waiver = verified.statement();
        List<String> objections = new ArrayList<>();
        objections.addAll(signatures(verified));
        objections.addAll(dates(waiver));
        rule(waiver).ifPresent(objections::add);
        template(waiver).ifPresent(objections::add);
        stacks(waiver).ifPresent(objections::add);
        return objections;
    }

    private List<String> signatures(Verified<Waiver> verified) {
        List<String> objections = new ArrayList<>();
        int good = 0;
        for (TrustedKey key : verified.signers()) {
            Optional<Refusal> objection = KeyLaw.WAIVER.objection(
                    key,
                    verified.statement().issuedAt(),
                    facts.now(),
                    end -> Optional.of("no proof for waivers is looked at."));
            if (objection.isPresent()) {
                objections.add(objection.get().message());
            } else {
                good++;
            }
        }
        if (good >= terms.signatures()) {
            return List.of();
        }
        objections.add("It needs good signatures of " + terms.signatures()
                + " distinct keys trusted for waivers, and has " + good + ".");
        return objections;
    }

    private List<String> dates(Waiver waiver) {
        List<String> objections = new ArrayList<>();
        Instant now = facts.now();
        if (waiver.issuedAt().isAfter(now.plus(facts.policy().clockSkew()))) {
            objections.add("It begins at " + waiver.issuedAt() + ", but it is " + now + ". Wait, or set the clocks.");
        }
        if (!now.isBefore(waiver.expiresAt())) {
            objections.add("It ended at " + waiver.expiresAt() + ", and it is " + now
                    + ". Correct the template, or have the waiver renewed.");
        }
        Duration holds = Duration.between(waiver.issuedAt(), waiver.expiresAt());
        if (holds.compareTo(terms.longest()) > 0) {
            objections.add("It holds for " + holds + ", and the policy '"
                    + facts.policy().name() + "' lets a waiver hold for " + terms.longest()
                    + " at most. Have a shorter one signed.");
        }
        return objections;
    }

    private Optional<String> rule(Waiver waiver) {
        if (Waivers.isFatal(waiver.rule())) {
            return Optional.of("What could not be inspected cannot be waived. Make the template readable.");
        }
        return terms.never().contains(waiver.rule())
                ? Optional.of("The policy '" + facts.policy().name() + "' lets nobody waive "
                        + OneLine.quoted(waiver.rule()) + ". Correct the template.")
                : Optional.empty();
    }

    private Optional<String> template(Waiver waiver) {
        Digest digest = facts.verified().statement().subjectDigest();
        return waiver.template()
                .filter(wanted -> !wanted.equals(digest))
                .map(wanted -> "It is for the template " + wanted + ", not for " + digest
                        + ". Have one signed for this template.");
    }

    private Optional<String> stacks(Waiver waiver) {
        if (waiver.stacks().isEmpty()) {
            return Optional.empty();
        }
        String pattern = waiver.stacks().get();
        if (request.observedAccount().or(request.target()::account).isEmpty()) {
            return Optional.of("It is for the stacks " + OneLine.of(pattern, 2 * OneLine.VALUE)
                    + ", and nobody knows yet in which account this stack is. Give the target an account.");
        }
        return new GlobPattern(pattern).matches(request.stackArn())
                ? Optional.empty()
                : Optional.of("It is for the stacks " + OneLine.of(pattern, 2 * OneLine.VALUE) + ", not for "
                        + OneLine.of(request.stackArn(), 2 * OneLine.VALUE) + ". Have one signed for this stack.");
    }
}
