package io.jenkins.plugins.cfnattest.plugin;

import io.jenkins.plugins.cfnattest.app.Attestation;
import io.jenkins.plugins.cfnattest.envelope.Bytes;
import io.jenkins.plugins.cfnattest.envelope.Digest;
import io.jenkins.plugins.cfnattest.envelope.InspectionPredicate.Result;
import io.jenkins.plugins.cfnattest.envelope.InspectionPredicate.ViolationRef;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** Attestations as a step or a report gets them. */
public final class SampleAttestation {
    private SampleAttestation() {}

    /** One with so many failing violations, {@code F0} and on. */
    public static Attestation with(int violations) {
        return of(IntStream.range(0, violations)
                .mapToObj(i -> violation("F" + i, "Do not."))
                .toList());
    }

    /** One with this message. */
    public static Attestation withMessage(String message) {
        return of(List.of(violation("F1", message)));
    }

    private static ViolationRef violation(String id, String message) {
        return new ViolationRef(
                id, "FAIL", message, List.of("Bucket"), List.of(3), List.of(5), List.of("/Properties/Acl"));
    }

    private static Attestation of(List<ViolationRef> violations) {
        Result result = new Result(
                violations.isEmpty() ? "PASS" : "FAIL",
                violations.size(),
                0,
                violations,
                List.of(),
                List.of(),
                List.of());
        return new Attestation(
                Attestation.Kind.IN_TOTO,
                Bytes.utf8("envelope"),
                Digest.of(Bytes.utf8("payload")),
                Digest.of(Bytes.utf8("template")),
                result,
                Digest.of(Bytes.utf8("key")),
                Optional.empty());
    }
}
