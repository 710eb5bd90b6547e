package io.jenkins.plugins.cfnattest.template;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Takes a document apart into what a template has to have (CloudFormation user guide, template anatomy). */
final class Sections {
    /** What a message is about, put into words only when there is a message. */
    private record Who(String kind, String name) {
        @Override
        public String toString() {
            return "the " + kind + " " + (kind.equals("section") ? name : Quoted.name(name));
        }
    }

    private final Value.MapOf root;
    private final Dialect dialect;

    Sections(Value.MapOf root, Dialect dialect) {
        this.root = root;
        this.dialect = dialect;
    }

    static Value.MapOf root(Value document) throws TemplateException {
        if (document instanceof Value.MapOf map) {
            return map;
        }
        throw TemplateException.at(
                document.position(),
                "a map with the member Resources",
                kind(document),
                "Give a CloudFormation template in YAML or JSON.");
    }

    Map<String, Resource> resources() throws TemplateException {
        Value section = root.get("Resources")
                .orElseThrow(() -> new TemplateException(
                        "Expected the member Resources with at least one resource, but found " + names()
                                + ". Give a CloudFormation template, or add its resources.",
                        root.position()));
        if (!(section instanceof Value.MapOf map) || map.entries().isEmpty()) {
            throw TemplateException.at(
                    section.position(),
                    "Resources to be a map with at least one resource",
                    kind(section),
                    "Add a resource.");
        }
        boolean extended = transforms().contains(LanguageExtensions.TRANSFORM);
        Map<String, Resource> resources = new LinkedHashMap<>();
        for (Map.Entry<String, Value> entry : map.entries().entrySet()) {
            if (!LanguageExtensions.isLoop(entry.getKey())) {
                resources.put(entry.getKey(), resource(entry.getKey(), entry.getValue()));
            } else if (!extended) {
                throw TemplateException.at(
                        entry.getValue().position(),
                        "Transform: " + LanguageExtensions.TRANSFORM + " in a template with loops",
                        Quoted.name(entry.getKey()) + " without it",
                        "Add the transform.");
            }
        }
        return resources;
    }

    private String names() {
        if (root.entries().isEmpty()) {
            return "an empty map";
        }
        List<String> names = new ArrayList<>();
        root.entries().keySet().stream().limit(5).map(Quoted::name).forEach(names::add);
        return "only " + String.join(", ", names) + (root.entries().size() > 5 ? ", ..." : "");
    }

    private Resource resource(String id, Value value) throws TemplateException {
        Who who = new Who("resource", id);
        Value.MapOf body = map("", who, value);
        Value type = type(who, body);
        return new Resource(
                id,
                type.text().orElseThrow(),
                optionalMap(who, body, "Properties"),
                metadata(who, body),
                condition(who, body),
                type.position());
    }

    private Value.MapOf metadata(Who who, Value.MapOf body) throws TemplateException {
        Optional<Value> metadata = body.get("Metadata");
        boolean ignored =
                dialect == Dialect.CFN_NAG && metadata.flatMap(Value::text).isPresent();
        return ignored ? new Value.MapOf(Map.of(), body.position()) : optionalMap(who, body, "Metadata");
    }

    private static Optional<String> condition(Who who, Value.MapOf body) throws TemplateException {
        Optional<Value> condition = body.get("Condition");
        if (condition.isPresent() && condition.get().text().isEmpty()) {
            throw TemplateException.at(
                    condition.get().position(),
                    "Condition of " + who + " to be the name of a condition",
                    kind(condition.get()),
                    "Write one name.");
        }
        return condition.flatMap(Value::text);
    }

    Map<String, Parameter> parameters() throws TemplateException {
        Map<String, Parameter> parameters = new LinkedHashMap<>();
        for (Map.Entry<String, Value> entry : section("Parameters").entries().entrySet()) {
            Who who = new Who("parameter", entry.getKey());
            Value.MapOf body = map("", who, entry.getValue());
            Value type = type(who, body);
            parameters.put(
                    entry.getKey(),
                    new Parameter(
                            entry.getKey(),
                            type.text().orElseThrow(),
                            defaultValue(who, body),
                            noEcho(who, body),
                            type.position()));
        }
        return parameters;
    }

    private Optional<String> defaultValue(Who who, Value.MapOf body) throws TemplateException {
        Optional<Value> value = body.get("Default");
        boolean composed =
                value.isPresent() && (value.get() instanceof Value.MapOf || value.get() instanceof Value.ListOf);
        if (composed && dialect == Dialect.CLOUDFORMATION) {
            throw TemplateException.at(
                    value.get().position(),
                    "Default of " + who + " to be a text",
                    kind(value.get()),
                    "Write a list as one text with commas.");
        }
        return composed ? Optional.of(listText(value.get())) : value.flatMap(Value::text);
    }

    private static String listText(Value value) {
        return value instanceof Value.ListOf list
                ? String.join(
                        ",",
                        list.items().stream()
                                .map(item -> item.text().orElse(""))
                                .toList())
                : "";
    }

    private boolean noEcho(Who who, Value.MapOf body) throws TemplateException {
        Optional<Value> value = body.get("NoEcho");
        String text = value.flatMap(Value::text).orElse("");
        boolean hidden = text.equalsIgnoreCase("true");
        if (value.isPresent() && !hidden && !text.equalsIgnoreCase("false") && dialect == Dialect.CLOUDFORMATION) {
            throw TemplateException.at(
                    value.get().position(),
                    "NoEcho of " + who + " to be true or false",
                    "something else",
                    "Write true to hide its value.");
        }
        return hidden;
    }

    /** A section that may be left out, but not be empty of meaning. */
    Value.MapOf section(String name) throws TemplateException {
        Optional<Value> section = root.get(name);
        return section.isEmpty()
                ? new Value.MapOf(Map.of(), root.position())
                : map("", new Who("section", name), section.get());
    }

    List<String> transforms() throws TemplateException {
        Optional<Value> section = root.get("Transform");
        if (section.isEmpty()) {
            return List.of();
        }
        List<Value> items = section.get() instanceof Value.ListOf list ? list.items() : List.of(section.get());
        List<String> names = new ArrayList<>();
        for (Value item : items) {
            names.add(item.get("Name")
                    .orElse(item)
                    .text()
                    .orElseThrow(() -> TemplateException.at(
                            item.position(),
                            "Transform to be the name of a macro, a map with Name, or a list of them",
                            kind(item),
                            "Name the macro.")));
        }
        return names;
    }

    private static Value type(Who who, Value.MapOf body) throws TemplateException {
        Value type = body.get("Type")
                .orElseThrow(() ->
                        TemplateException.at(body.position(), "the member Type in " + who, "none", "Say what it is."));
        if (type instanceof Value.Text) {
            return type;
        }
        throw TemplateException.at(
                type.position(), "Type of " + who + " to be a text", kind(type), "Write the name of a type.");
    }

    private static Value.MapOf optionalMap(Who who, Value.MapOf body, String member) throws TemplateException {
        Optional<Value> value = body.get(member);
        return value.isEmpty() || value.get() instanceof Value.Null
                ? new Value.MapOf(Map.of(), value.orElse(body).position())
                : map(member + " of ", who, value.get());
    }

    private static Value.MapOf map(String part, Who who, Value value) throws TemplateException {
        if (value instanceof Value.MapOf map) {
            return map;
        }
        throw TemplateException.at(
                value.position(), part + who + " to be a map", kind(value), "Write its members below it.");
    }

    private static String kind(Value value) {
        if (value instanceof Value.MapOf map) {
            return map.entries().isEmpty() ? "an empty map" : "a map";
        }
        if (value instanceof Value.ListOf) {
            return "a list";
        }
        return value instanceof Value.Null ? "nothing" : "a single value";
    }
}
