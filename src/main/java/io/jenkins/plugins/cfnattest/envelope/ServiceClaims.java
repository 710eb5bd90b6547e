package io.jenkins.plugins.cfnattest.envelope;

import io.jenkins.plugins.cfnattest.envelope.InspectionPredicate.EmbeddedTemplate;
import io.jenkins.plugins.cfnattest.envelope.InspectionPredicate.Inputs;
import io.jenkins.plugins.cfnattest.envelope.InspectionPredicate.InspectorRef;
import io.jenkins.plugins.cfnattest.envelope.InspectionPredicate.Result;
import io.jenkins.plugins.cfnattest.envelope.InspectionPredicate.RuleSetRef;
import io.jenkins.plugins.cfnattest.envelope.InspectionPredicate.ViolationRef;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.TreeMap;

/**
 * What the 2020 service says, in today's terms. What it does not say stands there as nothing, so that whoever takes it for evidence finds none: no rules, no parameters, and the
 * beginning of time as the time of inspection.
 */
public final class ServiceClaims {
    /** The predicate type under which an envelope of the 2020 service is known. */
    public static final String TYPE = "https://plugins.jenkins.io/cfn-attestation/service-2020/v1";

    /** The inspector's name. */
    public static final String INSPECTOR = "service-2020";

    private static final String SUBJECT = "template";
    private static final String LIKE_CFN_NAG = "CFN_NAG";
    private static final String FAIL = "FAIL";
    private static final String WARN = "WARN";

    private ServiceClaims() {}

    /** A statement about the template that the scan holds. */
    public static Statement statement(ServiceScan scan) {
        Bytes template = Bytes.utf8(scan.template());
        InspectionPredicate predicate = new InspectionPredicate(
                List.of(new InspectorRef(INSPECTOR, INSPECTOR, "")),
                new RuleSetRef(Digest.of(Bytes.utf8("")), List.of(), new TreeMap<>(), List.of()),
                new Inputs(new TreeMap<>(), List.of(), LIKE_CFN_NAG),
                new EmbeddedTemplate(template, "application/yaml"),
                result(scan.results()),
                InspectionPredicate.nobody(),
                Instant.EPOCH,
                Instant.EPOCH);
        return new Statement(SUBJECT, Digest.of(template), predicate);
    }

    /** The findings. Counted anew: the number the service says itself knows no warnings, and counts only where it is larger. */
    public static Result result(ServiceScan.Results results) {
        List<ViolationRef> violations =
                results.violations().stream().map(ServiceClaims::violation).toList();
        int failures = Math.max(count(violations, FAIL), results.failureCount());
        int warnings = count(violations, WARN);
        String verdict = failures > 0 ? FAIL : warnings > 0 ? WARN : "PASS";
        return new Result(verdict, failures, warnings, violations, List.of(), List.of(), List.of());
    }

    private static ViolationRef violation(ServiceScan.Violation violation) {
        int size = violation.logicalResourceIds().size();
        return new ViolationRef(
                violation.id(),
                violation.type(),
                violation.message(),
                violation.logicalResourceIds(),
                violation.lineNumbers(),
                Collections.nCopies(size, 0),
                Collections.nCopies(size, ""));
    }

    private static int count(List<ViolationRef> violations, String type) {
        return violations.stream()
                .filter(violation -> violation.type().equals(type))
                .mapToInt(
                        violation -> Math.max(1, violation.logicalResourceIds().size()))
                .sum();
    }
}
