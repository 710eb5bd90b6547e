package io.jenkins.plugins.cfnattest.envelope;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.cfnattest.envelope.InspectionPredicate.Result;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class ServiceClaimsTest {
    private static final ServiceScan.Violation FAILURE = new ServiceScan.Violation(
            "F1000", "SomeRule", "FAIL", "Why.", List.of("A", "B"), List.of(3, 9), List.of("resource", "resource"));
    private static final ServiceScan.Violation WARNING =
            new ServiceScan.Violation("W9", "OtherRule", "WARN", "Why.", List.of("A"), List.of(3), List.of("resource"));

    private static Result result(int failureCount, ServiceScan.Violation... violations) {
        return ServiceClaims.result(new ServiceScan.Results(failureCount, List.of(violations)));
    }

    @Test
    void findsTheVerdictFromTheViolations() {
        assertThat(result(0).verdict()).isEqualTo("PASS");
        assertThat(result(0, WARNING).verdict()).isEqualTo("WARN");
        assertThat(result(0, FAILURE).verdict()).isEqualTo("FAIL");
        assertThat(result(1).verdict()).isEqualTo("FAIL");
    }

    @Test
    void countsAnewAndBelievesALargerNumberOnly() {
        assertThat(result(0, FAILURE, WARNING).failureCount()).isEqualTo(2);
        assertThat(result(5, FAILURE, WARNING).failureCount()).isEqualTo(5);
        assertThat(result(5, FAILURE, WARNING).warningCount()).isEqualTo(1);
    }

    @Test
    void claimsNothingThatTheServiceDoesNotSay() {
        Statement statement = ServiceClaims.statement(SampleScan.scan());
        InspectionPredicate predicate = statement.predicate();
        Bytes template = Bytes.utf8(SampleScan.scan().template());

        assertThat(statement.subjectDigest()).isEqualTo(Digest.of(template));
        assertThat(predicate.template().content()).isEqualTo(template);
        assertThat(predicate.ruleSet().rules()).isEmpty();
        assertThat(predicate.inputs().parameters()).isEmpty();
        assertThat(predicate.inspectedAt()).isEqualTo(Instant.EPOCH);
        assertThat(predicate.expiresAt()).isEqualTo(Instant.EPOCH);
        assertThat(predicate.result().failureCount()).isEqualTo(3);
    }
}
