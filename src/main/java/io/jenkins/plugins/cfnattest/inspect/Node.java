package io.jenkins.plugins.cfnattest.inspect;

import io.jenkins.plugins.cfnattest.template.Parameter;
import io.jenkins.plugins.cfnattest.template.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A place in a resource's properties: the resolved value there, if any, and the path to it. Asking whether something is
 * present is free; asking what it is notes on the view when that cannot be known.
 */
public final class Node {
    /** Escapes that would become the marks of what is not known. */
    private static final Pattern ESCAPED_MARK = Pattern.compile("\\\\u[eE]00[0-3]");

    /** What cfn_nag leaves in a text for a reference that it does not resolve. */
    private static final Pattern LEFT_REFERENCE = Pattern.compile("\\{\"(?:Ref|Fn::\\w+)\"=>[^{}]*}");

    private final Element owner;
    private final Optional<Value> value;
    private final Place place;
    /** What {@link #value()} answers; null until somebody asks. */
    private Optional<Value> known;

    private Node(Element owner, Optional<Value> value, Place place) {
        this.owner = owner;
        this.value = value.isPresent() && value.get() instanceof Value.Null ? Optional.empty() : value;
        this.place = place;
        owner.view().looksAt(owner.logicalId());
    }

    /** A property of a resource. */
    static Node property(Element owner, Optional<Value> value, String name) {
        return new Node(owner, value, new Place("/Properties", name));
    }

    /** The resource it belongs to. */
    public Element owner() {
        return owner;
    }

    /** Where it is, such as {@code /Properties/SecurityGroupIngress/0/CidrIp}. */
    public String path() {
        return place.toString();
    }

    /** Whether there is a value that is not null. */
    public boolean present() {
        return value.isPresent();
    }

    /** Whether there is none, or null. */
    public boolean absent() {
        return value.isEmpty();
    }

    /** The value, if present and known. */
    public Optional<Value> value() {
        if (known == null) {
            known = owner.view().effective() ? read() : value;
        }
        return known;
    }

    private Optional<Value> read() {
        Optional<Value> content = content();
        Optional<String> unknown = content.flatMap(Unknown::reason);
        unknown.ifPresent(reason -> owner.undecided(path(), reason));
        return unknown.isPresent() ? Optional.empty() : content;
    }

    private Optional<Value> content() {
        return value.map(owner.view().model()::content);
    }

    /**
     * The value, known or not, for following links: a reference stays one, whatever name it answers. Does not count as reading: a link that nobody can follow leads nowhere,
     * so it never makes anything pass.
     */
    public Optional<Value> link() {
        return value;
    }

    /** A member of a map; absent when there is none or this is no map. */
    public Node get(String name) {
        Optional<Value> map = value();
        if (map.isEmpty()) {
            return new Node(owner, map, new Place(place, name));
        }
        if (owner.view().effective() && map.get().get(Unknown.TRANSFORM).isPresent()) {
            owner.undecided(path() + "/" + name, "it comes from a transform that is fetched at deployment");
        }
        return new Node(owner, map.get().get(name), new Place(place, name));
    }

    /** A member by names separated with {@code .}. */
    public Node at(String names) {
        int dot = names.indexOf('.');
        return dot < 0 ? get(names) : get(names.substring(0, dot)).at(names.substring(dot + 1));
    }

    /**
     * What stands in a text that holds JSON, with the text's path; this node itself when it is no text. Empty when it is not
     * known, or no strict JSON.
     */
    public Optional<Node> json() {
        Optional<Value> found = value();
        if (found.isPresent() && found.get() instanceof Value.Text text) {
            return parsed(text.content()).map(content -> new Node(owner, Optional.of(content), place));
        }
        return found.map(content -> this);
    }

    private Optional<Value> parsed(String text) {
        if (owner.view().effective()) {
            return ESCAPED_MARK.matcher(text).find()
                    ? Optional.empty()
                    : owner.view().model().json(text);
        }
        return owner.view().model().json(LEFT_REFERENCE.matcher(text).replaceAll("_"));
    }

    /** The names of the members, if this is a map. */
    public List<String> names() {
        Optional<Value> found = value();
        return found.isPresent() && found.get() instanceof Value.MapOf map
                ? List.copyOf(map.entries().keySet())
                : List.of();
    }

    /** The elements of a list; anything else that is present counts as a list of one. */
    public List<Node> items() {
        Optional<Value> found = value();
        if (found.isEmpty()) {
            return List.of();
        }
        if (found.get() instanceof Value.ListOf list) {
            List<Node> nodes = new ArrayList<>(list.items().size());
            for (int i = 0; i < list.items().size(); i++) {
                nodes.add(new Node(owner, Optional.of(list.items().get(i)), new Place(place, i)));
            }
            return nodes;
        }
        return List.of(this);
    }

    /** Whether this is a map; a function that could not be evaluated is one. */
    public boolean isMap() {
        return value().filter(Value.MapOf.class::isInstance).isPresent();
    }

    /** Whether this is a list. */
    public boolean isList() {
        return value().filter(Value.ListOf.class::isInstance).isPresent();
    }

    /** The text of any scalar, if known. */
    public Optional<String> text() {
        return value().flatMap(Value::text);
    }

    /** The text, if this is a text and no number or boolean. */
    public Optional<String> string() {
        return value().filter(Value.Text.class::isInstance).flatMap(Value::text);
    }

    /** Whether its text is exactly this. */
    public boolean is(String text) {
        return text().filter(text::equals).isPresent();
    }

    /** Whether it reads {@code true}, in any case. */
    public boolean truthy() {
        return text().filter(text -> text.toLowerCase(Locale.ROOT).equals("true"))
                .isPresent();
    }

    /** Whether it is absent or reads {@code false}, in any case. Not the opposite of {@link #truthy()}. */
    public boolean notTruthy() {
        return absent()
                || text().filter(text -> text.toLowerCase(Locale.ROOT).equals("false"))
                        .isPresent();
    }

    /** Whether this is a text that is a {@code Ref} to nothing ({@code AWS::NoValue}), which only cfn_nag ever sees. */
    public boolean isNoValue() {
        return value.flatMap(Unknown::reference).filter("AWS::NoValue"::equals).isPresent();
    }

    /** Absent, null, or a reference to {@code AWS::NoValue}. */
    public boolean missing() {
        return absent() || isNoValue();
    }

    /** What a {@code Ref} that is not replaced by a value names. Does not count as reading. */
    public Optional<String> reference() {
        return value.flatMap(Unknown::reference);
    }

    /** The parameter that a {@link #reference()} names. */
    public Optional<Parameter> parameter() {
        return reference().flatMap(owner.view().model()::parameter);
    }

    /** Whether it contains, besides other text, a parameter that is not known. Does not count as reading. */
    public boolean embedsParameter() {
        return value.flatMap(Value::text).filter(Unknown::embedsParameter).isPresent();
    }

    /**
     * Whether two values are the same, wherever they stand. For CloudFormation {@code 22} and {@code "22"} are; for cfn_nag
     * numbers equal numbers and texts equal texts only.
     */
    public boolean same(Node other) {
        return key().equals(other.key());
    }

    /** The {@link #key()} of a name that others may refer to; empty when there is none, or none that is known. */
    public Optional<String> name() {
        boolean effective = owner.view().effective();
        return content()
                .filter(found -> !effective || Unknown.reason(found).isEmpty())
                .map(found -> Values.key(found, effective));
    }

    /** A text that two nodes have in common exactly when they are the {@link #same}. */
    public String key() {
        return value().map(found -> Values.key(found, owner.view().effective())).orElse("");
    }

    @Override
    public String toString() {
        return owner.logicalId() + place;
    }
}
