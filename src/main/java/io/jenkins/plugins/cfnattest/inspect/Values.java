package io.jenkins.plugins.cfnattest.inspect;

import io.jenkins.plugins.cfnattest.template.Value;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Comparing values without their positions. */
final class Values {
    private Values() {}

    /**
     * A text that two values have in common exactly when they are the same.
     *
     * @param byText whether scalars are the same when their text is, as for CloudFormation; else a number is no text
     */
    static String key(Value value, boolean byText) {
        if (value instanceof Value.ListOf list) {
            return list.items().stream()
                    .map(item -> quoted(key(item, byText)))
                    .collect(Collectors.joining(",", "[", "]"));
        }
        if (value instanceof Value.MapOf map) {
            return new TreeMap<>(map.entries())
                    .entrySet().stream()
                            .map(entry -> quoted(entry.getKey()) + quoted(key(entry.getValue(), byText)))
                            .collect(Collectors.joining(",", "{", "}"));
        }
        if (value instanceof Value.Num number && !byText) {
            return "number " + number.value().stripTrailingZeros().toString();
        }
        if (value instanceof Value.Bool bool && !byText) {
            return "boolean " + bool.value();
        }
        return value.text().map(text -> "text " + text).orElse("null");
    }

    /** With its length in front, no text can look like several. */
    private static String quoted(String text) {
        return Integer.toString(text.length()) + ":" + text;
    }
}
