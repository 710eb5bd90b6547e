package io.jenkins.plugins.cfnattest.gate;

import io.jenkins.plugins.cfnattest.envelope.Bytes;
import io.jenkins.plugins.cfnattest.envelope.Digest;
import io.jenkins.plugins.cfnattest.envelope.InspectionPredicate.RuleRef;
import io.jenkins.plugins.cfnattest.envelope.InspectionPredicate.RuleSetRef;
import io.jenkins.plugins.cfnattest.gate.AcceptedRules.Pinned;
import io.jenkins.plugins.cfnattest.gate.AcceptedRules.Required;
import io.jenkins.plugins.cfnattest.gate.AcceptedRules.Requirement;
import io.jenkins.plugins.cfnattest.inspect.RuleType;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Check 7: the policy accepts the rules that inspected, their arguments and the way the template was evaluated. What the statement says of its
 * rules must be of one piece: each rule once, none both applied and taken out, and their digest is the one it names.
 */
final class RulesCheck implements Check {
    /** Characters of a usual line. */
    private static final int LINE = 48;

    @Override
    public int number() {
        return 7;
    }

    @Override
    public String name() {
        return "rules and evaluation";
    }

    @Override
    public List<Refusal> examine(Case facts) {
        Policy policy = facts.policy();
        RuleSetRef attested = facts.predicate().ruleSet();
        Map<String, RuleRef> applied = new HashMap<>(2 * attested.rules().size());
        attested.rules().forEach(rule -> applied.put(rule.id(), rule));
        List<Refusal> refusals = new ArrayList<>();
        contradiction(attested, applied.keySet()).ifPresent(refusals::add);
        evaluation(facts.predicate().inputs().evaluation(), policy).ifPresent(refusals::add);
        if (policy.rules() instanceof Required required) {
            missing(applied, required, policy).ifPresent(refusals::add);
            arguments(attested, required, policy).ifPresent(refusals::add);
        } else if (policy.rules() instanceof Pinned pinned) {
            pinned(attested, pinned, policy).ifPresent(refusals::add);
        }
        return refusals;
    }

    private static Optional<Refusal> contradiction(RuleSetRef attested, Set<String> ids) {
        String what;
        if (attested.rules().isEmpty()) {
            what = "it names no rule";
        } else if (ids.size() < attested.rules().size()) {
            what = "it names a rule twice";
        } else if (attested.denied().stream().anyMatch(ids::contains)) {
            what = "it names a rule both as applied and as taken out";
        } else if (!ids.stream().allMatch(RulesCheck::isOneWord)
                || !attested.arguments().entrySet().stream().allMatch(RulesCheck::isOneLine)) {
            what = "it names a rule or an argument that its digest cannot tell from others";
        } else {
            Digest digest = Digest.of(Bytes.utf8(canonicalLines(attested)));
            if (digest.equals(attested.digest())) {
                return Optional.empty();
            }
            what = "its rules have the digest " + digest + ", but it says " + attested.digest();
        }
        return refusal(
                "The attestation contradicts itself about its rules: " + what
                        + ". Attest again with an inspector that works.",
                Map.of());
    }

    private static boolean isOneWord(String id) {
        for (int i = 0; i < id.length(); i += Character.charCount(id.codePointAt(i))) {
            int point = id.codePointAt(i);
            if (!OneLine.printable(point) || Character.isWhitespace(point)) {
                return false;
            }
        }
        return !id.isEmpty();
    }

    private static boolean isOneLine(Map.Entry<String, String> argument) {
        return isOneWord(argument.getKey())
                && argument.getKey().indexOf('=') < 0
                && argument.getValue().codePoints().allMatch(OneLine::printable);
    }

    /** What the digest covers (docs/cfn-inspection.md, ruleSet.digest). Lines are in the order of their ids, since an id, one word, holds nothing that sorts before the space behind it. */
    static String canonicalLines(RuleSetRef ruleSet) {
        StringBuilder lines = new StringBuilder(LINE * ruleSet.rules().size());
        ruleSet.rules().stream()
                .sorted(Comparator.comparing(RuleRef::id))
                .forEach(rule -> lines.append(rule.id())
                        .append(' ')
                        .append(rule.type())
                        .append(' ')
                        .append(rule.version())
                        .append('\n'));
        ruleSet.arguments().entrySet().stream()
                .map(argument -> "arg " + argument.getKey() + "=" + argument.getValue() + "\n")
                .sorted()
                .forEach(lines::append);
        return lines.toString();
    }

    private static Optional<Refusal> evaluation(String attested, Policy policy) {
        Set<String> accepted =
                policy.evaluation().stream().map(Enum::name).collect(Collectors.toCollection(TreeSet::new));
        if (accepted.contains(attested)) {
            return Optional.empty();
        }
        return refusal(
                "The template was inspected in the evaluation " + OneLine.quoted(attested) + ", and the policy '"
                        + policy.name() + "' accepts " + accepted + " only. Attest again in one of these.",
                Map.of("evaluation", OneLine.of(attested, OneLine.VALUE)));
    }

    private static Optional<Refusal> pinned(RuleSetRef attested, Pinned pinned, Policy policy) {
        if (pinned.digests().contains(attested.digest())) {
            return Optional.empty();
        }
        Set<String> accepted =
                pinned.digests().stream().map(Digest::hex).collect(Collectors.toCollection(TreeSet::new));
        return refusal(
                "The rule set that inspected has the digest " + attested.digest() + ", and the policy '" + policy.name()
                        + "' accepts these only: " + Excerpt.of(accepted)
                        + ". Attest again with such a rule set, or have the policy accept this one.",
                Map.of("ruleSet", attested.digest().hex()));
    }

    private static Optional<Refusal> missing(Map<String, RuleRef> applied, Required required, Policy policy) {
        List<String> lacks = new ArrayList<>();
        List<String> ids = new ArrayList<>();
        required.rules()
                .forEach((id, asked) -> lack(id, asked, Optional.ofNullable(applied.get(id)))
                        .ifPresent(lack -> {
                            ids.add(id);
                            lacks.add(lack);
                        }));
        if (lacks.isEmpty()) {
            return Optional.empty();
        }
        return refusal(
                "The inspection did not apply every rule that the policy '" + policy.name() + "' requires: "
                        + Excerpt.of(lacks)
                        + ". Attest again with all of them, without a profile or deny list that leaves them out.",
                Map.of("rules", String.join(" ", ids)));
    }

    private static Optional<String> lack(String id, Requirement asked, Optional<RuleRef> applied) {
        if (applied.isEmpty()) {
            return Optional.of(id + " is missing");
        }
        RuleRef rule = applied.get();
        if (rule.version() < asked.version()) {
            return Optional.of(id + " has the version " + rule.version() + ", not " + asked.version() + " or later");
        }
        boolean severeEnough = rule.type().equals(RuleType.FAIL.name())
                || asked.type() == RuleType.WARN && rule.type().equals(RuleType.WARN.name());
        return severeEnough ? Optional.empty() : Optional.of(id + " only warned, and has to fail");
    }

    private static Optional<Refusal> arguments(RuleSetRef attested, Required required, Policy policy) {
        List<String> others = new ArrayList<>();
        attested.arguments().forEach((name, value) -> {
            if (!required.arguments().getOrDefault(name, Set.of()).contains(value)) {
                others.add(OneLine.of(name, OneLine.VALUE) + " = " + OneLine.quoted(value));
            }
        });
        if (others.isEmpty()) {
            return Optional.empty();
        }
        return refusal(
                "The inspection gave arguments to rules, which can blunt them, and the policy '" + policy.name()
                        + "' does not accept these: " + Excerpt.of(others)
                        + ". Attest again without them, or have the policy accept them.",
                Map.of("arguments", Excerpt.of(others)));
    }

    private static Optional<Refusal> refusal(String message, Map<String, String> details) {
        return Optional.of(new Refusal(ReasonCode.RULES_INSUFFICIENT, message, details));
    }
}
