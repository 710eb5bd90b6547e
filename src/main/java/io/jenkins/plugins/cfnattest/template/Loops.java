package io.jenkins.plugins.cfnattest.template;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Writes the loops of one template out (CloudFormation template reference, Fn::ForEach). Used once. */
final class Loops {
    private static final String NO_VALUE = "AWS::NoValue";

    private final Template template;
    private final boolean sketch;
    private final LoopCollections collections;
    private final LoopBudget budget = new LoopBudget();
    private final Set<String> identifiers = new HashSet<>();
    private final Set<String> open = new LinkedHashSet<>();

    /** Where a map stands, and with it whether loops are written out there. */
    private enum Place {
        SECTION,
        RESOURCES,
        RESOURCE,
        PROPERTIES,
        ELSEWHERE;

        boolean hasLoops() {
            return this == SECTION || this == RESOURCES || this == PROPERTIES;
        }

        Place below(String name) {
            return switch (this) {
                case RESOURCES -> RESOURCE;
                case RESOURCE -> name.equals("Properties") ? PROPERTIES : ELSEWHERE;
                case PROPERTIES ->
                    name.equals("Fn::Transform") || name.equals("Fn::ToJsonString") ? ELSEWHERE : PROPERTIES;
                default -> ELSEWHERE;
            };
        }
    }

    Loops(Template template, Map<String, String> known, boolean sketch) {
        this.template = template;
        this.sketch = sketch;
        this.collections = new LoopCollections(template, known, budget);
    }

    /** For each loop that could not be written out: which, where and what to do. */
    List<String> open() {
        return List.copyOf(open);
    }

    /** The document with the loops of its sections written out. */
    Value.MapOf expand() throws TemplateException {
        Map<String, Value> sections = new LinkedHashMap<>(template.root().entries());
        expand(sections, "Conditions", Place.SECTION);
        expand(sections, "Resources", Place.RESOURCES);
        expand(sections, "Outputs", Place.SECTION);
        return new Value.MapOf(sections, template.root().position());
    }

    private void expand(Map<String, Value> sections, String name, Place place) throws TemplateException {
        if (sections.get(name) instanceof Value.MapOf section) {
            sections.put(name, members(section, LoopScope.none(), place));
        }
    }

    /** @throws TemplateException when an identifier names a resource too, so that a {@code Ref} to it could mean either */
    void checkNames(Template expanded) throws TemplateException {
        for (String identifier : identifiers) {
            Resource resource = expanded.resources().get(identifier);
            if (resource != null) {
                throw taken(identifier, "resource", resource.position());
            }
        }
    }

    private static TemplateException taken(String identifier, String what, Position position) {
        return TemplateException.at(
                position,
                "identifiers of loops that nothing else is called",
                "the " + what + " " + Quoted.name(identifier) + " with the name of one",
                "Rename the identifier.");
    }

    private Value.MapOf members(Value.MapOf map, LoopScope scope, Place place) throws TemplateException {
        Members members = new Members();
        Set<String> left = new HashSet<>();
        add(map, scope, place, members, left);
        return members.at(map.position());
    }

    private void add(Value.MapOf map, LoopScope scope, Place place, Members into, Set<String> left)
            throws TemplateException {
        for (Map.Entry<String, Value> entry : map.entries().entrySet()) {
            Value value = entry.getValue();
            if (place.hasLoops() && LanguageExtensions.isLoop(entry.getKey())) {
                loop(Loop.of(entry.getKey(), value), value, scope, place, into, left);
            } else {
                String name = scope.filled(entry.getKey(), value.position(), budget.left());
                checkNoLoop(name, place, value.position());
                Optional<Value> member = member(place, name, value, scope);
                if (member.isPresent()) {
                    into.claim(name, value.position());
                    into.put(name, member.get());
                }
            }
        }
    }

    /** A loop whose name a loop makes, or that stands beside Type and Properties: whether CloudFormation writes it out is not documented. */
    private static void checkNoLoop(String name, Place place, Position position) throws TemplateException {
        if (LanguageExtensions.isLoop(name) && (place.hasLoops() || place == Place.RESOURCE)) {
            throw TemplateException.at(
                    position,
                    "loops among resources, properties, conditions and outputs, under a name that is written out",
                    "the loop " + Quoted.name(name),
                    "Write it there, and its name without identifiers in Fn::ForEach.");
        }
    }

    private void loop(Loop loop, Value written, LoopScope scope, Place place, Members into, Set<String> left)
            throws TemplateException {
        Parameter parameter = template.parameters().get(loop.identifier());
        if (parameter != null) {
            throw taken(loop.identifier(), "parameter", parameter.position());
        }
        identifiers.add(loop.identifier());
        Value collection = value(loop.collection(), scope, Place.ELSEWHERE);
        Optional<List<String>> items = collections.items(loop, collection);
        if (items.isEmpty()) {
            open.add(
                    "The collection of " + Quoted.name(loop.name()) + " at "
                            + loop.collection().position()
                            + " is not known, so nobody knows what the loop makes. Give its parameters values, or write the list out.");
        }
        for (String item : items.orElse(List.of())) {
            budget.spend(0, loop.position());
            add(loop.body(), scope.inside(loop, Optional.of(item)), place, into, left);
        }
        if (items.isEmpty() && sketch) {
            add(loop.body(), scope.inside(loop, Optional.empty()), place, into, left);
        } else if (items.isEmpty() && left.add(loop.name())) {
            into.put(loop.name(), written);
        }
    }

    /** Empty when the member vanishes: a resource's condition may be computed, and be none. */
    private Optional<Value> member(Place place, String name, Value value, LoopScope scope) throws TemplateException {
        Value result = value(value, scope, place.below(name));
        spend(scope, name.length(), value.position());
        if (place != Place.RESOURCE || !name.equals("Condition") || !(result instanceof Value.MapOf map)) {
            return Optional.of(result);
        }
        Value condition = collections.resolve(map);
        boolean none = condition
                .get("Ref")
                .flatMap(Value::text)
                .filter(NO_VALUE::equals)
                .isPresent();
        return none || sketch && condition.text().isEmpty() ? Optional.empty() : Optional.of(condition);
    }

    private Value value(Value value, LoopScope scope, Place place) throws TemplateException {
        if (value instanceof Value.Text text) {
            String filled = scope.filled(text.content(), text.position(), budget.left());
            spend(scope, filled.length(), value.position());
            return filled.equals(text.content()) ? text : new Value.Text(filled, text.position(), text.plain());
        }
        if (value instanceof Value.ListOf list) {
            spend(scope, 0, value.position());
            List<Value> items = new ArrayList<>(list.items().size());
            for (Value item : list.items()) {
                items.add(value(item, scope, place));
            }
            return new Value.ListOf(items, list.position());
        }
        if (value instanceof Value.MapOf map) {
            spend(scope, 0, value.position());
            return function(map, scope, place);
        }
        spend(scope, value.text().orElse("").length(), value.position());
        return value;
    }

    private Value function(Value.MapOf map, LoopScope scope, Place place) throws TemplateException {
        Optional<String> reference =
                map.entries().size() == 1 ? map.get("Ref").flatMap(Value::text).filter(scope::has) : Optional.empty();
        if (reference.isPresent()) {
            String item = scope.item(reference.get());
            scope.checkFinal(item, map.position());
            spend(scope, item.length(), map.position());
            return new Value.Text(item, map.position());
        }
        checkOwnNames(map, scope);
        Value.MapOf result = members(map, scope, place);
        return result.entries().size() == 1 ? named(result, scope) : result;
    }

    /** Whether {@code Fn::Sub} then means the loop's item or its own is not documented. */
    private static void checkOwnNames(Value.MapOf map, LoopScope scope) throws TemplateException {
        if (map.get("Fn::Sub").orElse(map) instanceof Value.ListOf list
                && list.items().size() == 2
                && list.items().get(1) instanceof Value.MapOf own) {
            for (String name : own.entries().keySet()) {
                if (scope.has(name)) {
                    throw taken(name, "name in Fn::Sub", own.position());
                }
            }
        }
    }

    /** With the extensions, functions may make the names in {@code Ref} and {@code Fn::GetAtt}. */
    private Value named(Value.MapOf map, LoopScope scope) {
        Optional<Value> ref = map.get("Ref").filter(Value.MapOf.class::isInstance);
        if (ref.isPresent()) {
            Value name = name(ref.get());
            boolean known = name.text().filter(text -> !scope.has(text)).isPresent();
            return known ? new Value.MapOf(Map.of("Ref", name), map.position()) : map;
        }
        Optional<Value> attribute = map.get("Fn::GetAtt");
        return attribute.isPresent() && attribute.get() instanceof Value.ListOf names
                ? new Value.MapOf(
                        Map.of(
                                "Fn::GetAtt",
                                new Value.ListOf(
                                        names.items().stream().map(this::name).toList(), names.position())),
                        map.position())
                : map;
    }

    /** In a sketch, a pattern is a name too: that of a resource of the same sketch. */
    private Value name(Value value) {
        Value resolved = collections.resolve(value);
        Optional<Value> pattern = resolved.get("Fn::Sub").filter(Value.Text.class::isInstance);
        return sketch ? pattern.orElse(resolved) : resolved;
    }

    private void spend(LoopScope scope, int length, Position position) throws TemplateException {
        if (!scope.isEmpty()) {
            budget.spend(length, position);
        }
    }
}
