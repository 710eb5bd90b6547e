package io.jenkins.plugins.cfnattest.inspect;

import io.jenkins.plugins.cfnattest.template.Conditions;
import io.jenkins.plugins.cfnattest.template.EffectiveParameters;
import io.jenkins.plugins.cfnattest.template.Resource;
import io.jenkins.plugins.cfnattest.template.Template;
import io.jenkins.plugins.cfnattest.template.TemplateException;
import io.jenkins.plugins.cfnattest.template.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * The ways in which the conditions of a template may turn out.
 *
 * @param decided the conditions of which one knows
 * @param open the names of those that are taken both ways
 */
record Branches(Map<String, Boolean> decided, List<String> open) {
    private static final String IF = "Fn::If";

    Branches {
        decided = Map.copyOf(decided);
        open = List.copyOf(open);
    }

    /**
     * The branches of a template with these parameters.
     *
     * @throws TemplateException when the section {@code Conditions} makes no sense
     */
    static Branches of(Template template, EffectiveParameters parameters, Evaluation evaluation)
            throws TemplateException {
        Map<String, Boolean> decided = Conditions.evaluate(template, parameters.values());
        if (evaluation == Evaluation.ALL) {
            decided = Map.of();
        }
        Set<String> open = used(template);
        open.removeAll(decided.keySet());
        return new Branches(decided, List.copyOf(open));
    }

    /** A truth value for each condition: the open ones are true but for those whose bit is set ({@link Influence}). */
    Map<String, Boolean> assignment(long falses) {
        Map<String, Boolean> result = new HashMap<>(decided);
        for (int i = 0; i < open.size(); i++) {
            result.put(open.get(i), (falses >> Math.min(i, Influence.MOST) & 1) == 0);
        }
        return result;
    }

    /** The open conditions that have one of these bits. */
    List<String> names(long bits) {
        List<String> names = new ArrayList<>();
        for (int i = 0; i < open.size(); i++) {
            if ((bits >> Math.min(i, Influence.MOST) & 1) == 1) {
                names.add(open.get(i));
            }
        }
        return names;
    }

    /** The resources that exist in a branch: all of them, and where that differs only those whose condition holds. */
    static List<List<Resource>> existing(Template template, Map<String, Boolean> assignment) {
        List<Resource> all = List.copyOf(template.resources().values());
        List<Resource> present = all.stream()
                .filter(resource -> resource.condition()
                        .map(name -> assignment.getOrDefault(name, true))
                        .orElse(true))
                .toList();
        return present.size() == all.size() ? List.of(all) : List.of(all, present);
    }

    /** The names of the conditions that resources depend on, and of those in any {@code Fn::If} below the resources. */
    static Set<String> used(Template template) {
        Set<String> names = new TreeSet<>();
        for (Resource resource : template.resources().values()) {
            resource.condition().ifPresent(names::add);
            collect(resource.properties(), names);
        }
        return names;
    }

    static void collect(Value value, Set<String> names) {
        if (value instanceof Value.ListOf list) {
            list.items().forEach(item -> collect(item, names));
        } else if (value instanceof Value.MapOf map) {
            map.entries().forEach((name, member) -> {
                if (name.equals(IF)
                        && member instanceof Value.ListOf list
                        && !list.items().isEmpty()) {
                    list.items().get(0).text().ifPresent(names::add);
                }
                collect(member, names);
            });
        }
    }
}
