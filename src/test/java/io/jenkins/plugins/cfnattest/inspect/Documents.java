package io.jenkins.plugins.cfnattest.inspect;

import io.jenkins.plugins.cfnattest.inspect.rules.Catalogue;
import io.jenkins.plugins.cfnattest.inspect.rules.Fixtures;
import io.jenkins.plugins.cfnattest.template.Resource;
import io.jenkins.plugins.cfnattest.template.Template;
import io.jenkins.plugins.cfnattest.template.TemplateException;
import io.jenkins.plugins.cfnattest.template.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/**
 * Templates made up for property-based tests, as maps, lists and scalars: resources of the types that rules look at, with the
 * properties that the rules' fixtures have, holding values from those fixtures or anything else, functions included.
 */
final class Documents {
    private static final List<String> IDS = List.of("Alpha", "Beta", "Gamma", "Delta");
    private static final List<String> NAMES = List.of("Plain", "Preset", "Hidden", "Many");
    private static final Map<String, Map<String, List<Object>>> SEEN = seen();

    private Documents() {}

    /** Whole templates. */
    static Arbitrary<Map<String, Object>> templates() {
        Arbitrary<Map<String, Object>> resources = resource()
                .list()
                .ofMinSize(1)
                .ofMaxSize(IDS.size())
                .map(found -> {
                    Map<String, Object> map = new LinkedHashMap<>();
                    found.forEach(resource -> map.put(IDS.get(map.size()), resource));
                    return map;
                });
        return resources.map(Documents::document);
    }

    /** A template of these resources, with parameters, conditions and a mapping that they may name. */
    static Map<String, Object> document(Map<String, Object> resources) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put(
                "Parameters",
                Map.of(
                        "Plain", Map.of("Type", "String"),
                        "Preset", Map.of("Type", "String", "Default", "0.0.0.0/0"),
                        "Hidden", Map.of("Type", "String", "NoEcho", true),
                        "Many", Map.of("Type", "CommaDelimitedList", "Default", "a,*")));
        document.put("Mappings", Map.of("Map", Map.of("one", Map.of("two", "*", "three", List.of("a", "::/0")))));
        document.put(
                "Conditions",
                Map.of(
                        "Known", Map.of("Fn::Equals", List.of(Map.of("Ref", "Preset"), "x")),
                        "Unknown", Map.of("Fn::Equals", List.of(Map.of("Ref", "Plain"), "x"))));
        document.put("Resources", resources);
        return document;
    }

    private static Arbitrary<Object> resource() {
        return Arbitraries.of(SEEN.keySet()).flatMap(type -> {
            Map<String, List<Object>> properties = SEEN.get(type);
            Arbitrary<Map<String, Object>> filled = properties.isEmpty()
                    ? Arbitraries.just(Map.of())
                    : Arbitraries.of(properties.keySet())
                            .set()
                            .ofMaxSize(6)
                            .flatMap(names -> filled(properties, names));
            Arbitrary<String> condition = Arbitraries.of("", "", "Known", "Unknown");
            return Combinators.combine(filled, condition).as((values, when) -> {
                Map<String, Object> resource = new LinkedHashMap<>();
                resource.put("Type", type);
                if (!when.isEmpty()) {
                    resource.put("Condition", when);
                }
                resource.put("Properties", values);
                return resource;
            });
        });
    }

    private static Arbitrary<Map<String, Object>> filled(Map<String, List<Object>> properties, Set<String> names) {
        List<Arbitrary<Object>> values = new ArrayList<>();
        List<String> order = List.copyOf(names);
        order.forEach(name -> values.add(
                Arbitraries.frequencyOf(Tuple.of(3, Arbitraries.of(properties.get(name))), Tuple.of(2, value()))));
        return Combinators.combine(values).as(chosen -> {
            Map<String, Object> map = new LinkedHashMap<>();
            for (int i = 0; i < order.size(); i++) {
                map.put(order.get(i), chosen.get(i));
            }
            return map;
        });
    }

    /** Any value: a scalar, a list, a map, a function. */
    static Arbitrary<Object> value() {
        return Arbitraries.recursive(Documents::scalar, Documents::composed, 0, 3);
    }

    private static Arbitrary<Object> scalar() {
        Arbitrary<Object> words = Arbitraries.of(
                "",
                "*",
                "s3:*",
                "true",
                "false",
                "0.0.0.0/0",
                "::/0",
                "tcp",
                "-1",
                "Allow",
                "2012-10-17",
                "yes",
                "0x1F",
                "{{resolve:ssm:x}}",
                "{{resolve:secretsmanager:x}}",
                "${Plain}",
                "a.b",
                "Köln",
                "\u2028",
                "1e3");
        Arbitrary<Object> any = Arbitraries.strings().ofMaxLength(8).map(text -> text);
        Arbitrary<Object> numbers = Arbitraries.of(0, 1, -1, 22, 65_535, Integer.MAX_VALUE);
        return Arbitraries.oneOf(words, any, numbers, Arbitraries.of(true, false));
    }

    private static Arbitrary<Object> composed(Arbitrary<Object> inner) {
        Arbitrary<Object> lists = inner.list().ofMaxSize(3).map(list -> list);
        Arbitrary<Object> maps = Combinators.combine(Arbitraries.of("Statement", "Action", "Key", "Enabled"), inner)
                .as((name, value) -> Map.of(name, value));
        return Arbitraries.oneOf(lists, maps, function(inner));
    }

    private static Arbitrary<Object> function(Arbitrary<Object> inner) {
        Arbitrary<String> names = Arbitraries.of(NAMES);
        Arbitrary<String> conditions = Arbitraries.of("Known", "Unknown");
        return Arbitraries.oneOf(
                names.map(name -> Map.of("Ref", name)),
                Arbitraries.of(IDS.get(0), "AWS::Region", "AWS::NoValue").map(name -> Map.of("Ref", name)),
                Arbitraries.just(Map.of("Fn::GetAtt", List.of(IDS.get(0), "Arn"))),
                names.map(name -> Map.of("Fn::Sub", "x${" + name + "}${AWS::Region}")),
                inner.list().ofMaxSize(3).map(list -> Map.of("Fn::Join", List.of(":", list))),
                names.map(name -> Map.of("Fn::Split", List.of(",", Map.of("Ref", name)))),
                inner.list().ofMaxSize(3).map(list -> Map.of("Fn::Select", List.of(0, list))),
                Arbitraries.of("two", "three", "none").map(key -> Map.of("Fn::FindInMap", List.of("Map", "one", key))),
                Combinators.combine(conditions, inner, inner)
                        .as((name, yes, no) -> Map.of("Fn::If", List.of(name, yes, no))));
    }

    /** For each type the values that the fixtures give to each property. */
    private static Map<String, Map<String, List<Object>>> seen() {
        Map<String, Map<String, List<Object>>> seen = new TreeMap<>();
        for (Rule rule : Catalogue.all().rules()) {
            try {
                Template fixture = Template.parse(Fixtures.of(rule));
                fixture.resources().values().forEach(resource -> learn(resource, seen));
            } catch (TemplateException e) {
                throw new AssertionError(rule.id() + " has a fixture that is no template: " + e.getMessage(), e);
            }
        }
        return seen;
    }

    private static void learn(Resource resource, Map<String, Map<String, List<Object>>> seen) {
        Map<String, List<Object>> properties = seen.computeIfAbsent(resource.type(), type -> new TreeMap<>());
        resource.properties()
                .entries()
                .forEach((name, value) -> properties
                        .computeIfAbsent(name, key -> new ArrayList<>())
                        .add(plain(value)));
    }

    /** References of a fixture lead to the resources of the made-up template. */
    private static Object plain(Value value) {
        if (value instanceof Value.ListOf list) {
            return list.items().stream().map(Documents::plain).toList();
        }
        if (value instanceof Value.MapOf map) {
            Map<String, Object> plain = new LinkedHashMap<>();
            map.entries().forEach((name, member) -> plain.put(name, name.equals("Ref") ? IDS.get(0) : plain(member)));
            return plain;
        }
        if (value instanceof Value.Bool bool) {
            return bool.value();
        }
        return value instanceof Value.Num number && number.value().scale() <= 0
                ? (Object) number.value().longValue()
                : value.text().orElse("");
    }
}
