package io.jenkins.plugins.cfnattest.template;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** One {@code Fn::Sub}: a text with {@code ${Name}}, alone or in a list with a map of names of its own. */
final class Substitution {
    private final Resolver resolver;
    private final Value.MapOf function;
    private final Optional<String> pattern;
    private final Value.MapOf names;
    private boolean complete = true;

    Substitution(Resolver resolver, Value.MapOf function) {
        this.resolver = resolver;
        this.function = function;
        Value argument = function.entries().get("Fn::Sub");
        Value.MapOf none = new Value.MapOf(Map.of(), function.position());
        boolean pair = argument instanceof Value.ListOf list
                && list.items().size() == 2
                && list.items().get(1) instanceof Value.MapOf;
        Value first = pair ? ((Value.ListOf) argument).items().get(0) : argument;
        this.pattern = first instanceof Value.Text text ? Optional.of(text.content()) : Optional.empty();
        this.names = pair
                ? resolver.members(
                        (Value.MapOf) ((Value.ListOf) argument).items().get(1))
                : none;
    }

    /** The text if all is known; else the function with what is known put in. */
    Value effective() {
        if (pattern.isEmpty()) {
            return resolver.members(function);
        }
        Optional<String> known = replace(pattern.get(), this::known, true);
        boolean whole = complete;
        Optional<Value> text = (whole ? known : replace(pattern.get(), this::knownAndEscaped, false))
                .flatMap(result -> resolver.text(result, function.position()));
        if (text.isEmpty()) {
            return function;
        }
        Value argument = names.entries().isEmpty()
                ? text.get()
                : new Value.ListOf(List.of(text.get(), names), function.position());
        return whole ? text.get() : new Value.MapOf(Map.of("Fn::Sub", argument), function.position());
    }

    /** As cfn_nag does it: always a text, where what is not known stays as it is written. */
    Value likeCfnNag() {
        return pattern.flatMap(text -> replace(text, this::textOrParameter, false))
                .flatMap(result -> resolver.text(result, function.position()))
                .orElse(function);
    }

    private Optional<String> known(String name) {
        Value own = names.entries().get(name);
        if (own != null) {
            return own.text();
        }
        return resolver.isList(name) ? Optional.empty() : resolver.parameter(name);
    }

    private Optional<String> textOrParameter(String name) {
        Value own = names.entries().get(name);
        return own instanceof Value.Text text ? text.text() : resolver.parameter(name);
    }

    /** A value put into a pattern that is still one must not be taken for a name. */
    private Optional<String> knownAndEscaped(String name) {
        return known(name).map(value -> value.replace("${", "${!"));
    }

    /** The pattern with its names replaced; empty when it gets longer than a template can be. */
    private Optional<String> replace(String text, Function<String, Optional<String>> value, boolean unescape) {
        StringBuilder out = new StringBuilder();
        int from = 0;
        for (int open = text.indexOf("${");
                open >= 0 && out.length() <= Template.LIMIT;
                open = text.indexOf("${", from)) {
            int close = text.indexOf('}', open);
            if (close < 0) {
                break;
            }
            out.append(text, from, open);
            String name = text.substring(open + 2, close);
            if (name.startsWith("!")) {
                out.append(unescape ? "${" + name.substring(1) : "${" + name).append('}');
            } else {
                Optional<String> found = value.apply(name);
                if (found.isEmpty()) {
                    complete = false;
                }
                out.append(found.orElse("${" + name + "}"));
            }
            from = close + 1;
        }
        out.append(text, from, text.length());
        return out.length() <= Template.LIMIT ? Optional.of(out.toString()) : Optional.empty();
    }
}
