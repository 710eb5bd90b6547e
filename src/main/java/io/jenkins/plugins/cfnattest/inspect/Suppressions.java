package io.jenkins.plugins.cfnattest.inspect;

import io.jenkins.plugins.cfnattest.template.Resource;
import io.jenkins.plugins.cfnattest.template.Value;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What the resources' metadata asks not to be told: {@code Metadata.cfn_nag.rules_to_suppress}, a list of id and reason. */
final class Suppressions {
    private static final Suppressions NONE = new Suppressions();

    private final Map<String, Map<String, String>> byRule = new HashMap<>();
    private final List<String> warnings = new ArrayList<>();

    private Suppressions() {}

    static Suppressions none() {
        return NONE;
    }

    /**
     * Reads them.
     *
     * @param likeCfnNag whether a property that happens to be called {@code Metadata} replaces the resource's metadata, as in cfn_nag
     */
    static Suppressions of(Collection<Resource> resources, boolean likeCfnNag) {
        Suppressions result = new Suppressions();
        for (Resource resource : resources) {
            Value metadata = likeCfnNag ? metadataLikeCfnNag(resource) : resource.metadata();
            Optional<Value> rules = metadata.get("cfn_nag").flatMap(value -> value.get("rules_to_suppress"));
            if (rules.isPresent() && rules.get() instanceof Value.ListOf list) {
                list.items().forEach(item -> result.add(resource.logicalId(), item));
            }
        }
        return result;
    }

    private static Value metadataLikeCfnNag(Resource resource) {
        Map<String, Value> properties = resource.properties().entries();
        Value shadowing = properties.getOrDefault("Metadata", properties.get("metadata"));
        return shadowing == null ? resource.metadata() : shadowing;
    }

    private void add(String logicalId, Value item) {
        if (!(item instanceof Value.MapOf)) {
            return;
        }
        Optional<String> id = item.get("id").flatMap(Value::text);
        if (id.isEmpty()) {
            warnings.add(logicalId + " asks to suppress a rule without saying which (id is missing, " + item.position()
                    + ").");
            return;
        }
        byRule.computeIfAbsent(id.get(), rule -> new LinkedHashMap<>())
                .putIfAbsent(logicalId, item.get("reason").flatMap(Value::text).orElse(""));
    }

    /** The resources that suppress this rule. */
    Set<String> hidden(String ruleId) {
        return byRule.getOrDefault(ruleId, Map.of()).keySet();
    }

    /** The reason it gave; empty when none. */
    String reason(String ruleId, String logicalId) {
        return byRule.getOrDefault(ruleId, Map.of()).getOrDefault(logicalId, "");
    }

    /** Everything suppressed of these rules, in their order. */
    List<Inspection.Suppressed> all(RuleSet rules) {
        if (byRule.isEmpty()) {
            return List.of();
        }
        List<Inspection.Suppressed> result = new ArrayList<>();
        for (Rule rule : rules.rules()) {
            byRule.getOrDefault(rule.id(), Map.of())
                    .forEach(
                            (logicalId, reason) -> result.add(new Inspection.Suppressed(rule.id(), logicalId, reason)));
        }
        return result;
    }

    /** Entries that have no effect because they lack an id. */
    List<String> warnings() {
        return List.copyOf(warnings);
    }
}
