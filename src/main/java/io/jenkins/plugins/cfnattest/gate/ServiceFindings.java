package io.jenkins.plugins.cfnattest.gate;

import io.jenkins.plugins.cfnattest.envelope.InspectionPredicate;
import io.jenkins.plugins.cfnattest.envelope.InspectionPredicate.Result;
import io.jenkins.plugins.cfnattest.envelope.InspectionPredicate.ViolationRef;
import io.jenkins.plugins.cfnattest.envelope.ServiceClaims;
import io.jenkins.plugins.cfnattest.inspect.RuleType;
import io.jenkins.plugins.cfnattest.inspect.Verdict;
import io.jenkins.plugins.cfnattest.signing.VerifiedStatement;
import io.jenkins.plugins.cfnattest.signing.Verifier;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What an envelope of the 2020 service comes to: what the gate found, and whatever the service found besides. So its own verdict can make it only worse.
 */
final class ServiceFindings {
    private ServiceFindings() {}

    /**
     * The envelope with both findings. The time of inspection stays what the envelope says, which is none: the Unix epoch. It is older than every attestation, so a stack that a
     * real one was deployed to does not go back to such an envelope (check 14); the inspection by the gate is no statement that anybody signed.
     */
    static VerifiedStatement worst(VerifiedStatement verified, InspectionPredicate again) {
        InspectionPredicate claims = verified.statement().predicate();
        return Verifier.reinspected(
                verified,
                new InspectionPredicate(
                        again.inspectors(),
                        again.ruleSet(),
                        again.inputs(),
                        again.template(),
                        worst(claims.result(), again.result()),
                        claims.invocation(),
                        claims.inspectedAt(),
                        claims.expiresAt()));
    }

    private static Result worst(Result service, Result again) {
        List<ViolationRef> all = new ArrayList<>(again.violations());
        for (ViolationRef violation : service.violations()) {
            besides(violation, again.violations()).ifPresent(all::add);
        }
        // More failures than it lists: what they were nobody knows, and check 9 refuses what it cannot count.
        int unlisted = service.failureCount() - count(service.violations(), RuleType.FAIL);
        int failures = count(all, RuleType.FAIL) + Math.max(0, unlisted);
        int warnings = count(all, RuleType.WARN);
        return new Result(
                verdict(failures, warnings, again).name(),
                failures,
                warnings,
                all,
                again.suppressed(),
                again.notInspected(),
                again.notEvaluated());
    }

    /** The violation at those resources where the gate did not find the same; absent: at all it did. */
    private static Optional<ViolationRef> besides(ViolationRef violation, List<ViolationRef> found) {
        Set<String> known = found.stream()
                .filter(one -> one.id().equals(violation.id()) && one.type().equals(violation.type()))
                .flatMap(one -> one.logicalResourceIds().stream())
                .collect(Collectors.toSet());
        List<String> ids = violation.logicalResourceIds();
        List<Integer> kept = new ArrayList<>();
        for (int i = 0; i < ids.size(); i++) {
            if (!known.contains(ids.get(i))) {
                kept.add(i);
            }
        }
        if (kept.isEmpty() && !ids.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new ViolationRef(
                ServiceClaims.INSPECTOR + ":" + violation.id(),
                violation.type(),
                violation.message(),
                kept.stream().map(ids::get).toList(),
                kept.stream().map(violation.lineNumbers()::get).toList(),
                Collections.nCopies(kept.size(), 0),
                Collections.nCopies(kept.size(), ""),
                Optional.of(ServiceClaims.INSPECTOR)));
    }

    private static Verdict verdict(int failures, int warnings, Result again) {
        if (failures > 0) {
            return Verdict.FAIL;
        }
        if (!again.notEvaluated().isEmpty()) {
            return Verdict.INCOMPLETE;
        }
        return warnings > 0 ? Verdict.WARN : Verdict.PASS;
    }

    private static int count(List<ViolationRef> violations, RuleType type) {
        return violations.stream()
                .filter(violation -> violation.type().equals(type.name()))
                .mapToInt(
                        violation -> Math.max(1, violation.logicalResourceIds().size()))
                .sum();
    }
}
