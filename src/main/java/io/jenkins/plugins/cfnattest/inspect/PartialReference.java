package io.jenkins.plugins.cfnattest.inspect;

import io.jenkins.plugins.cfnattest.template.Value;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Whether a text of which a part is not known may be a dynamic reference: with nothing, a brace or some letters in place of that part. What the author of a template
 * wrote may be unknown here all the same, such as the piece of a text that was cut beside the stack's id.
 */
final class PartialReference {
    private static final String ANY = String.valueOf(Unknown.OPEN);
    private static final Pattern MARK =
            Pattern.compile(Unknown.OPEN + "[^" + Unknown.OPEN + Unknown.CLOSE + "]*+" + Unknown.CLOSE);
    private static final Pattern NAME = Pattern.compile("\\$\\{(!?)([^{}]*+)}");

    /** Letter by letter: from any of them on the rest may be unknown. */
    private static final Pattern REFERENCE = Pattern.compile(
            ("\\{#*+\\{\\s*+(?:#|r(?:#|e(?:#|s(?:#|o(?:#|l(?:#|v(?:#|e\\s*+(?:#|:(?!secretsmanager:|ssm-secure:)))))))))"
                            + "|#\\{\\s*+resolve\\s*+:(?!secretsmanager:|ssm-secure:)")
                    .replace("#", ANY));

    private PartialReference() {}

    /** Whether it, or anything in it, may be one. */
    static boolean isIn(Value value) {
        if (value instanceof Value.ListOf list) {
            return list.items().stream().anyMatch(PartialReference::isIn);
        }
        if (value instanceof Value.MapOf map) {
            return map.entries().size() == 1 && isOne(map)
                    || map.entries().values().stream().anyMatch(PartialReference::isIn);
        }
        return value instanceof Value.Text && isOne(value);
    }

    private static boolean isOne(Value value) {
        String text = composed(value);
        return text.contains(ANY) && REFERENCE.matcher(text).find();
    }

    /** The text that a value comes to, with a mark for each part that is not known. */
    private static String composed(Value value) {
        if (value instanceof Value.MapOf map && map.entries().size() == 1) {
            Map.Entry<String, Value> function =
                    map.entries().entrySet().iterator().next();
            return switch (function.getKey()) {
                case "Fn::Join" -> joined(function.getValue());
                case "Fn::Sub" -> substituted(function.getValue());
                case "Fn::Base64" -> composed(function.getValue());
                default -> ANY;
            };
        }
        return value.text().map(text -> MARK.matcher(text).replaceAll(ANY)).orElse(ANY);
    }

    private static String joined(Value arguments) {
        if (!(arguments instanceof Value.ListOf list)
                || list.items().size() != 2
                || !(list.items().get(1) instanceof Value.ListOf parts)) {
            return ANY;
        }
        return parts.items().stream()
                .map(PartialReference::composed)
                .collect(Collectors.joining(composed(list.items().get(0))));
    }

    private static String substituted(Value argument) {
        List<Value> both = argument instanceof Value.ListOf list ? list.items() : List.of(argument);
        Optional<Value> own = both.size() == 2 ? Optional.of(both.get(1)) : Optional.empty();
        String pattern = both.isEmpty() ? ANY : composed(both.get(0));
        return NAME.matcher(pattern)
                .replaceAll(name -> Matcher.quoteReplacement(
                        name.group(1).isEmpty()
                                ? own.flatMap(values -> values.get(name.group(2)))
                                        .map(PartialReference::composed)
                                        .orElse(ANY)
                                : "${" + name.group(2) + "}"));
    }
}
