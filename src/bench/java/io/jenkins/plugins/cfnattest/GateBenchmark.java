package io.jenkins.plugins.cfnattest;

import io.jenkins.plugins.cfnattest.app.AttestRequest;
import io.jenkins.plugins.cfnattest.app.LocalAttester;
import io.jenkins.plugins.cfnattest.envelope.Bytes;
import io.jenkins.plugins.cfnattest.envelope.InspectionPredicate;
import io.jenkins.plugins.cfnattest.gate.Decision;
import io.jenkins.plugins.cfnattest.gate.DeploymentRequest;
import io.jenkins.plugins.cfnattest.gate.Gate;
import io.jenkins.plugins.cfnattest.gate.Policy;
import io.jenkins.plugins.cfnattest.gate.TargetRule;
import io.jenkins.plugins.cfnattest.gate.TargetScope;
import io.jenkins.plugins.cfnattest.inspect.rules.Catalogue;
import io.jenkins.plugins.cfnattest.signing.Algorithm;
import io.jenkins.plugins.cfnattest.signing.Purpose;
import io.jenkins.plugins.cfnattest.signing.SigningKey;
import io.jenkins.plugins.cfnattest.signing.TrustedKey;
import io.jenkins.plugins.cfnattest.signing.TrustedKeys;
import io.jenkins.plugins.cfnattest.signing.VerifiedStatement;
import io.jenkins.plugins.cfnattest.signing.Verifier;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/**
 * What the gate costs beyond the check of the signature, for a template as people write them. {@code gateBeyondSignature} does both in turn, so that a busy machine
 * disturbs both alike, and counts what the gate takes longer, in microseconds: at most 500 are wanted at 50 KB.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 10, time = 1)
@Measurement(iterations = 10, time = 1)
public class GateBenchmark {
    private static final int KILO = 1024;
    private static final String REGION = "eu-central-1";
    private static final String ACCOUNT = "123456789012";

    @Param("50")
    private int kilobytes;

    private Bytes envelope;
    private Verifier verifier;
    private Gate gate;
    private DeploymentRequest request;

    /** Attests a template of the wanted size. */
    @Setup
    public void prepare() throws Exception {
        Map<String, String> parameters = Map.of("Stage", "production", "Team", "orders", "Vpc", "vpc-0a1b2c3d");
        SigningKey key = SigningKey.generate(Algorithm.ED25519, new SecureRandom());
        LocalAttester attester = new LocalAttester(Catalogue.all(), key, Duration.ofDays(1), Clock.systemUTC());
        envelope = attester.attest(new AttestRequest(
                        "usual.yaml",
                        Bytes.of(UsualTemplate.of(kilobytes * KILO)),
                        parameters,
                        Map.of("AWS::Region", REGION, "AWS::AccountId", ACCOUNT),
                        InspectionPredicate.nobody()))
                .envelope();
        TrustedKeys trusted =
                new TrustedKeys(List.of(TrustedKey.always("bench", key.verificationKey(), Purpose.ATTEST)));
        verifier = new Verifier(trusted);
        gate = new Gate(Policy.standard(), trusted, Clock.systemUTC());
        TargetScope scope = new TargetScope(
                "bench",
                Optional.of(ACCOUNT),
                "aws",
                REGION,
                List.of(new TargetRule("**", "*", List.of())),
                Set.of("CAPABILITY_IAM"));
        request = new DeploymentRequest(
                scope,
                "bench",
                REGION,
                "bench",
                Optional.of(ACCOUNT),
                new TreeMap<>(parameters),
                new TreeSet<>(Set.of("DatabasePassword")),
                Set.of("CAPABILITY_IAM"),
                new TreeMap<>(),
                Optional.empty());
        if (gate.decide(envelope, request) instanceof Decision.Refused refused) {
            throw new IllegalStateException(
                    "Expected the gate to allow this, since a refusal is other work: " + refused.refusals());
        }
    }

    /** How much longer the gate took than the check of the signature. */
    @State(Scope.Thread)
    @AuxCounters(AuxCounters.Type.EVENTS)
    public static class Beyond {
        private long[] differences = new long[1024];
        private int count;

        /** The median, in microseconds: a mean would be that of what else the machine did. */
        public double medianMicros() {
            long[] sorted = Arrays.copyOf(differences, count);
            Arrays.sort(sorted);
            return count == 0 ? 0 : sorted[count / 2] / 1000.0;
        }

        /** Forgets the iteration before. */
        @Setup(Level.Iteration)
        public void reset() {
            count = 0;
        }

        private void add(long difference) {
            if (count == differences.length) {
                differences = Arrays.copyOf(differences, 2 * count);
            }
            differences[count] = difference;
            count++;
        }
    }

    @Benchmark
    public VerifiedStatement signatureCheck() throws Exception {
        return verifier.verify(envelope);
    }

    @Benchmark
    public Decision gate() {
        return gate.decide(envelope, request);
    }

    /** One iteration, since JMH adds up what iterations count. */
    @Benchmark
    @Measurement(iterations = 1, time = 20)
    public Decision gateBeyondSignature(Beyond beyond, Blackhole hole) throws Exception {
        long start = System.nanoTime();
        hole.consume(verifier.verify(envelope));
        long between = System.nanoTime();
        Decision decision = gate.decide(envelope, request);
        beyond.add(System.nanoTime() - between - (between - start));
        return decision;
    }
}
