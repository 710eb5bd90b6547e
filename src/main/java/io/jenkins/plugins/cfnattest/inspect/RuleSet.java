package io.jenkins.plugins.cfnattest.inspect;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The rules that are applied: those of the catalogue that a profile keeps, without those that a deny list takes out, with arguments. Immutable.
 */
public final class RuleSet {
    private final List<Rule> rules;
    /** For each resource type the places, in {@link #rules}, of the rules about it. */
    private final Map<String, BitSet> byType = new HashMap<>();

    private final BitSet aboutAnyType = new BitSet();
    private final Set<String> legal;
    private final SortedMap<String, String> arguments;
    private final List<String> denied;

    private RuleSet(List<Rule> rules, Set<String> legal, SortedMap<String, String> arguments, List<String> denied) {
        this.rules = List.copyOf(rules);
        this.legal = Collections.unmodifiableSet(new TreeSet<>(legal));
        this.arguments = Collections.unmodifiableSortedMap(new TreeMap<>(arguments));
        this.denied = List.copyOf(denied);
        for (int place = 0; place < this.rules.size(); place++) {
            Set<String> types = this.rules.get(place).types();
            aboutAnyType.set(place, types.isEmpty());
            for (String type : types) {
                byType.computeIfAbsent(type, key -> new BitSet()).set(place);
            }
        }
    }

    /**
     * These rules without arguments; the built-in ones are in {@code inspect.rules.Catalogue}.
     *
     * @throws IllegalArgumentException when two have the same id
     */
    public static RuleSet of(List<Rule> rules) {
        Set<String> ids = new HashSet<>();
        for (Rule rule : rules) {
            if (!ids.add(rule.id())) {
                throw new IllegalArgumentException(
                        "Expected one rule of each id, but there are two with " + rule.id() + ".");
            }
        }
        return new RuleSet(rules, ids, new TreeMap<>(), List.of());
    }

    /**
     * Only the rules that a profile names: a text with an id at the beginning of a line; other lines are comments.
     *
     * @throws RuleSetException when it names a rule that does not exist, or none at all
     */
    public RuleSet profile(String text) throws RuleSetException {
        Set<String> kept = RuleFilters.profile(text, legal);
        return new RuleSet(
                rules.stream().filter(rule -> kept.contains(rule.id())).toList(), legal, arguments, denied);
    }

    /**
     * Without the rules that a deny list names: YAML, {@code RulesToSuppress} with a list of {@code id} and {@code reason}.
     *
     * @throws RuleSetException when it is malformed or names a rule that does not exist
     */
    public RuleSet deny(String yaml) throws RuleSetException {
        Set<String> out = RuleFilters.denyList(yaml, legal);
        Set<String> all = new TreeSet<>(denied);
        all.addAll(out);
        return new RuleSet(
                rules.stream().filter(rule -> !out.contains(rule.id())).toList(), legal, arguments, List.copyOf(all));
    }

    /**
     * With a rule argument.
     *
     * @throws RuleSetException when no rule takes it, or the value does not fit
     */
    public RuleSet argument(String name, String value) throws RuleSetException {
        List<Rule> changed = new ArrayList<>();
        Set<String> known = new TreeSet<>();
        for (Rule rule : rules) {
            known.addAll(rule.argumentNames());
            changed.add(rule.argumentNames().contains(name) ? rule.withArgument(name, value) : rule);
        }
        if (!known.contains(name)) {
            throw new RuleSetException("Expected the name of a rule argument (" + String.join(", ", known)
                    + "), but found " + RuleFilters.quoted(name) + ".");
        }
        SortedMap<String, String> more = new TreeMap<>(arguments);
        more.put(name, value);
        return new RuleSet(changed, legal, more, denied);
    }

    /** The rules in execution order. */
    public List<Rule> rules() {
        return rules;
    }

    /** The rules to ask about a template with resources of these types, in execution order. */
    List<Rule> about(Collection<String> types) {
        BitSet places = (BitSet) aboutAnyType.clone();
        for (String type : types) {
            BitSet more = byType.get(type);
            if (more != null) {
                places.or(more);
            }
        }
        List<Rule> asked = new ArrayList<>(places.cardinality());
        for (int place = places.nextSetBit(0); place >= 0; place = places.nextSetBit(place + 1)) {
            asked.add(rules.get(place));
        }
        return asked;
    }

    /** Rule arguments by name. */
    public SortedMap<String, String> arguments() {
        return arguments;
    }

    /** Ids that a deny list took out. */
    public List<String> denied() {
        return denied;
    }

    /** The lines a rule set's digest covers: {@code ID TYPE VERSION\n} sorted by bytes, then {@code arg NAME=VALUE\n} sorted (docs/cfn-inspection.md, ruleSet.digest). UTF-8. */
    public String canonicalLines() {
        Set<String> lines = new TreeSet<>();
        rules.forEach(rule ->
                lines.add(rule.id() + " " + rule.type().name() + " " + Integer.toString(rule.version()) + "\n"));
        Set<String> last = new TreeSet<>();
        arguments.forEach((name, value) -> last.add("arg " + name + "=" + value + "\n"));
        return String.join("", lines) + String.join("", last);
    }
}
