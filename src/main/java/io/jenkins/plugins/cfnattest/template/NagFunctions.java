package io.jenkins.plugins.cfnattest.template;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Functions as cfn_nag evaluates them: further members of the map are ignored, and much becomes text that is not known. */
final class NagFunctions implements Functions {
    private static final List<String> EVALUATED = List.of(
            "Ref",
            "Fn::FindInMap",
            "Fn::If",
            "Fn::Sub",
            "Fn::GetAZs",
            "Fn::Split",
            "Fn::Join",
            "Fn::Base64",
            "Fn::Select",
            "Fn::GetAtt",
            "Fn::ImportValue",
            "Fn::Transform",
            "Fn::Cidr",
            "Fn::Length",
            "Fn::ToJsonString");

    private final Resolver resolver;
    private final ExtendedFunctions extended;

    NagFunctions(Resolver resolver) {
        this.resolver = resolver;
        this.extended = new ExtendedFunctions(resolver);
    }

    @Override
    public Value apply(Value.MapOf map) {
        return mayBeFunction(map) ? evaluated(map) : resolver.members(map);
    }

    private static boolean mayBeFunction(Value.MapOf map) {
        for (String name : map.entries().keySet()) {
            if (name.startsWith("Fn::") || name.equals("Ref")) {
                return true;
            }
        }
        return false;
    }

    private Value evaluated(Value.MapOf map) {
        for (String function : EVALUATED) {
            Optional<Value> argument = map.get(function);
            if (argument.isPresent()) {
                return evaluate(function, argument.get(), map).orElse(map);
            }
        }
        return resolver.members(map);
    }

    private Optional<Value> evaluate(String function, Value argument, Value.MapOf map) {
        Position position = map.position();
        return switch (function) {
            case "Ref" -> argument.text().flatMap(resolver::parameter).flatMap(value -> resolver.text(value, position));
            case "Fn::FindInMap" -> extended.mapped(argument);
            case "Fn::If" -> items(argument).map(items -> choice(items, position));
            case "Fn::Sub" -> Optional.of(new Substitution(resolver, map).likeCfnNag());
            case "Fn::Base64" -> Optional.of(resolver.resolve(argument));
            case "Fn::Split" ->
                items(argument).filter(items -> items.size() == 2).flatMap(items -> split(items, position));
            case "Fn::Join" ->
                items(argument).filter(items -> items.size() == 2).flatMap(items -> join(items, position));
            case "Fn::Select" ->
                items(argument).filter(items -> items.size() == 2).flatMap(items -> select(items, position));
            case "Fn::Length" ->
                extended.length(resolver.resolve(argument), position).or(() -> Optional.of(resolver.members(map)));
            case "Fn::ToJsonString" ->
                extended.json(resolver.resolve(argument), position).or(() -> Optional.of(resolver.members(map)));
            default -> Optional.empty();
        };
    }

    private static Optional<List<Value>> items(Value argument) {
        return argument instanceof Value.ListOf list ? Optional.of(list.items()) : Optional.empty();
    }

    private Value choice(List<Value> items, Position position) {
        boolean holds = !items.isEmpty()
                && items.get(0).text().flatMap(resolver::condition).orElse(false);
        int arm = holds ? 1 : 2;
        return arm < items.size() ? resolver.resolve(items.get(arm)) : new Value.Null(position);
    }

    private Optional<Value> split(List<Value> items, Position position) {
        Optional<String> delimiter = items.get(0).text();
        return delimiter.isPresent() && resolver.resolve(items.get(1)) instanceof Value.Text text
                ? resolver.split(delimiter.get(), text.content(), position)
                : Optional.empty();
    }

    private Optional<Value> join(List<Value> items, Position position) {
        if (!(resolver.resolve(items.get(1)) instanceof Value.ListOf list)) {
            return Optional.empty();
        }
        List<String> texts = new ArrayList<>();
        flatten(list, texts);
        return items.get(0).text().flatMap(delimiter -> resolver.join(delimiter, texts, position));
    }

    private static void flatten(Value.ListOf list, List<String> into) {
        for (Value item : list.items()) {
            if (item instanceof Value.ListOf inner) {
                flatten(inner, into);
            } else {
                into.add(
                        item instanceof Value.MapOf
                                ? RubyText.of(item)
                                : item.text().orElse(""));
            }
        }
    }

    private Optional<Value> select(List<Value> items, Position position) {
        if (!(items.get(0) instanceof Value.Num index)
                || !(resolver.resolve(items.get(1)) instanceof Value.ListOf list)) {
            return Optional.empty();
        }
        int size = list.items().size();
        long at = index.value().longValue();
        long place = at < 0 ? size + at : at;
        return Optional.of(place >= 0 && place < size ? list.items().get((int) place) : new Value.Null(position));
    }
}
