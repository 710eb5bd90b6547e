package io.jenkins.plugins.cfnattest.template;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Short forms: {@code !Sub x} is {@code {"Fn::Sub": x}} (CloudFormation user guide, intrinsic function reference). */
final class Tags {
    /** In place of the tag of an untagged node. */
    static final String NONE = "";

    private static final Map<String, Optional<String>> KNOWN_TO_CFN_NAG = Stream.of(
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
                    "Not")
            .collect(Collectors.toUnmodifiableMap(name -> "!" + name, name -> Optional.of(longName(name))));
    private static final Pattern FUNCTION = Pattern.compile("![A-Za-z][A-Za-z0-9]*");
    private static final String YAML = "tag:yaml.org,2002:";
    private static final Set<String> HARMLESS =
            Set.of("str", "int", "float", "bool", "null", "map", "seq", "timestamp");

    private Tags() {}

    /**
     * The long name behind a tag; empty for a tag that says nothing.
     *
     * @throws TemplateException for a tag that makes something else of its value
     */
    private static Optional<String> function(String tag, Position position, Dialect dialect) throws TemplateException {
        Optional<String> known = KNOWN_TO_CFN_NAG.get(tag);
        if (known != null || dialect == Dialect.CFN_NAG) {
            return known == null ? Optional.empty() : known;
        }
        if (FUNCTION.matcher(tag).matches()) {
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

    /** What a scalar with this tag, or none, means. */
    static Value scalar(String tag, String text, boolean plain, Position position, Dialect dialect)
            throws TemplateException {
        if (tag.equals(NONE)) {
            return plain ? Scalars.plain(text, position, dialect) : new Value.Text(text, position);
        }
        Optional<String> function = function(tag, position, dialect);
        boolean asText = isText(tag, dialect) || function.isPresent() && dialect == Dialect.CLOUDFORMATION;
        Value argument = asText ? new Value.Text(text, position) : Scalars.plain(text, position, dialect);
        return function.isPresent() ? apply(function.get(), argument) : argument;
    }

    /** What a map or list with this tag, or none, means. */
    static Value collection(String tag, Value value, Dialect dialect) throws TemplateException {
        if (tag.equals(NONE)) {
            return value;
        }
        Optional<String> function = function(tag, value.position(), dialect);
        return function.isPresent() ? apply(function.get(), value) : value;
    }

    /** Whether a tag makes its scalar a text, whatever it looks like. */
    private static boolean isText(String tag, Dialect dialect) {
        return tag.equals(YAML + "str") || tag.equals("!") && dialect == Dialect.CLOUDFORMATION;
    }

    private static String longName(String name) {
        return name.equals("Ref") || name.equals("Condition") ? name : "Fn::" + name;
    }

    /** The map in long form. The scalar of {@code Fn::GetAtt} becomes a list, split at its dots. */
    private static Value.MapOf apply(String function, Value argument) {
        Value value = argument;
        if (function.equals("Fn::GetAtt") && argument instanceof Value.Text text) {
            value = new Value.ListOf(parts(text), text.position());
        }
        return new Value.MapOf(OrderedMap.of(function, value), argument.position());
    }

    private static List<Value> parts(Value.Text text) {
        List<Value> parts = new ArrayList<>(2);
        int start = 0;
        for (int dot = text.content().indexOf('.');
                dot >= 0;
                dot = text.content().indexOf('.', start)) {
            parts.add(new Value.Text(text.content().substring(start, dot), text.position()));
            start = dot + 1;
        }
        parts.add(new Value.Text(text.content().substring(start), text.position()));
        return parts;
    }
}
