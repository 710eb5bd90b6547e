package io.jenkins.plugins.cfnattest.gate;

import io.jenkins.plugins.cfnattest.envelope.Bytes;
import io.jenkins.plugins.cfnattest.signing.TestStatements;
import io.jenkins.plugins.cfnattest.signing.VerifiedStatement;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Makes allowing decisions for tests of other rooms, which cannot make one themselves: only the gate does. */
public final class TestDecisions {
    /** The account that {@link #request} was decided for. */
    public static final String ACCOUNT = "123456789012";

    /** The region that {@link #request} is for. */
    public static final String REGION = "eu-central-1";

    private TestDecisions() {}

    /** The default policy. */
    public static PolicyRef policy() {
        return Policy.standard().ref();
    }

    /** What led to a decision with this check. */
    public static Decision.Facts facts(CheckResult check) {
        return new Decision.Facts(
                policy(),
                Instant.parse("2026-03-01T12:00:00Z"),
                Bytes.utf8("received"),
                request("web", Map.of(), Set.of(), Map.of()),
                List.of(check),
                List.of(),
                Optional.empty());
    }

    /** These template bytes with this request are allowed. */
    public static Decision.Allowed allowed(Bytes template, DeploymentRequest request) {
        return new Decision.Allowed(
                new Decision.Facts(
                        policy(),
                        Instant.parse("2026-03-01T12:00:00Z"),
                        template,
                        request,
                        List.of(new CheckResult(1, "test", CheckResult.Outcome.PASSED, List.of())),
                        List.of(),
                        Optional.empty()),
                TestStatements.verified(template));
    }

    /** This statement is allowed, for these reasons. */
    public static Decision.Allowed allowed(VerifiedStatement statement, Decision.Facts facts) {
        return new Decision.Allowed(facts, statement);
    }

    /** The scope of a target that allows one capability in {@link #ACCOUNT}. */
    public static TargetScope scope() {
        return scope(Optional.empty());
    }

    /** The same with a role for CloudFormation. */
    public static TargetScope scope(Optional<String> serviceRole) {
        return new TargetScope(
                "staging",
                Optional.of(ACCOUNT),
                "aws",
                REGION,
                List.of(new TargetRule("**", "*", List.of())),
                Set.of("CAPABILITY_IAM"),
                serviceRole,
                Enforcement.enforce());
    }

    /** A request for a stack in {@link #scope()}. */
    public static DeploymentRequest request(
            String stack, Map<String, String> parameters, Set<String> secrets, Map<String, String> tags) {
        return request(scope(), stack, parameters, secrets, tags);
    }

    /** A request for a stack in this scope. */
    public static DeploymentRequest request(
            TargetScope scope,
            String stack,
            Map<String, String> parameters,
            Set<String> secrets,
            Map<String, String> tags) {
        return new DeploymentRequest(
                scope,
                stack,
                REGION,
                "team/job",
                Optional.of(ACCOUNT),
                new TreeMap<>(parameters),
                new TreeSet<>(secrets),
                Set.of(),
                new TreeMap<>(tags),
                Optional.empty());
    }
}
