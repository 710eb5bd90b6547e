package io.jenkins.plugins.cfnattest.template;

import java.util.stream.Collectors;

/** A value as Ruby prints it, which is what becomes of an unresolved function inside {@code Fn::Join} in cfn_nag. */
final class RubyText {
    private RubyText() {}

    static String of(Value value) {
        if (value instanceof Value.MapOf map) {
            return map.entries().entrySet().stream()
                    .map(entry -> quoted(entry.getKey()) + "=>" + of(entry.getValue()))
                    .collect(Collectors.joining(", ", "{", "}"));
        }
        if (value instanceof Value.ListOf list) {
            return list.items().stream().map(RubyText::of).collect(Collectors.joining(", ", "[", "]"));
        }
        return value instanceof Value.Text text
                ? quoted(text.content())
                : value.text().orElse("nil");
    }

    private static String quoted(String text) {
        return '"'
                + text.replace("\\", "\\\\")
                        .replace("\"", "\\\"")
                        .replace("\n", "\\n")
                        .replace("\t", "\\t")
                        .replace("\r", "\\r")
                + '"';
    }
}
