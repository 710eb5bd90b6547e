package io.jenkins.plugins.cfnattest.gate;

import io.jenkins.plugins.cfnattest.envelope.Bytes;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What somebody wants to deploy where.
 *
 * @param target the target as configured
 * @param stack the stack's name
 * @param region the region
 * @param caller the full job name of the run itself, or {@code command-line/USER}
 * @param observedAccount the account the credentials really belong to, as STS says; absent when nobody asked (no deployment follows)
 * @param parameters values given in the open, by name
 * @param secretParameters names of NoEcho parameters that are given as secrets
 * @param capabilities CloudFormation capabilities wanted; empty: all the target allows
 * @param tags stack tags
 * @param namedTemplate a file that must equal the attested bytes
 * @param previousValues names of parameters that keep the value the stack has; the policy has to free them
 * @param role the role CloudFormation shall use; absent: the target's
 * @param rollback whether going back to an older inspection is asked for
 */
public record DeploymentRequest(
        TargetScope target,
        String stack,
        String region,
        String caller,
        Optional<String> observedAccount,
        SortedMap<String, String> parameters,
        SortedSet<String> secretParameters,
        Set<String> capabilities,
        SortedMap<String, String> tags,
        Optional<Bytes> namedTemplate,
        SortedSet<String> previousValues,
        Optional<String> role,
        boolean rollback) {
    private static final Map<String, String> URL_SUFFIXES = Map.of(
            "aws", "amazonaws.com",
            "aws-us-gov", "amazonaws.com",
            "aws-cn", "amazonaws.com.cn",
            "aws-eusc", "amazonaws.eu",
            "aws-iso", "c2s.ic.gov",
            "aws-iso-b", "sc2s.sgov.gov",
            "aws-iso-e", "cloud.adc-e.uk",
            "aws-iso-f", "csp.hci.ic.gov");

    public DeploymentRequest {
        parameters = Collections.unmodifiableSortedMap(new TreeMap<>(parameters));
        secretParameters = Collections.unmodifiableSortedSet(new TreeSet<>(secretParameters));
        capabilities = Set.copyOf(capabilities);
        tags = Collections.unmodifiableSortedMap(new TreeMap<>(tags));
        previousValues = Collections.unmodifiableSortedSet(new TreeSet<>(previousValues));
    }

    /** A request for the target's role, without previous values, and not to go back. */
    public DeploymentRequest(
            TargetScope target,
            String stack,
            String region,
            String caller,
            Optional<String> observedAccount,
            SortedMap<String, String> parameters,
            SortedSet<String> secretParameters,
            Set<String> capabilities,
            SortedMap<String, String> tags,
            Optional<Bytes> namedTemplate) {
        this(
                target,
                stack,
                region,
                caller,
                observedAccount,
                parameters,
                secretParameters,
                capabilities,
                tags,
                namedTemplate,
                new TreeSet<>(),
                Optional.empty(),
                false);
    }

    /** The stack's name for people and records; the account is empty where nobody knows it. */
    public String stackArn() {
        return "arn:" + target.partition() + ":cloudformation:" + region + ":"
                + observedAccount.or(target::account).orElse("") + ":stack/" + stack;
    }

    /** The capabilities to acknowledge: those wanted, or all the target allows when none are named. */
    public SortedSet<String> effectiveCapabilities() {
        return new TreeSet<>(capabilities.isEmpty() ? target.capabilities() : capabilities);
    }

    /**
     * The pseudo parameters this request decides: region, partition, stack name, URL suffix (of a partition we know) and account (as STS says,
     * else the target's, else unknown).
     */
    public Map<String, String> pseudoParameters() {
        Map<String, String> pseudo = new TreeMap<>();
        pseudo.put("AWS::Region", region);
        pseudo.put("AWS::Partition", target.partition());
        pseudo.put("AWS::StackName", stack);
        observedAccount.or(target::account).ifPresent(account -> pseudo.put("AWS::AccountId", account));
        Optional.ofNullable(URL_SUFFIXES.get(target.partition()))
                .ifPresent(suffix -> pseudo.put("AWS::URLSuffix", suffix));
        return Collections.unmodifiableMap(pseudo);
    }

    /** The same request with what STS said. */
    public DeploymentRequest observedIn(String account) {
        return new DeploymentRequest(
                target,
                stack,
                region,
                caller,
                Optional.of(account),
                parameters,
                secretParameters,
                capabilities,
                tags,
                namedTemplate,
                previousValues,
                role,
                rollback);
    }
}
