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
import java.util.stream.Stream;

/**
 * The ways in which conditions that nobody can decide may turn out.
 *
 * @param assignments each a truth value for every condition that the template uses
 * @param complete whether these are all the ways there are
 * @param undecided the names of the conditions that could not be decided
 */
record Branches(List<Map<String, Boolean>> assignments, boolean complete, Set<String> undecided) {
    /** Up to this many undecided conditions, every combination is inspected (for a template within CloudFormation's quota of 500 resources); beyond, only all true and all false. */
    static final int LIMIT = 6;

    /** The most resources that are inspected, counted once per combination; the largest template with {@link #LIMIT} stays below. */
    private static final int COST = 50_000;

    private static final String IF = "Fn::If";

    /** The branches of this template, where {@code decided} conditions are known. */
    static Branches of(Template template, Map<String, Boolean> decided) {
        Set<String> undecided = used(template);
        undecided.removeAll(decided.keySet());
        List<String> names = List.copyOf(undecided);
        List<Map<String, Boolean>> assignments = new ArrayList<>();
        boolean complete = names.size() <= LIMIT && (long) template.resources().size() << names.size() <= COST;
        if (complete) {
            for (int bits = 0; bits < 1 << names.size(); bits++) {
                assignments.add(assignment(decided, names, bits));
            }
        } else {
            assignments.add(all(decided, names, true));
            assignments.add(all(decided, names, false));
        }
        return new Branches(assignments, complete, undecided);
    }

    /**
     * The branches of this template with these parameters.
     *
     * @throws TemplateException when the section {@code Conditions} makes no sense
     */
    static Branches of(Template template, EffectiveParameters parameters) throws TemplateException {
        return of(template, Conditions.evaluate(template, parameters.values()));
    }

    /**
     * What the template is in each branch: with every resource, and where that differs with those that exist in it. To be taken one
     * after another: a model keeps all that it has resolved, and all of them together could fill the memory.
     */
    Stream<Model> models(Template template, EffectiveParameters parameters) {
        return assignments.stream()
                .flatMap(assignment -> existing(template, assignment).stream()
                        .map(existing -> new Model(
                                template, existing, new EffectiveValues(template, parameters, assignment), true)));
    }

    /** Why not every branch was inspected. */
    String reason() {
        return "At most " + LIMIT
                + " conditions that cannot be decided are inspected in all combinations (fewer in very large"
                + " templates), but there are " + undecided.size() + ": " + String.join(", ", undecided) + ".";
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

    private static void collect(Value value, Set<String> names) {
        if (value instanceof Value.ListOf list) {
            list.items().forEach(item -> collect(item, names));
        } else if (value instanceof Value.MapOf map) {
            map.get(IF).ifPresent(arguments -> {
                if (arguments instanceof Value.ListOf list && !list.items().isEmpty()) {
                    list.items().get(0).text().ifPresent(names::add);
                }
            });
            map.entries().values().forEach(member -> collect(member, names));
        }
    }

    private static Map<String, Boolean> assignment(Map<String, Boolean> decided, List<String> names, int bits) {
        Map<String, Boolean> result = new HashMap<>(decided);
        for (int i = 0; i < names.size(); i++) {
            result.put(names.get(i), (bits >> i & 1) == 1);
        }
        return result;
    }

    private static Map<String, Boolean> all(Map<String, Boolean> decided, List<String> names, boolean truth) {
        Map<String, Boolean> result = new HashMap<>(decided);
        names.forEach(name -> result.put(name, truth));
        return result;
    }

    /** The resources that exist in this branch: all of them, and where that differs only those whose condition holds. */
    private static List<List<Resource>> existing(Template template, Map<String, Boolean> assignment) {
        List<Resource> all = List.copyOf(template.resources().values());
        List<Resource> present = all.stream()
                .filter(resource -> resource.condition()
                        .map(name -> assignment.getOrDefault(name, true))
                        .orElse(true))
                .toList();
        return present.size() == all.size() ? List.of(all) : List.of(all, present);
    }
}
