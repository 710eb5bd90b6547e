package io.jenkins.plugins.cfnattest.template;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** An order in which each condition stands behind those it uses. Without recursion: chains of conditions can be long. */
final class ConditionOrder {
    private final Value.MapOf section;
    private final Set<String> done = new LinkedHashSet<>();

    /** The conditions being visited, each with those it uses that are still to visit. */
    private final Deque<Map.Entry<String, Deque<Use>>> path = new ArrayDeque<>();

    private final Set<String> open = new HashSet<>();

    private record Use(String name, Position position) {}

    private ConditionOrder(Value.MapOf section) {
        this.section = section;
    }

    /**
     * The names in that order.
     *
     * @throws TemplateException for a cycle or a name that no condition has
     */
    static List<String> of(Value.MapOf section) throws TemplateException {
        ConditionOrder order = new ConditionOrder(section);
        for (Map.Entry<String, Value> entry : section.entries().entrySet()) {
            order.visit(new Use(entry.getKey(), entry.getValue().position()));
        }
        return List.copyOf(order.done);
    }

    private void visit(Use start) throws TemplateException {
        enter(start);
        while (!path.isEmpty()) {
            Use next = path.peek().getValue().poll();
            if (next == null) {
                String finished = path.pop().getKey();
                open.remove(finished);
                done.add(finished);
            } else {
                enter(next);
            }
        }
    }

    private void enter(Use use) throws TemplateException {
        if (done.contains(use.name())) {
            return;
        }
        Value expression = section.entries().get(use.name());
        if (expression == null) {
            throw TemplateException.at(
                    use.position(),
                    "the name of a condition of this template",
                    Quoted.name(use.name()),
                    "Declare it in Conditions or correct the name.");
        }
        if (!open.add(use.name())) {
            throw TemplateException.at(
                    use.position(),
                    "conditions that do not use themselves",
                    "a circle through " + circle(use.name()),
                    "Take one of them out of it.");
        }
        Deque<Use> uses = new ArrayDeque<>();
        collect(expression, uses);
        path.push(new HashMap.SimpleEntry<>(use.name(), uses));
    }

    private String circle(String name) {
        List<String> names = new ArrayList<>();
        for (Map.Entry<String, Deque<Use>> step : path) {
            names.add(0, Quoted.name(step.getKey()));
            if (step.getKey().equals(name)) {
                break;
            }
        }
        int most = 10;
        String shown = String.join(", ", names.subList(0, Math.min(most, names.size())));
        return names.size() > most ? shown + ", ..." : shown;
    }

    private static void collect(Value value, Deque<Use> uses) {
        if (value instanceof Value.ListOf list) {
            list.items().forEach(item -> collect(item, uses));
        } else if (value instanceof Value.MapOf map) {
            if (map.entries().size() == 1
                    && map.get("Condition").flatMap(Value::text).isPresent()) {
                Value name = map.entries().get("Condition");
                uses.add(new Use(name.text().orElseThrow(), name.position()));
            } else {
                map.entries().values().forEach(member -> collect(member, uses));
            }
        }
    }
}
