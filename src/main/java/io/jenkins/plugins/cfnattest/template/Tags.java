package io.jenkins.plugins.cfnattest.template;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Short forms: {@code !Sub x} is {@code {"Fn::Sub": x}} (CloudFormation user guide, intrinsic function reference). */
final class Tags {
    private static final Set<String> KNOWN_TO_CFN_NAG = Set.of(
            "Ref",
            "GetAtt",
            "Join",
            "Base64",
            "Sub",
            "Split",
            "Select",
            "ImportValue",
            "GetAZs",
            "FindInMap",
            "And",
            "Or",
            "If",
            "Not");
    private static final String YAML = "tag:yaml.org,2002:";
    private static final Set<String> HARMLESS =
            Set.of("str", "int", "float", "bool", "null", "map", "seq", "timestamp");

    private Tags() {}

    /**
     * The long name behind a tag; empty for a tag that says nothing.
     *
     * @throws TemplateException for a tag that makes something else of its value
     */
    static Optional<String> function(String tag, Position position, Dialect dialect) throws TemplateException {
        if (dialect == Dialect.CFN_NAG) {
            return Optional.of(tag)
                    .filter(t -> t.startsWith("!") && KNOWN_TO_CFN_NAG.contains(t.substring(1)))
                    .map(t -> longName(t.substring(1)));
        }
        if (tag.matches("![A-Za-z][A-Za-z0-9]*")) {
            return Optional.of(longName(tag.substring(1)));
        }
        if (tag.equals("!") || tag.startsWith(YAML) && HARMLESS.contains(tag.substring(YAML.length()))) {
            return Optional.empty();
        }
        throw TemplateException.at(
                position,
                "a tag that CloudFormation knows, such as !Ref",
                "the tag " + Quoted.name(tag),
                "Remove the tag or write the function in its long form.");
    }

    /** Whether a tag makes its scalar a text, whatever it looks like. */
    static boolean isText(String tag, Dialect dialect) {
        return tag.equals(YAML + "str") || tag.equals("!") && dialect == Dialect.CLOUDFORMATION;
    }

    private static String longName(String name) {
        return name.equals("Ref") || name.equals("Condition") ? name : "Fn::" + name;
    }

    /** The map in long form. The scalar of {@code Fn::GetAtt} becomes a list, split at its dots. */
    static Value.MapOf apply(String function, Value argument) {
        Value value = argument;
        if (function.equals("Fn::GetAtt") && argument instanceof Value.Text text) {
            List<Value> parts = new ArrayList<>();
            for (String part : text.content().split("\\.", -1)) {
                parts.add(new Value.Text(part, text.position()));
            }
            value = new Value.ListOf(parts, text.position());
        }
        return new Value.MapOf(Map.of(function, value), argument.position());
    }
}
