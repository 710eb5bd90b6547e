package io.jenkins.plugins.cfnattest.gate;

import io.jenkins.plugins.cfnattest.envelope.Bytes;
import io.jenkins.plugins.cfnattest.envelope.Digest;
import io.jenkins.plugins.cfnattest.envelope.Envelope;
import io.jenkins.plugins.cfnattest.envelope.EnvelopeJson;
import io.jenkins.plugins.cfnattest.envelope.InspectionPredicate;
import io.jenkins.plugins.cfnattest.envelope.InspectionPredicate.EmbeddedTemplate;
import io.jenkins.plugins.cfnattest.envelope.InspectionPredicate.Inputs;
import io.jenkins.plugins.cfnattest.envelope.InspectionPredicate.InspectorRef;
import io.jenkins.plugins.cfnattest.envelope.InspectionPredicate.Result;
import io.jenkins.plugins.cfnattest.envelope.InspectionPredicate.RuleRef;
import io.jenkins.plugins.cfnattest.envelope.InspectionPredicate.RuleSetRef;
import io.jenkins.plugins.cfnattest.envelope.Pae;
import io.jenkins.plugins.cfnattest.envelope.Statement;
import io.jenkins.plugins.cfnattest.envelope.StatementJson;
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
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** An attestation and a request that fit each other; each test spoils one thing. Every member may be changed before it is used. */
final class GateFixture {
    static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    static final String TEMPLATE = """
            Parameters:
              Env: {Type: String}
              Cidr: {Type: String, Default: 10.0.0.0/8}
              Password: {Type: String, NoEcho: true}
            Resources:
              Topic:
                Type: AWS::SNS::Topic
                Properties:
                  TopicName: !Sub '${Env}-${AWS::Region}-${AWS::AccountId}'
                  DisplayName: !Ref Cidr
            """;
    static final SigningKey KEY = SigningKey.generate(Algorithm.ED25519, new SecureRandom());
    static final SigningKey OTHER = SigningKey.generate(Algorithm.ECDSA_P256, new SecureRandom());

    Bytes template = Bytes.utf8(TEMPLATE);
    Optional<Digest> subject = Optional.empty();
    TreeMap<String, String> attested = new TreeMap<>(Map.of(
            "Env", "prod", "Cidr", "10.0.0.0/8", "AWS::Region", "eu-central-1", "AWS::AccountId", "123456789012"));
    List<String> withheld = List.of("Password");
    List<InspectorRef> inspectors = List.of(new InspectorRef("cfn-nag", "cfn-attestation", "1.0"));
    List<RuleRef> applied = everyRule();
    TreeMap<String, String> arguments = new TreeMap<>();
    List<String> denied = List.of();
    Optional<Digest> ruleSet = Optional.empty();
    String evaluation = "EFFECTIVE";
    Result result = new Result("PASS", 0, 0, List.of(), List.of(), List.of(), List.of());
    Instant inspectedAt = NOW.minus(Duration.ofHours(1));
    Instant expiresAt = NOW.plus(Duration.ofDays(30));

    Policy policy = Policy.standard();
    List<TrustedKey> trusted =
            new ArrayList<>(List.of(TrustedKey.always("signer", KEY.verificationKey(), Purpose.ATTEST)));
    Instant now = NOW;

    List<TargetRule> rules = List.of(new TargetRule("pay/**", "web-*", List.of()));
    Optional<String> account = Optional.of("123456789012");
    Set<String> allowedCapabilities = Set.of("CAPABILITY_IAM");
    String stack = "web-1";
    String region = "eu-central-1";
    String caller = "pay/deploy/main";
    Optional<String> observed = Optional.of("123456789012");
    TreeMap<String, String> parameters = new TreeMap<>(Map.of("Env", "prod"));
    Set<String> secrets = Set.of("Password");
    Set<String> capabilities = Set.of();
    Optional<Bytes> named = Optional.empty();
    TreeMap<String, String> tags = new TreeMap<>();
    Set<String> previous = Set.of();
    Optional<String> role = Optional.empty();
    boolean rollback;
    Optional<String> serviceRole = Optional.empty();
    Enforcement enforcement = Enforcement.enforce();
    Evidence evidence = Evidence.none();

    /** All built-in rules, as an inspection with all of them says it. */
    static List<RuleRef> everyRule() {
        List<RuleRef> rules = new ArrayList<>();
        Catalogue.all()
                .rules()
                .forEach(rule -> rules.add(new RuleRef(rule.id(), rule.type().name(), rule.version())));
        return rules;
    }

    private RuleSetRef ruleSet() {
        RuleSetRef unnamed = new RuleSetRef(Digest.of(Bytes.utf8("")), applied, arguments, denied);
        return new RuleSetRef(
                ruleSet.orElse(Digest.of(Bytes.utf8(RulesCheck.canonicalLines(unnamed)))), applied, arguments, denied);
    }

    Bytes payload() {
        InspectionPredicate predicate = new InspectionPredicate(
                inspectors,
                ruleSet(),
                new Inputs(attested, withheld, evaluation),
                new EmbeddedTemplate(template, "application/yaml"),
                result,
                InspectionPredicate.nobody(),
                inspectedAt,
                expiresAt);
        return StatementJson.write(new Statement("infra/topic.yaml", subject.orElse(Digest.of(template)), predicate));
    }

    /** The envelope, signed by these keys. */
    Bytes signedBy(SigningKey... keys) {
        return seal(payload(), keys);
    }

    /** An envelope of this statement, signed by these keys. */
    static Bytes seal(Bytes payload, SigningKey... keys) {
        List<Envelope.Signature> signatures = Arrays.stream(keys)
                .map(key -> new Envelope.Signature(
                        key.verificationKey().keyId().hex(), key.sign(Pae.of(Envelope.IN_TOTO, payload))))
                .toList();
        return EnvelopeJson.write(new Envelope(Envelope.IN_TOTO, payload, signatures));
    }

    Bytes envelope() {
        return signedBy(KEY);
    }

    DeploymentRequest request() {
        return new DeploymentRequest(
                new TargetScope(
                        "production",
                        account,
                        "aws",
                        "eu-central-1",
                        rules,
                        allowedCapabilities,
                        serviceRole,
                        enforcement),
                stack,
                region,
                caller,
                observed,
                parameters,
                new TreeSet<>(secrets),
                capabilities,
                tags,
                named,
                new TreeSet<>(previous),
                role,
                rollback);
    }

    Gate gate() {
        return new Gate(policy, new TrustedKeys(trusted), Clock.fixed(now, ZoneOffset.UTC));
    }

    Decision decide() {
        return decide(envelope());
    }

    Decision decide(Bytes envelope) {
        return gate().decide(envelope, request(), evidence);
    }

    /** The codes of a refusal, in order; none when it is allowed. */
    static List<ReasonCode> codes(Decision decision) {
        return refusals(decision).stream().map(Refusal::code).toList();
    }

    static List<Refusal> refusals(Decision decision) {
        return decision.refusals();
    }

    /** What this check said. */
    static CheckResult check(Decision decision, int number) {
        return decision.checks().stream()
                .filter(result -> result.number() == number)
                .findFirst()
                .orElseThrow();
    }

    /** All messages of a refusal. */
    static String messages(Decision decision) {
        return refusals(decision).toString();
    }
}
