package io.jenkins.plugins.cfnattest.gate;

import io.jenkins.plugins.cfnattest.envelope.Bytes;
import io.jenkins.plugins.cfnattest.envelope.Digest;
import io.jenkins.plugins.cfnattest.inspect.Evaluation;
import io.jenkins.plugins.cfnattest.inspect.RuleType;
import io.jenkins.plugins.cfnattest.ledger.TrustedLogs;
import io.jenkins.plugins.cfnattest.signing.TrustedKeys;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a deployment must fulfil. It is always read from a file (docs/policy.md), so that its digest says what it was.
 *
 * @param name its name
 * @param digest the SHA-256 of the file's bytes
 * @param signatures how many distinct trusted keys must verify (k of n), at least 1
 * @param maxAge how old an inspection may be
 * @param clockSkew how far clocks may differ
 * @param threshold the mildest violation that refuses: FAIL, or WARN for warnings too
 * @param evaluation the accepted ways to evaluate a template
 * @param inspectors whose findings are accepted
 * @param rules which rule sets are accepted
 * @param freeParameters names that may differ between inspection and deployment
 * @param notEvaluated ids of rules that may stay undecided
 * @param suppressions ids of rules that the template's own metadata may suppress
 * @param nestedContent what CloudFormation may fetch later
 * @param trustedKeys the only keys that count; absent: those configured beside the gate. What is configured there of a key still holds: revoked is revoked
 * @param waivers which waivers are accepted; absent: none
 * @param rollback whether a request may ask to go back to an older inspection
 * @param trustedLogs the records that are believed; absent: the one configured beside the gate
 * @param recordRequired whether the attestation has to be on record in one of them
 * @param accept2020 keys of the service of 2020 that are accepted for a while
 */
public record Policy(
        String name,
        Digest digest,
        int signatures,
        Duration maxAge,
        Duration clockSkew,
        RuleType threshold,
        Set<Evaluation> evaluation,
        List<AcceptedInspector> inspectors,
        AcceptedRules rules,
        Set<String> freeParameters,
        Set<String> notEvaluated,
        Set<String> suppressions,
        List<NestedAllowance> nestedContent,
        Optional<TrustedKeys> trustedKeys,
        Optional<WaiverTerms> waivers,
        boolean rollback,
        Optional<TrustedLogs> trustedLogs,
        boolean recordRequired,
        List<Accepted2020> accept2020) {
    /** The largest policy, in bytes. */
    public static final int LIMIT = 256 * 1024;

    private static final Duration LONGEST_AGE = Duration.ofDays(3650);

    public Policy {
        evaluation = Set.copyOf(evaluation);
        inspectors = List.copyOf(inspectors);
        freeParameters = Set.copyOf(freeParameters);
        notEvaluated = Set.copyOf(notEvaluated);
        suppressions = Set.copyOf(suppressions);
        nestedContent = List.copyOf(nestedContent);
        accept2020 = List.copyOf(accept2020);
        require(!name.isBlank() && signatures >= 1, "A policy has a name and at least one signature.");
        require(
                !maxAge.isNegative() && !maxAge.isZero() && maxAge.compareTo(LONGEST_AGE) <= 0,
                "The maximum age is more than nothing and at most ten years, but is " + maxAge + ".");
        require(
                !clockSkew.isNegative() && clockSkew.compareTo(maxAge) < 0,
                "Clocks may differ by less than the maximum age " + maxAge + " and not by less than nothing, but by "
                        + clockSkew + ".");
        require(!evaluation.isEmpty(), "A policy accepts at least one way to evaluate a template.");
        require(
                inspectors.stream().anyMatch(inspector -> !inspector.optional()),
                "At least one inspector must have inspected, but all are optional.");
    }

    /**
     * Reads a policy.
     *
     * @param content the bytes of the file, YAML or JSON
     * @param source how messages call the file
     * @throws PolicyException when it is no policy, or one that contradicts itself
     */
    public static Policy read(Bytes content, String source) throws PolicyException {
        return PolicyReader.read(content, source);
    }

    /** The default policy, read from {@link #standardFile()}. */
    public static Policy standard() {
        return StandardPolicy.POLICY;
    }

    /** The bytes of the default policy's file. */
    public static Bytes standardFile() {
        return StandardPolicy.FILE;
    }

    /** What decisions say of it. */
    PolicyRef ref() {
        return new PolicyRef(name, digest);
    }

    private static void require(boolean holds, String message) {
        if (!holds) {
            throw new IllegalArgumentException(message);
        }
    }
}
