package io.jenkins.plugins.cfnattest.inspect;

import io.jenkins.plugins.cfnattest.template.Resource;
import io.jenkins.plugins.cfnattest.template.Template;
import io.jenkins.plugins.cfnattest.template.Value;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which conditions can change what somebody sees of a resource: those it stands under, those in its {@code Fn::If}, and those of the resources
 * it mentions, since references answer the names that stand there. As bits of a {@code long}, one for each condition.
 */
final class Influence {
    /** Conditions beyond this many have no bit of their own but this one. */
    static final int MOST = 63;

    private final Map<String, Long> byResource = new HashMap<>();
    private final Map<String, Long> byType = new HashMap<>();
    private long all;

    /** @param conditions those that may turn out either way */
    Influence(Template template, List<String> conditions) {
        if (conditions.isEmpty()) {
            return; // Nothing turns out either way, so nothing has influence.
        }
        Map<String, Long> bits = new HashMap<>();
        for (int i = 0; i < conditions.size(); i++) {
            bits.put(conditions.get(i), 1L << Math.min(i, MOST));
        }
        Map<String, List<String>> mentionedBy = new HashMap<>();
        for (Resource resource : template.resources().values()) {
            byResource.put(resource.logicalId(), own(resource, bits));
            Set<String> names = new HashSet<>();
            mention(resource.properties(), names);
            names.retainAll(template.resources().keySet());
            names.forEach(name ->
                    mentionedBy.computeIfAbsent(name, key -> new ArrayList<>()).add(resource.logicalId()));
        }
        spread(mentionedBy);
        for (Resource resource : template.resources().values()) {
            long mask = byResource.get(resource.logicalId());
            byType.merge(resource.type(), mask, (one, other) -> one | other);
            all |= mask;
        }
    }

    /** For a name that no resource has, none. */
    long ofResource(String logicalId) {
        return byResource.getOrDefault(logicalId, 0L);
    }

    /** For all resources of a type together. */
    long ofType(String type) {
        return byType.getOrDefault(type, 0L);
    }

    /** For all resources together. */
    long ofAll() {
        return all;
    }

    private static long own(Resource resource, Map<String, Long> bits) {
        Set<String> names = new HashSet<>();
        Branches.collect(resource.properties(), names);
        resource.condition().ifPresent(names::add);
        return names.stream().mapToLong(name -> bits.getOrDefault(name, 0L)).reduce(0, (one, other) -> one | other);
    }

    /** What influences a resource influences those that mention it. */
    private void spread(Map<String, List<String>> mentionedBy) {
        Deque<String> changed = new ArrayDeque<>(byResource.keySet());
        while (!changed.isEmpty()) {
            String name = changed.pop();
            long mask = byResource.get(name);
            for (String other : mentionedBy.getOrDefault(name, List.of())) {
                long before = byResource.get(other);
                if ((before | mask) != before) {
                    byResource.put(other, before | mask);
                    changed.push(other);
                }
            }
        }
    }

    private static void mention(Value value, Collection<String> names) {
        if (value instanceof Value.Text text) {
            names.add(Names.owner(text.content()));
            String content = text.content();
            for (int open = content.indexOf("${"); open >= 0; open = content.indexOf("${", open + 2)) {
                int close = content.indexOf('}', open);
                if (close < 0) {
                    return;
                }
                names.add(Names.owner(content.substring(open + 2, Math.min(close, open + 2 + LONGEST))));
            }
        } else if (value instanceof Value.ListOf list) {
            list.items().forEach(item -> mention(item, names));
        } else if (value instanceof Value.MapOf map) {
            map.entries().values().forEach(member -> mention(member, names));
        }
    }

    /** Longer than a logical id and an attribute. */
    private static final int LONGEST = 1024;
}
