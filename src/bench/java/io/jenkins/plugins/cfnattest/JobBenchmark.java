package io.jenkins.plugins.cfnattest;

import io.jenkins.plugins.cfnattest.app.AttestRequest;
import io.jenkins.plugins.cfnattest.app.Attestation;
import io.jenkins.plugins.cfnattest.app.LocalAttester;
import io.jenkins.plugins.cfnattest.envelope.Bytes;
import io.jenkins.plugins.cfnattest.envelope.Envelope;
import io.jenkins.plugins.cfnattest.envelope.EnvelopeJson;
import io.jenkins.plugins.cfnattest.envelope.InspectionPredicate;
import io.jenkins.plugins.cfnattest.envelope.Pae;
import io.jenkins.plugins.cfnattest.gate.Decision;
import io.jenkins.plugins.cfnattest.gate.DeploymentRequest;
import io.jenkins.plugins.cfnattest.gate.Gate;
import io.jenkins.plugins.cfnattest.gate.Policy;
import io.jenkins.plugins.cfnattest.gate.TargetRule;
import io.jenkins.plugins.cfnattest.gate.TargetScope;
import io.jenkins.plugins.cfnattest.inspect.Inspection;
import io.jenkins.plugins.cfnattest.inspect.Inspector;
import io.jenkins.plugins.cfnattest.inspect.rules.Catalogue;
import io.jenkins.plugins.cfnattest.signing.Algorithm;
import io.jenkins.plugins.cfnattest.signing.Purpose;
import io.jenkins.plugins.cfnattest.signing.SigningKey;
import io.jenkins.plugins.cfnattest.signing.TrustedKey;
import io.jenkins.plugins.cfnattest.signing.TrustedKeys;
import io.jenkins.plugins.cfnattest.signing.VerifiedStatement;
import io.jenkins.plugins.cfnattest.signing.Verifier;
import io.jenkins.plugins.cfnattest.template.EffectiveParameters;
import io.jenkins.plugins.cfnattest.template.Template;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Each step of the main job on a small, a middling and the largest template. {@code rawSign} is what {@code seal} is compared with: the same key over the same PAE bytes. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class JobBenchmark {
    private static final int KILO = 1024;

    @Param({"2", "50", "1024"})
    private int kilobytes;

    private byte[] content;
    private Template template;
    private Inspector inspector;
    private EffectiveParameters parameters;
    private SigningKey key;
    private LocalAttester attester;
    private AttestRequest attestRequest;
    private Bytes payload;
    private Bytes pae;
    private Bytes envelope;
    private Verifier verifier;
    private Gate gate;
    private DeploymentRequest request;

    /** Makes a template of the wanted size and everything that is not measured. */
    @Setup
    public void prepare() throws Exception {
        content = template(kilobytes * KILO);
        template = Template.parse(content);
        parameters = EffectiveParameters.of(template, Map.of(), Set.of(), Map.of());
        inspector = new Inspector(Catalogue.all());
        key = SigningKey.generate(Algorithm.ED25519, new SecureRandom());
        attester = new LocalAttester(Catalogue.all(), key, Duration.ofDays(1), Clock.systemUTC());
        attestRequest =
                new AttestRequest("bench.yaml", Bytes.of(content), Map.of(), Map.of(), InspectionPredicate.nobody());
        Attestation attestation = attester.attest(attestRequest);
        envelope = attestation.envelope();
        payload = EnvelopeJson.read(envelope).payload();
        pae = Pae.of(Envelope.IN_TOTO, payload);
        TrustedKeys trusted =
                new TrustedKeys(List.of(TrustedKey.always("bench", key.verificationKey(), Purpose.ATTEST)));
        verifier = new Verifier(trusted);
        gate = new Gate(Policy.standard(), trusted, Clock.systemUTC());
        TargetScope scope = new TargetScope(
                "bench",
                Optional.empty(),
                "aws",
                "eu-central-1",
                List.of(new TargetRule("**", "*", List.of())),
                Set.of());
        request = new DeploymentRequest(
                scope,
                "bench",
                "eu-central-1",
                "bench",
                Optional.empty(),
                new TreeMap<>(),
                new TreeSet<>(),
                Set.of(),
                new TreeMap<>(),
                Optional.empty());
    }

    @Benchmark
    public Template parse() throws Exception {
        return Template.parse(content);
    }

    @Benchmark
    public Inspection inspect() {
        return inspector.inspect(template, parameters);
    }

    @Benchmark
    public Attestation attest() throws Exception {
        return attester.attest(attestRequest);
    }

    @Benchmark
    public Bytes rawSign() {
        return key.sign(pae);
    }

    @Benchmark
    public Envelope seal() throws Exception {
        return key.seal(Envelope.IN_TOTO, payload);
    }

    @Benchmark
    public Bytes sealAndWrite() throws Exception {
        return EnvelopeJson.write(key.seal(Envelope.IN_TOTO, payload));
    }

    @Benchmark
    public VerifiedStatement verify() throws Exception {
        return verifier.verify(envelope);
    }

    @Benchmark
    public Decision gate() {
        return gate.decide(envelope, request);
    }

    /** Buckets, queues and security groups in turn until the size is reached. */
    private static byte[] template(int size) {
        StringBuilder text = new StringBuilder("AWSTemplateFormatVersion: '2010-09-09'\nResources:\n");
        for (int i = 0; ; i++) {
            String resource = switch (i % 3) {
                case 0 ->
                    "  Bucket" + i + ":\n    Type: AWS::S3::Bucket\n    Properties:\n      AccessControl: Private\n"
                            + "      Tags:\n        - {Key: part, Value: '" + i + "'}\n";
                case 1 ->
                    "  Queue" + i + ":\n    Type: AWS::SQS::Queue\n    Properties:\n"
                            + "      QueueName: !Sub '${AWS::StackName}-" + i
                            + "'\n      KmsMasterKeyId: alias/aws/sqs\n";
                default ->
                    "  Group" + i + ":\n    Type: AWS::EC2::SecurityGroup\n    Properties:\n"
                            + "      GroupDescription: part " + i + "\n      SecurityGroupEgress:\n"
                            + "        - {Description: https, IpProtocol: tcp, FromPort: 443, ToPort: 443, CidrIp: 10.0.0.1/32}\n";
            };
            if (text.length() + resource.length() > size) {
                return text.toString().getBytes(java.nio.charset.StandardCharsets.UTF_8);
            }
            text.append(resource);
        }
    }
}
