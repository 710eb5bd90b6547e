package io.jenkins.plugins.cfnattest.envelope;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;

/**
 * The predicate {@code https://plugins.jenkins.io/cfn-attestation/inspection/v1}: what was inspected, by which rules, with which inputs and which result.
 * Values only; {@link StatementJson} reads and writes them.
 */
public record InspectionPredicate(
        List<InspectorRef> inspectors,
        RuleSetRef ruleSet,
        Inputs inputs,
        EmbeddedTemplate template,
        Result result,
        Invocation invocation,
        Instant inspectedAt,
        Instant expiresAt) {
    /** The predicate type; a member that could turn a refusal into a permission needs a new one. */
    public static final String TYPE = "https://plugins.jenkins.io/cfn-attestation/inspection/v1";

    public InspectionPredicate {
        inspectors = List.copyOf(inspectors);
    }

    /** Who inspected: {@code cfn-nag} for the built-in rules, else the external inspector's name. */
    public record InspectorRef(String name, String implementation, String version) {}

    /** The rules whose findings could reach the result, and the digest over their canonical lines. */
    public record RuleSetRef(
            Digest digest, List<RuleRef> rules, SortedMap<String, String> arguments, List<String> denied) {
        public RuleSetRef {
            rules = List.copyOf(rules);
            arguments = java.util.Collections.unmodifiableSortedMap(new java.util.TreeMap<>(arguments));
            denied = List.copyOf(denied);
        }
    }

    /** One rule: id, {@code FAIL} or {@code WARN}, version. */
    public record RuleRef(String id, String type, int version) {}

    /** Effective parameters (NoEcho ones by name only, in {@code withheld}) and the evaluation mode {@code EFFECTIVE}, {@code ALL} or {@code CFN_NAG}. */
    public record Inputs(SortedMap<String, String> parameters, List<String> withheld, String evaluation) {
        public Inputs {
            parameters = java.util.Collections.unmodifiableSortedMap(new java.util.TreeMap<>(parameters));
            withheld = List.copyOf(withheld);
        }
    }

    /** The exact template bytes. {@code mediaType} is {@code application/json} or {@code application/yaml}. */
    public record EmbeddedTemplate(Bytes content, String mediaType) {}

    /** The outcome. {@code verdict}: FAIL before INCOMPLETE before WARN before PASS. */
    public record Result(
            String verdict,
            int failureCount,
            int warningCount,
            List<ViolationRef> violations,
            List<SuppressedRef> suppressed,
            List<NotInspectedRef> notInspected,
            List<NotEvaluatedRef> notEvaluated) {
        public Result {
            violations = List.copyOf(violations);
            suppressed = List.copyOf(suppressed);
            notInspected = List.copyOf(notInspected);
            notEvaluated = List.copyOf(notEvaluated);
        }
    }

    /**
     * A violation; the four lists are parallel (a violation of the whole template has empty lists). {@code inspector} names the external inspector
     * that found it, and with a colon begins the id; it is empty for the built-in rules.
     */
    public record ViolationRef(
            String id,
            String type,
            String message,
            List<String> logicalResourceIds,
            List<Integer> lineNumbers,
            List<Integer> columns,
            List<String> propertyPaths,
            Optional<String> inspector) {
        public ViolationRef {
            logicalResourceIds = List.copyOf(logicalResourceIds);
            lineNumbers = List.copyOf(lineNumbers);
            columns = List.copyOf(columns);
            propertyPaths = List.copyOf(propertyPaths);
            if (lineNumbers.size() != logicalResourceIds.size()
                    || columns.size() != logicalResourceIds.size()
                    || propertyPaths.size() != logicalResourceIds.size()) {
                throw new IllegalArgumentException(
                        "The lists of violation " + id + " are parallel, but their sizes differ.");
            }
            if (inspector.isPresent() && !id.startsWith(inspector.get() + ":")) {
                throw new IllegalArgumentException("The id of a violation that the inspector " + inspector.get()
                        + " found begins with its name and a colon, but is " + id + ".");
            }
        }

        /** A violation that the built-in rules found. */
        public ViolationRef(
                String id,
                String type,
                String message,
                List<String> logicalResourceIds,
                List<Integer> lineNumbers,
                List<Integer> columns,
                List<String> propertyPaths) {
            this(id, type, message, logicalResourceIds, lineNumbers, columns, propertyPaths, Optional.empty());
        }
    }

    /** A violation that the template's own metadata suppressed, and the reason it gave (empty when none). */
    public record SuppressedRef(String ruleId, String logicalResourceId, String reason) {}

    /** Content that CloudFormation fetches later. */
    public record NotInspectedRef(String kind, String logicalResourceId, String path) {}

    /** A rule that could not be decided on a resource. */
    public record NotEvaluatedRef(String ruleId, String logicalResourceId, String reason) {}

    /** What the signer knows itself, and what the caller merely says. */
    public record Invocation(Map<String, String> authenticated, Map<String, String> claimed) {
        public Invocation {
            authenticated = java.util.Collections.unmodifiableMap(new java.util.TreeMap<>(authenticated));
            claimed = java.util.Collections.unmodifiableMap(new java.util.TreeMap<>(claimed));
        }
    }

    /** No caller is known. */
    public static Invocation nobody() {
        return new Invocation(Map.of(), Map.of());
    }

    /** The rule's reference in the rule set, if that rule was applied. */
    public Optional<RuleRef> rule(String id) {
        return ruleSet.rules().stream().filter(rule -> rule.id().equals(id)).findFirst();
    }
}
