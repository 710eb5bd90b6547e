package io.jenkins.plugins.cfnattest.gate;

import io.jenkins.plugins.cfnattest.envelope.Digest;
import io.jenkins.plugins.cfnattest.inspect.RuleType;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Which rule sets a policy accepts. */
sealed interface AcceptedRules {
    /**
     * These very rule sets, with their arguments.
     *
     * @param digests as {@code ruleSet.digest} has them; at least one
     */
    record Pinned(Set<Digest> digests) implements AcceptedRules {
        public Pinned {
            digests = Set.copyOf(digests);
            if (digests.isEmpty()) {
                throw new IllegalArgumentException("Pinned rule sets are at least one.");
            }
        }
    }

    /**
     * Any rule set that has these rules; more do no harm.
     *
     * @param rules what is asked of each rule, by id; at least one
     * @param arguments the values that an argument of a rule may have, by name; no other may be set, since an argument can blunt a rule
     */
    record Required(Map<String, Requirement> rules, Map<String, Set<String>> arguments) implements AcceptedRules {
        public Required {
            rules = Collections.unmodifiableMap(new TreeMap<>(rules));
            Map<String, Set<String>> copies = new TreeMap<>();
            arguments.forEach((name, values) -> copies.put(name, Set.copyOf(values)));
            arguments = Collections.unmodifiableMap(copies);
            if (rules.isEmpty()) {
                throw new IllegalArgumentException("Required rules are at least one.");
            }
        }
    }

    /**
     * What is asked of a rule.
     *
     * @param type how severe at least: WARN asks for a warning or a failing violation
     * @param version the lowest version
     */
    record Requirement(RuleType type, int version) {}
}
