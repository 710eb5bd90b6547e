package io.jenkins.plugins.cfnattest.template;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The functions of the language extensions (CloudFormation template reference, Fn::Length, Fn::ToJsonString, Fn::FindInMap
 * with a default). Without the transform CloudFormation refuses them, and they stay as they are.
 */
final class ExtendedFunctions {
    private static final String NO_VALUE = "AWS::NoValue";

    private final Resolver resolver;

    ExtendedFunctions(Resolver resolver) {
        this.resolver = resolver;
    }

    /** What a mapping holds, or the default when it certainly holds nothing there; null counts as nothing. */
    Optional<Value> mapped(Value argument) {
        if (!resolver.extended()
                || !(argument instanceof Value.ListOf list)
                || list.items().size() != 4) {
            return resolver.mapped(argument);
        }
        List<Value> keys = list.items().subList(0, 3);
        boolean known =
                keys.stream().allMatch(key -> resolver.resolve(key).text().isPresent());
        Value.ListOf place = new Value.ListOf(keys, list.position());
        if (known && resolver.lookup(place).isEmpty()) {
            return list.items().get(3).get("DefaultValue").map(resolver::resolve);
        }
        return resolver.mapped(place);
    }

    /** How many items a list has; empty when it is none, or one of them may vanish. */
    Optional<Value> length(Value argument, Position position) {
        return resolver.extended()
                        && argument instanceof Value.ListOf list
                        && list.items().stream().noneMatch(CloudFormationFunctions::mayVanish)
                ? Optional.of(new Value.Text(Integer.toString(list.items().size()), position))
                : Optional.empty();
    }

    /** The resolved map or list as a text; empty when a function is left in it. */
    Optional<Value> json(Value argument, Position position) {
        if (!resolver.extended() || argument.text().isPresent()) {
            return Optional.empty();
        }
        StringBuilder out = new StringBuilder();
        return write(argument, out) ? resolver.text(out, position) : Optional.empty();
    }

    private static boolean write(Value value, StringBuilder out) {
        if (value instanceof Value.MapOf map) {
            return write(map, out);
        }
        if (value instanceof Value.ListOf list) {
            String separator = "[";
            for (Value item : list.items()) {
                if (!isNoValue(item)) {
                    out.append(separator);
                    separator = ",";
                    if (!write(item, out)) {
                        return false;
                    }
                }
            }
            out.append(separator.equals("[") ? "[]" : "]");
        } else if (value instanceof Value.Text text) {
            quote(text.content(), out);
        } else {
            out.append(value.text().orElse("null"));
        }
        return out.length() <= Template.LIMIT;
    }

    private static boolean write(Value.MapOf map, StringBuilder out) {
        String separator = "{";
        for (Map.Entry<String, Value> entry : map.entries().entrySet()) {
            boolean reference = entry.getKey().equals("Ref") && map.entries().size() == 1;
            if (reference || entry.getKey().startsWith("Fn::")) {
                return false;
            }
            if (!isNoValue(entry.getValue())) {
                out.append(separator);
                separator = ",";
                quote(entry.getKey(), out);
                out.append(':');
                if (!write(entry.getValue(), out)) {
                    return false;
                }
            }
        }
        out.append(separator.equals("{") ? "{}" : "}");
        return out.length() <= Template.LIMIT;
    }

    private static boolean isNoValue(Value value) {
        return value.get("Ref").flatMap(Value::text).filter(NO_VALUE::equals).isPresent();
    }

    private static void quote(String text, StringBuilder out) {
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                out.append('\\').append(c);
            } else if (c < ' ') {
                out.append("\\u00").append(Character.forDigit(c >> 4, 16)).append(Character.forDigit(c & 15, 16));
            } else {
                out.append(c);
            }
        }
        out.append('"');
    }
}
