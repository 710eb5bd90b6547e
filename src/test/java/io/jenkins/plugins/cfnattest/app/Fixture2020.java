package io.jenkins.plugins.cfnattest.app;

import static io.jenkins.plugins.cfnattest.app.AppFixture.CLOCK;
import static io.jenkins.plugins.cfnattest.app.AppFixture.KEY;

import io.jenkins.plugins.cfnattest.envelope.Bytes;
import io.jenkins.plugins.cfnattest.envelope.ServiceScan;
import io.jenkins.plugins.cfnattest.gate.Decision;
import io.jenkins.plugins.cfnattest.gate.DeploymentRequest;
import io.jenkins.plugins.cfnattest.gate.Gate;
import io.jenkins.plugins.cfnattest.gate.Policy;
import io.jenkins.plugins.cfnattest.gate.ReasonCode;
import io.jenkins.plugins.cfnattest.gate.Refusal;
import io.jenkins.plugins.cfnattest.signing.Purpose;
import io.jenkins.plugins.cfnattest.signing.Service2020;
import io.jenkins.plugins.cfnattest.signing.SigningKey;
import io.jenkins.plugins.cfnattest.signing.TrustedKeys;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Envelopes of the 2020 service, and gates that accept them. */
final class Fixture2020 {
    private Fixture2020() {}

    static final Instant NOW = CLOCK.instant();
    static final String UNTIL = "2026-03-01T12:00:01Z";
    static final TrustedKeys SERVICE = AppFixture.trusting(KEY, Purpose.ATTEST_2020);
    static final String PLAIN = "Resources:\n  Wait:\n    Type: AWS::CloudFormation::WaitConditionHandle\n";

    static Policy accepting(SigningKey key, String until) throws Exception {
        return policy("\naccept2020: [{keyId: '" + key.verificationKey().keyId().hex() + "', until: " + until + "}]\n");
    }

    static Policy policy(String more) throws Exception {
        return Policy.read(Bytes.utf8(Policy.standardFile().toUtf8() + more), "policy.yaml");
    }

    static ServiceScan scan(String template, ServiceScan.Violation... violations) {
        int failures = (int) List.of(violations).stream()
                .filter(violation -> violation.type().equals("FAIL"))
                .count();
        return new ServiceScan(
                new ServiceScan.Results(failures, List.of(violations)), template, List.of("F1 Rule FAIL Why."));
    }

    static ServiceScan.Violation violation(String id, String type, String resource) {
        return new ServiceScan.Violation(id, "Rule", type, "Why.", List.of(resource), List.of(1), List.of("resource"));
    }

    static Bytes sealed(ServiceScan scan) throws Exception {
        return Service2020.seal(scan, KEY).write();
    }

    static Bytes clean() throws Exception {
        return sealed(scan(PLAIN));
    }

    static DeploymentRequest request(Map<String, String> parameters, Optional<Bytes> named) {
        return new DeploymentRequest(
                AppFixture.scope(),
                "web",
                "eu-central-1",
                "pay/deploy",
                Optional.empty(),
                new TreeMap<>(parameters),
                new TreeSet<>(),
                Set.of(),
                new TreeMap<>(),
                named);
    }

    static DeploymentRequest request() {
        return request(Map.of(), Optional.empty());
    }

    static Gate gate(TrustedKeys trusted) throws Exception {
        return Gates.of(accepting(KEY, UNTIL), trusted, CLOCK);
    }

    static Decision decide(Bytes envelope) throws Exception {
        return gate(SERVICE).decide(envelope, request());
    }

    static List<ReasonCode> codes(Decision decision) {
        return refusals(decision).stream().map(Refusal::code).toList();
    }

    static List<Refusal> refusals(Decision decision) {
        return decision.refusals();
    }
}
