package io.jenkins.plugins.cfnattest.template;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Functions as CloudFormation evaluates them: a map with one member. What it would refuse stays unresolved. */
final class CloudFormationFunctions implements Functions {
    private static final String NO_VALUE = "AWS::NoValue";

    private final Resolver resolver;
    private final ExtendedFunctions extended;

    CloudFormationFunctions(Resolver resolver) {
        this.resolver = resolver;
        this.extended = new ExtendedFunctions(resolver);
    }

    @Override
    public Value apply(Value.MapOf map) {
        if (map.entries().size() != 1) {
            return resolver.members(map);
        }
        Map.Entry<String, Value> only = map.entries().entrySet().iterator().next();
        Value argument = only.getValue();
        return switch (only.getKey()) {
            case "Ref" -> reference(map, argument);
            case "Fn::GetAtt" -> map;
            case "Fn::Sub" -> new Substitution(resolver, map).effective();
            case "Fn::FindInMap" -> extended.mapped(argument).orElseGet(() -> resolver.members(map));
            case "Fn::If" -> choice(argument).orElseGet(() -> resolver.members(map));
            default -> computed(only.getKey(), resolver.members(map));
        };
    }

    private Value reference(Value.MapOf map, Value argument) {
        Optional<String> name = argument.text();
        Optional<String> value = name.flatMap(resolver::parameter);
        if (value.isEmpty()) {
            return map;
        }
        Optional<Value> result = resolver.isList(name.get())
                ? resolver.items(value.get(), map.position())
                : resolver.text(value.get(), map.position());
        return result.orElse(map);
    }

    private Optional<Value> choice(Value argument) {
        if (!(argument instanceof Value.ListOf list) || list.items().size() != 3) {
            return Optional.empty();
        }
        Optional<Boolean> condition = list.items().get(0).text().flatMap(resolver::condition);
        return condition.map(holds -> resolver.resolve(list.items().get(holds ? 1 : 2)));
    }

    /** The functions whose arguments are resolved first. */
    private Value computed(String function, Value.MapOf map) {
        Value argument = map.entries().get(function);
        Position position = map.position();
        Optional<Value> result = switch (function) {
            case "Fn::Base64" -> argument.text().flatMap(text -> resolver.text(text, position));
            case "Fn::Join" -> pair(argument).flatMap(pair -> join(pair, position));
            case "Fn::Split" -> pair(argument).flatMap(pair -> split(pair, position));
            case "Fn::Select" -> pair(argument).flatMap(CloudFormationFunctions::select);
            case "Fn::Length" -> extended.length(argument, position);
            case "Fn::ToJsonString" -> extended.json(argument, position);
            default -> Optional.empty();
        };
        return result.orElse(map);
    }

    private static Optional<List<Value>> pair(Value argument) {
        return argument instanceof Value.ListOf list && list.items().size() == 2
                ? Optional.of(list.items())
                : Optional.empty();
    }

    private Optional<Value> join(List<Value> pair, Position position) {
        Optional<String> delimiter = pair.get(0).text();
        if (delimiter.isEmpty() || !(pair.get(1) instanceof Value.ListOf list)) {
            return Optional.empty();
        }
        List<String> texts = new ArrayList<>();
        for (Value item : list.items()) {
            if (item.text().isEmpty()) {
                return Optional.empty();
            }
            texts.add(item.text().get());
        }
        return resolver.join(delimiter.get(), texts, position);
    }

    private Optional<Value> split(List<Value> pair, Position position) {
        Optional<String> delimiter = pair.get(0).text();
        Optional<String> text = pair.get(1).text();
        return delimiter.isEmpty() || text.isEmpty()
                ? Optional.empty()
                : resolver.split(delimiter.get(), text.get(), position);
    }

    /** An item that may vanish moves those behind it, so nothing behind one can be selected. */
    private static Optional<Value> select(List<Value> pair) {
        if (!(pair.get(1) instanceof Value.ListOf list)) {
            return Optional.empty();
        }
        Optional<Integer> index = pair.get(0).text().flatMap(CloudFormationFunctions::index);
        if (index.isEmpty() || index.get() >= list.items().size()) {
            return Optional.empty();
        }
        List<Value> upTo = list.items().subList(0, index.get() + 1);
        boolean certain = upTo.stream().noneMatch(CloudFormationFunctions::mayVanish);
        return certain ? Optional.of(list.items().get(index.get())) : Optional.empty();
    }

    private static Optional<Integer> index(String text) {
        return text.matches("[0-9]{1,9}") ? Optional.of(Integer.valueOf(text)) : Optional.empty();
    }

    static boolean mayVanish(Value item) {
        Optional<String> reference = item.get("Ref").flatMap(Value::text);
        return item.get("Fn::If").isPresent()
                || reference.filter(NO_VALUE::equals).isPresent();
    }
}
