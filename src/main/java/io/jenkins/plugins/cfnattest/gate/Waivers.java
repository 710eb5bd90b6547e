package io.jenkins.plugins.cfnattest.gate;

import io.jenkins.plugins.cfnattest.envelope.Bytes;
import io.jenkins.plugins.cfnattest.envelope.Digest;
import io.jenkins.plugins.cfnattest.envelope.InspectionPredicate;
import io.jenkins.plugins.cfnattest.envelope.InspectionPredicate.ViolationRef;
import io.jenkins.plugins.cfnattest.envelope.Waiver;
import io.jenkins.plugins.cfnattest.inspect.RuleType;
import io.jenkins.plugins.cfnattest.inspect.Violation;
import io.jenkins.plugins.cfnattest.signing.VerificationException;
import io.jenkins.plugins.cfnattest.signing.Verified;
import io.jenkins.plugins.cfnattest.signing.Verifier;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The waivers that were given, each judged. A good one lets a violation pass for exactly its rule and resource; one that is not good counts for
 * nothing, and is a reason to refuse.
 *
 * @param good the good ones, each once
 * @param refusals what is wrong with the others
 */
record Waivers(List<UsedWaiver> good, List<Refusal> refusals) {
    Waivers {
        good = List.copyOf(good);
        refusals = List.copyOf(refusals);
    }

    static Waivers of(Case facts, DeploymentRequest request) {
        List<Bytes> given = facts.evidence().waivers();
        if (given.isEmpty()) {
            return new Waivers(List.of(), List.of());
        }
        Optional<WaiverTerms> terms = facts.policy().waivers();
        if (terms.isEmpty()) {
            return refused("The policy '" + facts.policy().name() + "' accepts no waivers, but " + given.size()
                    + (given.size() == 1 ? " is" : " are")
                    + " given. Leave them out, or have the policy accept waivers.");
        }
        if (given.size() > Evidence.MOST_WAIVERS) {
            return refused("At most " + Evidence.MOST_WAIVERS + " waivers are looked at, but " + given.size()
                    + " are given. Give those alone that this template needs.");
        }
        WaiverLaw law = new WaiverLaw(facts, request, terms.get());
        Verifier verifier = new Verifier(facts.trusted());
        Map<Digest, UsedWaiver> good = new LinkedHashMap<>();
        List<Refusal> refusals = new ArrayList<>();
        for (int i = 0; i < given.size(); i++) {
            String which = "Waiver " + (i + 1) + " of " + given.size();
            try {
                Verified<Waiver> waiver = verifier.waiver(given.get(i));
                List<String> objections = law.objections(waiver);
                if (objections.isEmpty()) {
                    good.put(waiver.digest(), new UsedWaiver(waiver.digest(), waiver.statement()));
                } else {
                    refusals.add(new Refusal(
                            ReasonCode.WAIVER_INVALID,
                            which + " (" + describe(waiver.statement()) + ") does not count: "
                                    + String.join(" ", objections),
                            Map.of("waiver", waiver.digest().hex())));
                }
            } catch (VerificationException e) {
                refusals.add(Refusal.of(ReasonCode.WAIVER_INVALID, which + " does not count: " + e.getMessage()));
            }
        }
        return new Waivers(List.copyOf(good.values()), refusals);
    }

    private static Waivers refused(String message) {
        return new Waivers(List.of(), List.of(Refusal.of(ReasonCode.WAIVER_INVALID, message)));
    }

    /** Rule, resource and ticket, on one line. */
    static String describe(Waiver waiver) {
        String resource = waiver.logicalResourceId().isEmpty() ? "the whole template" : waiver.logicalResourceId();
        return OneLine.of(waiver.rule() + " at " + resource, OneLine.VALUE) + ", ticket "
                + OneLine.quoted(waiver.ticket());
    }

    /** The resources of a violation for which it is not waived; the empty name stands for the whole template. */
    List<String> beyond(ViolationRef violation, InspectionPredicate predicate) {
        return resources(violation).stream()
                .filter(resource ->
                        good.stream().noneMatch(waiver -> lets(waiver.waiver(), violation, resource, predicate)))
                .toList();
    }

    /** Those that let a violation pass which the policy would refuse. */
    List<UsedWaiver> used(InspectionPredicate predicate, Policy policy) {
        return good.stream()
                .filter(waiver -> predicate.result().violations().stream()
                        .filter(violation -> ResultCheck.refuses(violation, policy))
                        .anyMatch(violation -> resources(violation).stream()
                                .anyMatch(resource -> lets(waiver.waiver(), violation, resource, predicate))))
                .toList();
    }

    private static List<String> resources(ViolationRef violation) {
        return violation.logicalResourceIds().isEmpty() ? List.of("") : violation.logicalResourceIds();
    }

    private static boolean lets(Waiver waiver, ViolationRef violation, String resource, InspectionPredicate predicate) {
        return waiver.rule().equals(violation.id())
                && waiver.logicalResourceId().equals(resource)
                && isOfARule(violation, predicate);
    }

    /** What no rule found, and what could not be inspected at all, has nobody looked at who could excuse it. */
    private static boolean isOfARule(ViolationRef violation, InspectionPredicate predicate) {
        boolean known = violation
                .inspector()
                .map(name -> predicate.inspectors().stream()
                        .anyMatch(inspector -> inspector.name().equals(name)))
                .orElseGet(() -> predicate.rule(violation.id()).isPresent());
        boolean typed = violation.type().equals(RuleType.FAIL.name())
                || violation.type().equals(RuleType.WARN.name());
        return known && typed && !isFatal(violation.id());
    }

    /** Whether it stands for a template that could not be inspected, by the built-in rules or an external inspector. */
    static boolean isFatal(String rule) {
        return rule.substring(rule.lastIndexOf(':') + 1).equals(Violation.FATAL);
    }
}
