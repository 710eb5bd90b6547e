package io.jenkins.plugins.cfnattest.template;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Replaces what is known in a value: references to known parameters, {@code Fn::If} of known conditions,
 * {@code Fn::FindInMap}, {@code Fn::Sub}, {@code Fn::Join}, {@code Fn::Split}, {@code Fn::Select}, {@code Fn::Base64} (its
 * plain text). What is not known stays the function it is, with its known parts replaced. A template read in the dialect
 * of cfn_nag is resolved as cfn_nag does. Not for several threads.
 *
 * <p>Source: CloudFormation user guide, intrinsic function reference.
 */
public final class Resolver {
    private final Template template;
    private final Map<String, String> parameters;
    private final Map<String, Boolean> conditions;
    private final Dialect dialect;
    private final Budget budget;
    private final Functions functions;

    private Resolver(
            Template template,
            Map<String, String> parameters,
            Map<String, Boolean> conditions,
            Dialect dialect,
            Budget budget) {
        this.dialect = dialect;
        this.budget = budget;
        this.template = Objects.requireNonNull(template);
        this.parameters = Map.copyOf(parameters);
        this.conditions = Map.copyOf(conditions);
        this.functions = dialect == Dialect.CFN_NAG ? new NagFunctions(this) : new CloudFormationFunctions(this);
    }

    /**
     * A resolver. It replaces whatever it is given: leave out the values of NoEcho parameters, and of parameters whose
     * value is only the name of what {@code Ref} returns ({@code AWS::SSM::Parameter::Value<...>}).
     *
     * @param parameters known parameter values, pseudo parameters included
     * @param conditions known conditions
     */
    public static Resolver of(Template template, Map<String, String> parameters, Map<String, Boolean> conditions) {
        return new Resolver(template, parameters, conditions, template.dialect(), new Budget());
    }

    /** A resolver that resolves as CloudFormation does, whoever the template was read like. */
    static Resolver likeCloudFormation(
            Template template, Map<String, String> parameters, Map<String, Boolean> conditions) {
        return new Resolver(template, parameters, conditions, Dialect.CLOUDFORMATION, new Budget());
    }

    /** A resolver under other conditions. All that stem from one share twice what one alone may make. */
    public Resolver under(Map<String, Boolean> known) {
        return new Resolver(template, parameters, known, dialect, budget.another());
    }

    /** Whether the template asks for the functions of the language extensions. */
    boolean extended() {
        return LanguageExtensions.in(template);
    }

    /**
     * The value with everything known replaced, deeply; positions are kept, and what holds nothing to replace stays the same object. Once the results of this resolver got out of
     * proportion (16 times the largest template), further ones stay unresolved.
     */
    public Value resolve(Value value) {
        if (value instanceof Value.ListOf list) {
            return list.with(this::resolve);
        }
        return value instanceof Value.MapOf map ? functions.apply(map) : value;
    }

    /** The map with each member resolved. */
    Value.MapOf members(Value.MapOf map) {
        return map.with(this::resolve);
    }

    Optional<String> parameter(String name) {
        return Optional.ofNullable(parameters.get(name));
    }

    Optional<Boolean> condition(String name) {
        return Optional.ofNullable(conditions.get(name));
    }

    boolean isList(String parameter) {
        Parameter declared = template.parameters().get(parameter);
        return declared == null ? parameter.equals("AWS::NotificationARNs") : declared.isList();
    }

    /** What the mapping holds under two resolved keys, unless it was repeated too often. */
    Optional<Value> mapped(Value arguments) {
        return lookup(arguments).filter(budget::affords);
    }

    /** What the mapping holds under two resolved keys, if that is not null. */
    Optional<Value> lookup(Value arguments) {
        if (!(arguments instanceof Value.ListOf list) || list.items().size() != 3) {
            return Optional.empty();
        }
        Optional<Value> found = Optional.of(template.mappings());
        for (Value item : list.items()) {
            Optional<String> key = resolve(item).text();
            found = found.flatMap(map -> key.flatMap(map::get));
        }
        return found.filter(value -> !(value instanceof Value.Null));
    }

    /** A computed text, unless it is out of proportion. */
    Optional<Value> text(CharSequence content, Position position) {
        return Optional.<Value>of(new Value.Text(content.toString(), position)).filter(budget::affords);
    }

    /** Joins texts, unless the result is out of proportion. */
    Optional<Value> join(String delimiter, List<String> texts, Position position) {
        long length = (long) delimiter.length() * texts.size();
        for (String text : texts) {
            length += text.length();
        }
        return budget.affords(length)
                ? Optional.of(new Value.Text(String.join(delimiter, texts), position))
                : Optional.empty();
    }

    /** Splits a text at each delimiter, unless there are too many pieces; empty ones count. */
    Optional<Value> split(String delimiter, String text, Position position) {
        List<String> pieces = new ArrayList<>();
        int start = 0;
        for (int end = text.indexOf(delimiter); end >= 0; end = text.indexOf(delimiter, start)) {
            if (delimiter.isEmpty() || !budget.affords(Budget.NODE)) {
                return Optional.empty();
            }
            pieces.add(text.substring(start, end));
            start = end + delimiter.length();
        }
        pieces.add(text.substring(start));
        return budget.affords(text.length()) ? Optional.of(list(pieces, position)) : Optional.empty();
    }

    /** What {@code Ref} returns for a list parameter: its items without the blanks around each. */
    Optional<Value> items(String value, Position position) {
        return split(",", value, position)
                .map(list -> new Value.ListOf(
                        ((Value.ListOf) list)
                                .items().stream()
                                        .<Value>map(item -> new Value.Text(
                                                item.text().orElse("").strip(), position))
                                        .toList(),
                        position));
    }

    private static Value list(List<String> texts, Position position) {
        return new Value.ListOf(
                texts.stream()
                        .<Value>map(text -> new Value.Text(text, position))
                        .toList(),
                position);
    }
}
