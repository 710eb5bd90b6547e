package io.jenkins.plugins.cfnattest.inspect;

import io.jenkins.plugins.cfnattest.template.EffectiveParameters;
import io.jenkins.plugins.cfnattest.template.Hints;
import io.jenkins.plugins.cfnattest.template.Parameter;
import io.jenkins.plugins.cfnattest.template.Position;
import io.jenkins.plugins.cfnattest.template.Resolver;
import io.jenkins.plugins.cfnattest.template.Template;
import io.jenkins.plugins.cfnattest.template.Value;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Values as CloudFormation will see them, from effective parameters and assumed conditions. Lists stay lists, what is
 * {@code AWS::NoValue} is gone, and what cannot be known before the deployment is marked ({@link Unknown}).
 */
final class EffectiveValues implements Function<Value, Value> {
    /** Stands for the default of a mapping that holds nothing. */
    private static final Value ABSENT = new Value.Text("", new Position(1, 1));

    private final Resolver resolver;
    private final Names names;

    /** Values before anything is assumed about conditions. */
    EffectiveValues(Template template, EffectiveParameters effective) {
        Map<String, String> values = known(template, effective);
        this.names = new Names(template, values.keySet());
        for (Parameter parameter : template.parameters().values()) {
            values.putIfAbsent(parameter.name(), Unknown.parameter(parameter.name()));
        }
        this.resolver = Resolver.of(template, values, Map.of());
    }

    private EffectiveValues(Resolver resolver, Names names) {
        this.resolver = resolver;
        this.names = names;
    }

    /** Values under these conditions; all that stem from the same values share what they may spend on texts. */
    EffectiveValues under(Map<String, Boolean> conditions) {
        return new EffectiveValues(resolver.under(conditions), names);
    }

    /** The parameter values that are known: not NoEcho, not merely the name of something stored elsewhere, and no forged mark. */
    static Map<String, String> known(Template template, EffectiveParameters effective) {
        Map<String, String> values = new HashMap<>(effective.values());
        values.values().removeIf(value -> !Unknown.cleaned(value).equals(value));
        template.parameters().values().stream()
                .filter(parameter -> parameter.noEcho() || parameter.isLookup())
                .forEach(parameter -> values.remove(parameter.name()));
        return values;
    }

    @Override
    public Value apply(Value value) {
        if (isLiteral(value)) {
            return value;
        }
        Value resolved = resolver.resolve(marked(value));
        return isNoValue(resolved) ? new Value.Null(resolved.position()) : withoutNoValue(resolved);
    }

    /** Whether there is neither a function in it nor a mark to take out. */
    private static boolean isLiteral(Value value) {
        if (value instanceof Value.Text text) {
            return isClean(text.content());
        }
        if (value instanceof Value.ListOf list) {
            for (Value item : list.items()) {
                if (!isLiteral(item)) {
                    return false;
                }
            }
        }
        if (value instanceof Value.MapOf map) {
            for (Map.Entry<String, Value> member : map.entries().entrySet()) {
                String name = member.getKey();
                if (name.equals("Ref") || name.startsWith("Fn::") || !isClean(name) || !isLiteral(member.getValue())) {
                    return false;
                }
            }
        }
        return true;
    }

    private Value marked(Value value) {
        if (value instanceof Value.Text text) {
            return isClean(text.content())
                    ? text
                    : new Value.Text(Unknown.cleaned(text.content()), text.position(), text.plain());
        }
        if (value instanceof Value.ListOf list) {
            return list.with(this::marked);
        }
        if (!(value instanceof Value.MapOf map)) {
            return value;
        }
        if (map.entries().size() == 1) {
            String function = map.entries().keySet().iterator().next();
            return function(function, map.entries().get(function), map);
        }
        return members(map);
    }

    private static boolean isClean(String text) {
        return Unknown.cleaned(text).equals(text);
    }

    private Value.MapOf members(Value.MapOf map) {
        boolean clean = true;
        for (String name : map.entries().keySet()) {
            clean &= isClean(name);
        }
        if (clean) {
            return map.with(this::marked);
        }
        Map<String, Value> entries = new LinkedHashMap<>();
        map.entries().forEach((name, member) -> entries.put(Unknown.cleaned(name), marked(member)));
        return new Value.MapOf(entries, map.position());
    }

    private Value function(String name, Value argument, Value.MapOf map) {
        return switch (name) {
            case "Ref", "Fn::GetAtt" -> reference(name, map);
            case "Fn::ImportValue", "Fn::Cidr", Unknown.TRANSFORM ->
                Unknown.value(name + " is known only at the deployment", map.position());
            case "Fn::Sub" -> substitution(argument, map);
            case "Fn::Join", "Fn::ToJsonString" -> only(name, textual(marked(argument)), map);
            case "Fn::FindInMap" -> mapped(argument, map);
            case "Fn::Length" -> length(members(map));
            case "Fn::Split" -> split(members(map));
            default -> members(map);
        };
    }

    private static Value.MapOf only(String name, Value argument, Value.MapOf map) {
        return new Value.MapOf(Map.of(name, argument), map.position());
    }

    /** The language extensions let a name be computed, and then it may be anybody's. */
    private Value reference(String function, Value.MapOf map) {
        Optional<String> target = Names.target(map);
        if (target.isEmpty()) {
            return Unknown.value(function + " of a computed name is known only at the deployment", map.position());
        }
        return target.map(Names::owner)
                .filter(names::echoes)
                .<Value>map(name -> Unknown.value(Names.reason(name), map.position()))
                .orElse(map);
    }

    /** What a resource answers must not be cut: nobody knows more of it than its name, which may be a part only. Nor must a mark be: its pieces would pass for known. */
    private Value split(Value.MapOf split) {
        List<String> texts = split.entries().get("Fn::Split") instanceof Value.ListOf list
                ? list.items().stream()
                        .flatMap(item -> resolver.resolve(item).text().stream())
                        .toList()
                : List.of();
        if (texts.stream().noneMatch(EffectiveValues::holdsUnknown)) {
            return split;
        }
        return Unknown.value(
                texts.stream().anyMatch(Hints::bracesMayMeet)
                        ? Unknown.CUT_BRACES
                        : "Fn::Split cuts what is known only at the deployment",
                split.position());
    }

    private static boolean holdsUnknown(String text) {
        return text.contains("${") || !isClean(text);
    }

    /** What a mapping holds is marked when it is found, since marks do not survive that twice; the default likewise. */
    private Value mapped(Value argument, Value.MapOf map) {
        if (!(argument instanceof Value.ListOf list) || list.items().size() < 3) {
            return members(map);
        }
        List<Value> place = new ArrayList<>();
        for (Value key : list.items().subList(0, 3)) {
            Value resolved = resolver.resolve(marked(key));
            if (Unknown.reason(resolved).isPresent() || isMarked(resolved)) {
                return Unknown.value(
                        "Fn::FindInMap looks for a key that is known only at the deployment", map.position());
            }
            place.add(resolved);
        }
        Optional<Value> otherwise =
                list.items().size() == 4 ? list.items().get(3).get("DefaultValue") : Optional.empty();
        otherwise.ifPresent(value -> place.add(only("DefaultValue", ABSENT, map)));
        Value found = resolver.resolve(only("Fn::FindInMap", new Value.ListOf(place, list.position()), map));
        if (found == ABSENT) {
            return marked(otherwise.orElseThrow());
        }
        return found.get("Fn::FindInMap").isPresent()
                ? Unknown.value("Fn::FindInMap finds nothing for what is known", map.position())
                : marked(found);
    }

    private static boolean isMarked(Value value) {
        return value.text().filter(ChosenNames::isMarked).isPresent();
    }

    /** A list of which something is not known may be one item as well as many. */
    private Value length(Value.MapOf map) {
        boolean uncertain = resolver.resolve(map.entries().get("Fn::Length")) instanceof Value.ListOf list
                && list.items().stream().anyMatch(item -> Unknown.reason(item).isPresent());
        return uncertain
                ? Unknown.value("Fn::Length counts what is known only at the deployment", map.position())
                : map;
    }

    private Value substitution(Value argument, Value.MapOf map) {
        if (argument instanceof Value.ListOf list
                && list.items().size() == 2
                && list.items().get(0) instanceof Value.Text text
                && list.items().get(1) instanceof Value.MapOf own) {
            Value.MapOf values = (Value.MapOf) textual(members(own));
            Value pattern = names.written(text, own.entries().keySet());
            return only("Fn::Sub", new Value.ListOf(List.of(pattern, values), list.position()), map);
        }
        return argument instanceof Value.Text text ? only("Fn::Sub", names.written(text, Set.of()), map) : members(map);
    }

    /** Inside a text that is put together, a resource stands as its name until somebody reads the text. */
    private Value textual(Value value) {
        if (value instanceof Value.ListOf list) {
            return list.with(this::textual);
        }
        if (!(value instanceof Value.MapOf map)) {
            return value;
        }
        Optional<String> written = names.placeholder(map);
        if (written.isPresent()) {
            return new Value.Text(written.get(), map.position());
        }
        boolean computes =
                map.entries().keySet().stream().anyMatch(name -> name.startsWith("Fn::") && !name.equals("Fn::If"));
        if (computes) {
            return map;
        }
        return map.with(this::textual);
    }

    private static boolean isNoValue(Value value) {
        return value.get("Ref")
                .flatMap(Value::text)
                .filter("AWS::NoValue"::equals)
                .isPresent();
    }

    private static boolean hasNoValue(Collection<Value> values) {
        for (Value value : values) {
            if (isNoValue(value)) {
                return true;
            }
        }
        return false;
    }

    /** Also marks references to parameters that were left, since the resolver had no room for more text. */
    private Value withoutNoValue(Value value) {
        if (value instanceof Value.ListOf list) {
            return (hasNoValue(list.items()) ? existing(list) : list).with(this::withoutNoValue);
        }
        if (value instanceof Value.MapOf map) {
            Optional<String> left = value.get("Ref").flatMap(Value::text).filter(names::isParameter);
            if (left.isPresent()) {
                return Unknown.value("the texts that the template puts together are too long", value.position());
            }
            return (hasNoValue(map.entries().values()) ? existing(map) : map).with(this::withoutNoValue);
        }
        return value;
    }

    private static Value.ListOf existing(Value.ListOf list) {
        return new Value.ListOf(
                list.items().stream().filter(item -> !isNoValue(item)).toList(), list.position());
    }

    private static Value.MapOf existing(Value.MapOf map) {
        Map<String, Value> entries = new LinkedHashMap<>(map.entries());
        entries.values().removeIf(EffectiveValues::isNoValue);
        return new Value.MapOf(entries, map.position());
    }
}
