package io.jenkins.plugins.cfnattest.app;

import io.jenkins.plugins.cfnattest.app.AttestException.Kind;
import io.jenkins.plugins.cfnattest.envelope.Bytes;
import io.jenkins.plugins.cfnattest.envelope.Digest;
import io.jenkins.plugins.cfnattest.envelope.EnvelopeException;
import io.jenkins.plugins.cfnattest.envelope.InspectionPredicate.Result;
import io.jenkins.plugins.cfnattest.envelope.InspectionPredicate.ViolationRef;
import io.jenkins.plugins.cfnattest.envelope.ServiceEnvelope;
import io.jenkins.plugins.cfnattest.envelope.ServiceScan;
import io.jenkins.plugins.cfnattest.inspect.RuleType;
import io.jenkins.plugins.cfnattest.inspect.Verdict;
import io.jenkins.plugins.cfnattest.signing.Service2020;
import io.jenkins.plugins.cfnattest.signing.VerificationException;
import io.jenkins.plugins.cfnattest.signing.VerificationKey;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** The 2020 service's answers: believed under the pinned key only, and said in today's terms. */
final class Answer2020 {
    private Answer2020() {}

    /** Takes the service's answer for an attestation only when the pinned key signed it and it holds exactly the template that was sent. */
    static Attestation believed(Bytes answer, Bytes sent, VerificationKey pinned) throws AttestException {
        try {
            ServiceScan scan = Service2020.verify(answer, pinned);
            Bytes template = Bytes.utf8(scan.template());
            if (!template.equals(sent)) {
                throw new AttestException(
                        Kind.FAILURE,
                        "The service signed another template than it was sent: the digest should be " + Digest.of(sent)
                                + ", but is " + Digest.of(template) + ". Nothing of its answer is used.");
            }
            return new Attestation(
                    Attestation.Kind.SERVICE_2020,
                    answer,
                    Digest.of(ServiceEnvelope.read(answer).payload()),
                    Digest.of(template),
                    result(scan.results()),
                    pinned.keyId(),
                    Optional.empty());
        } catch (VerificationException | EnvelopeException e) {
            throw new AttestException(
                    Kind.FAILURE,
                    "The service's answer is no envelope of the 2020 service under its pinned key: " + e.getMessage()
                            + " Check the service's URL, protocol and key.",
                    e);
        }
    }

    /** The same result in today's terms. Counted anew: the number it says itself knows no warnings. */
    static Result result(ServiceScan.Results results) {
        List<ViolationRef> violations =
                results.violations().stream().map(Answer2020::violation).toList();
        int failures = Math.max(count(violations, RuleType.FAIL), results.failureCount());
        int warnings = count(violations, RuleType.WARN);
        Verdict verdict = failures > 0 ? Verdict.FAIL : warnings > 0 ? Verdict.WARN : Verdict.PASS;
        return new Result(verdict.name(), failures, warnings, violations, List.of(), List.of(), List.of());
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

    private static int count(List<ViolationRef> violations, RuleType type) {
        return violations.stream()
                .filter(violation -> violation.type().equals(type.name()))
                .mapToInt(
                        violation -> Math.max(1, violation.logicalResourceIds().size()))
                .sum();
    }
}
