package io.jenkins.plugins.cfnattest.app;

import io.jenkins.plugins.cfnattest.envelope.Bytes;
import io.jenkins.plugins.cfnattest.envelope.InspectionPredicate.Invocation;
import io.jenkins.plugins.cfnattest.gate.DeploymentRequest;
import io.jenkins.plugins.cfnattest.gate.Gate;
import io.jenkins.plugins.cfnattest.gate.Policy;
import io.jenkins.plugins.cfnattest.gate.TargetRule;
import io.jenkins.plugins.cfnattest.gate.TargetScope;
import io.jenkins.plugins.cfnattest.inspect.external.ExternalInspectors;
import io.jenkins.plugins.cfnattest.inspect.rules.Catalogue;
import io.jenkins.plugins.cfnattest.signing.Algorithm;
import io.jenkins.plugins.cfnattest.signing.Purpose;
import io.jenkins.plugins.cfnattest.signing.SigningKey;
import io.jenkins.plugins.cfnattest.signing.TrustedKey;
import io.jenkins.plugins.cfnattest.signing.TrustedKeys;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** A template without findings, and what attests, trusts and deploys it. */
final class AppFixture {
    static final Clock CLOCK = Clock.fixed(Instant.parse("2026-03-01T12:00:00.123Z"), ZoneOffset.UTC);
    static final SigningKey KEY = SigningKey.generate(Algorithm.ED25519, new SecureRandom());
    static final SigningKey OTHER = SigningKey.generate(Algorithm.ED25519, new SecureRandom());
    static final Bytes TEMPLATE = Bytes.utf8("""
            Parameters:
              Env: {Type: String}
              Size: {Type: Number, Default: 3}
              Password: {Type: String, NoEcho: true}
            Conditions:
              Prod: !Equals [!Ref Env, prod]
            Resources:
              Wait:
                Type: AWS::CloudFormation::WaitConditionHandle
                Condition: Prod
              Köln:
                Type: AWS::CloudFormation::WaitConditionHandle
                Metadata: {Region: !Ref 'AWS::Region', Size: !Ref Size}
            """);
    static final Bytes FAILING = Bytes.utf8("""
            Resources:
              Open:
                Type: AWS::EC2::SecurityGroup
                Properties:
                  GroupDescription: open
                  VpcId: vpc-1
                  SecurityGroupIngress: {IpProtocol: tcp, FromPort: 22, ToPort: 22, CidrIp: 0.0.0.0/0}
            """);

    private AppFixture() {}

    static LocalAttester attester(SigningKey key) {
        return new LocalAttester(Catalogue.all(), key, Duration.ofDays(7), CLOCK);
    }

    /** One that asks these inspectors too. */
    static LocalAttester attester(ExternalInspectors external) {
        return new LocalAttester(Catalogue.all(), external, KEY, Duration.ofDays(7), CLOCK);
    }

    static AttestRequest request(Bytes template, Map<String, String> parameters) {
        return new AttestRequest(
                "infra/wait.yaml",
                template,
                parameters,
                Map.of("AWS::Region", "eu-central-1"),
                new Invocation(Map.of("job", "pay/deploy"), Map.of("branch", "main")));
    }

    static AttestRequest request() {
        return request(TEMPLATE, Map.of("Env", "prod"));
    }

    static TrustedKeys trusting(SigningKey key, Purpose purpose) {
        return new TrustedKeys(List.of(TrustedKey.always("signer", key.verificationKey(), purpose)));
    }

    static Gate gate() {
        return new Gate(Policy.standard(), trusting(KEY, Purpose.ATTEST), CLOCK);
    }

    static DeploymentRequest deployment(TargetScope scope, String stack, String region) {
        return new DeploymentRequest(
                scope,
                stack,
                region,
                "pay/deploy",
                Optional.empty(),
                new TreeMap<>(Map.of("Env", "prod")),
                new TreeSet<>(Set.of("Password")),
                Set.of(),
                new TreeMap<>(),
                Optional.empty());
    }

    static TargetScope scope() {
        return new TargetScope(
                "production",
                Optional.of("123456789012"),
                "aws",
                "eu-central-1",
                List.of(new TargetRule("pay/**", "web", List.of())),
                Set.of());
    }
}
