package io.jenkins.plugins.cfnattest.gate;

import io.jenkins.plugins.cfnattest.envelope.Bytes;
import io.jenkins.plugins.cfnattest.envelope.Digest;
import io.jenkins.plugins.cfnattest.gate.AcceptedRules.Requirement;
import io.jenkins.plugins.cfnattest.inspect.Evaluation;
import io.jenkins.plugins.cfnattest.inspect.NestedContent;
import io.jenkins.plugins.cfnattest.inspect.RuleType;
import io.jenkins.plugins.cfnattest.signing.TrustedKeys;
import io.jenkins.plugins.cfnattest.template.Document;
import io.jenkins.plugins.cfnattest.template.TemplateException;
import io.jenkins.plugins.cfnattest.template.Value;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Reads a policy. docs/policy.md describes the members, docs/policy.schema.json says the same to programs. */
final class PolicyReader {
    static final Set<String> MEMBERS = Set.of(
            "name",
            "signatures",
            "maxAge",
            "clockSkew",
            "threshold",
            "evaluation",
            "inspectors",
            "rules",
            "freeParameters",
            "notEvaluated",
            "suppressions",
            "nestedContent",
            "trustedKeys",
            "waivers",
            "rollback",
            "trustedLogs",
            "record",
            "accept2020");
    static final Set<String> INSPECTOR = Set.of("name", "implementation", "versions", "minimumVersion", "optional");
    static final Set<String> RULES = Set.of("digests", "required", "arguments");
    static final Set<String> NESTED = Set.of("kind", "type", "value");

    private static final String WHOLE = "the policy";
    static final Pattern DIGEST = Pattern.compile("[0-9a-f]{64}");
    static final Pattern RULE_ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._:-]{0,127}");
    private static final Pattern PARAMETER = Pattern.compile("(AWS::)?[A-Za-z0-9]{1,255}");
    private static final Pattern ANY = Pattern.compile(".+");

    private final String source;
    private final PolicyMap policy;

    private PolicyReader(String source, PolicyMap policy) {
        this.source = source;
        this.policy = policy;
    }

    static Policy read(Bytes content, String source) throws PolicyException {
        if (content.size() > Policy.LIMIT) {
            throw new PolicyException(source + ": A policy has at most " + Integer.toString(Policy.LIMIT)
                    + " bytes, but this one has " + Integer.toString(content.size()) + ". Name the right file.");
        }
        if (content.size() == 0) {
            throw new PolicyException(
                    source + ":1:1: The policy is empty. Start from the one that 'cfn-attest policy' prints.");
        }
        Value.MapOf document = document(content, source);
        return new PolicyReader(source, PolicyMap.of(source, WHOLE, document, MEMBERS)).read(Digest.of(content));
    }

    private static Value.MapOf document(Bytes content, String source) throws PolicyException {
        try {
            return Document.read(content.toArray());
        } catch (TemplateException e) {
            String place = e.position()
                    .map(position ->
                            ":" + Integer.toString(position.line()) + ":" + Integer.toString(position.column()))
                    .orElse("");
            throw new PolicyException(source + place + ": This is no policy. " + e.getMessage(), e);
        }
    }

    private Policy read(Digest digest) throws PolicyException {
        String name = policy.text("name");
        int signatures = policy.count("signatures");
        Set<Evaluation> evaluation = policy.words("evaluation", Evaluation.class);
        PolicyTrust trust = new PolicyTrust(policy);
        Optional<TrustedKeys> keys = trust.keys();
        trust.checkSignatures(signatures, keys);
        try {
            return new Policy(
                    name,
                    digest,
                    signatures,
                    policy.duration("maxAge"),
                    policy.duration("clockSkew"),
                    policy.word("threshold", RuleType.class),
                    evaluation,
                    inspectors(),
                    rules(),
                    policy.texts("freeParameters", PARAMETER, "the name of a parameter"),
                    policy.texts("notEvaluated", RULE_ID, "the id of a rule"),
                    policy.texts("suppressions", RULE_ID, "the id of a rule"),
                    nestedContent(),
                    keys,
                    trust.waivers(keys),
                    policy.flag("rollback"),
                    trust.logs(keys),
                    trust.recordRequired(),
                    trust.accepted2020(signatures, evaluation, keys));
        } catch (IllegalArgumentException e) {
            throw PolicyException.at(source, policy.map().position(), e.getMessage());
        }
    }

    private List<AcceptedInspector> inspectors() throws PolicyException {
        List<AcceptedInspector> inspectors = new ArrayList<>();
        Set<List<String>> seen = new HashSet<>();
        policy.member("inspectors");
        for (PolicyMap each : policy.maps("inspectors", INSPECTOR)) {
            Set<String> versions = each.has("versions") ? each.someTexts("versions", ANY, "a version") : Set.of();
            Optional<String> lowest = each.optionalText("minimumVersion");
            if (lowest.isPresent() && !VersionOrder.isVersion(lowest.get())) {
                throw each.wrong("minimumVersion", "should be a version such as '1.4.2', but is none");
            }
            if (!versions.isEmpty() && lowest.isPresent()) {
                throw each.wrong("minimumVersion", "contradicts 'versions', which names them all. Give one of the two");
            }
            AcceptedInspector inspector = new AcceptedInspector(
                    each.text("name"), each.text("implementation"), versions, lowest, each.flag("optional"));
            if (!seen.add(List.of(inspector.name(), inspector.implementation()))) {
                throw each.wrong("names an inspector and implementation that stand there already. Remove one");
            }
            inspectors.add(inspector);
        }
        if (inspectors.stream().allMatch(AcceptedInspector::optional)) {
            throw policy.wrong("inspectors", "should name at least one that is not optional, but names none");
        }
        return inspectors;
    }

    private AcceptedRules rules() throws PolicyException {
        PolicyMap rules = PolicyMap.of(source, policy.inner("rules"), policy.member("rules"), RULES);
        if (rules.has("digests") == rules.has("required")) {
            throw rules.wrong("needs either 'digests', which pins whole rule sets, or 'required', which names rules,"
                    + " but has " + (rules.has("digests") ? "both" : "neither"));
        }
        if (rules.has("required")) {
            return new AcceptedRules.Required(required(rules), arguments(rules));
        }
        if (rules.has("arguments")) {
            throw rules.wrong("arguments", "contradicts 'digests', which pins the arguments too. Take one out");
        }
        Set<Digest> digests =
                rules.someTexts("digests", DIGEST, "a SHA-256 digest of 64 lower-case hex digits").stream()
                        .map(Digest::new)
                        .collect(Collectors.toSet());
        return new AcceptedRules.Pinned(digests);
    }

    private Map<String, Requirement> required(PolicyMap rules) throws PolicyException {
        String where = rules.inner("required");
        PolicyMap types = PolicyMap.of(source, where, rules.member("required"), Set.of("FAIL", "WARN"));
        Map<String, Requirement> required = new TreeMap<>();
        for (RuleType type : RuleType.values()) {
            if (types.has(type.name())) {
                PolicyMap ids = PolicyMap.anyOf(source, types.inner(type.name()), types.member(type.name()));
                for (String id : ids.map().entries().keySet()) {
                    if (!RULE_ID.matcher(id).matches()) {
                        throw ids.wrong(id, "should be called by the id of a rule, but is not");
                    }
                    if (required.put(id, new Requirement(type, ids.count(id))) != null) {
                        throw ids.wrong(id, "contradicts the same rule under FAIL. Take one out");
                    }
                }
            }
        }
        if (required.isEmpty()) {
            throw types.wrong("should name at least one rule under FAIL or WARN, but names none");
        }
        return required;
    }

    private Map<String, Set<String>> arguments(PolicyMap rules) throws PolicyException {
        Map<String, Set<String>> arguments = new TreeMap<>();
        if (rules.has("arguments")) {
            PolicyMap names = PolicyMap.anyOf(source, rules.inner("arguments"), rules.member("arguments"));
            for (String name : names.map().entries().keySet()) {
                arguments.put(name, names.someTexts(name, ANY, "a value"));
            }
        }
        return arguments;
    }

    private List<NestedAllowance> nestedContent() throws PolicyException {
        List<NestedAllowance> allowances = new ArrayList<>();
        for (PolicyMap each : policy.maps("nestedContent", NESTED)) {
            NestedAllowance allowance = new NestedAllowance(
                    each.word("kind", NestedContent.Kind.class), each.optionalText("type"), each.optionalText("value"));
            if (allowances.contains(allowance)) {
                throw each.wrong("stands there already. Remove one");
            }
            allowances.add(allowance);
        }
        return allowances;
    }
}
