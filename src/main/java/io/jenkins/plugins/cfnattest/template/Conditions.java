package io.jenkins.plugins.cfnattest.template;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Evaluates the section {@code Conditions} with three truth values: true, false, not known (CloudFormation user guide,
 * condition functions).
 */
public final class Conditions {
    private final Resolver resolver;
    private final Map<String, Boolean> known = new HashMap<>();

    private Conditions(Resolver resolver) {
        this.resolver = resolver;
    }

    /**
     * The conditions that can be decided from the parameters ({@code Fn::Equals}, {@code Fn::And}, {@code Fn::Or}, {@code Fn::Not}, {@code Condition}, over resolved values, three-valued); undecidable ones are absent.
     * Parameters whose value is a secret or only the name of the real one are not used even if given.
     *
     * @throws TemplateException for a cycle, an unknown condition, or one that is no condition
     */
    public static Map<String, Boolean> evaluate(Template template, Map<String, String> parameters)
            throws TemplateException {
        Map<String, String> usable = new HashMap<>(parameters);
        template.parameters().values().stream()
                .filter(parameter -> parameter.noEcho() || parameter.isLookup())
                .forEach(parameter -> usable.remove(parameter.name()));
        Conditions conditions = new Conditions(Resolver.of(template, usable, Map.of()));
        for (String name : ConditionOrder.of(template.conditions())) {
            Value expression = template.conditions().entries().get(name);
            conditions.decide(name, expression).ifPresent(truth -> conditions.known.put(name, truth));
        }
        return Map.copyOf(conditions.known);
    }

    private Optional<Boolean> decide(String name, Value expression) throws TemplateException {
        if (!(expression instanceof Value.MapOf map) || map.entries().size() != 1) {
            throw malformed(name, expression.position());
        }
        Map.Entry<String, Value> only = map.entries().entrySet().iterator().next();
        Value argument = only.getValue();
        return switch (only.getKey()) {
            case "Condition" ->
                Optional.ofNullable(known.get(argument.text().orElseThrow(() -> malformed(name, argument.position()))));
            case "Fn::Equals" -> equal(operands(name, argument, 2, 2));
            case "Fn::Not" ->
                decide(name, operands(name, argument, 1, 1).get(0)).map(truth -> !truth);
            case "Fn::And" -> all(name, operands(name, argument, 2, 10), true);
            case "Fn::Or" -> all(name, operands(name, argument, 2, 10), false);
            default -> Optional.empty();
        };
    }

    private static List<Value> operands(String name, Value argument, int least, int most) throws TemplateException {
        if (argument instanceof Value.ListOf list
                && list.items().size() >= least
                && list.items().size() <= most) {
            return list.items();
        }
        throw malformed(name, argument.position());
    }

    private Optional<Boolean> equal(List<Value> operands) {
        Optional<String> one = resolver.resolve(operands.get(0)).text();
        Optional<String> other = resolver.resolve(operands.get(1)).text();
        return one.flatMap(text -> other.map(text::equals));
    }

    /** Whether all are {@code neutral}; one that is the opposite decides even where others are not known. */
    private Optional<Boolean> all(String name, List<Value> operands, boolean neutral) throws TemplateException {
        boolean complete = true;
        boolean opposite = false;
        for (Value operand : operands) {
            Optional<Boolean> truth = decide(name, operand);
            complete &= truth.isPresent();
            opposite |= truth.isPresent() && truth.get() != neutral;
        }
        if (opposite) {
            return Optional.of(!neutral);
        }
        return complete ? Optional.of(neutral) : Optional.empty();
    }

    private static TemplateException malformed(String name, Position position) {
        return TemplateException.at(
                position,
                "the condition " + Quoted.name(name)
                        + " to be Fn::Equals of two values, Fn::And or Fn::Or of two to ten"
                        + " conditions, Fn::Not of one, or Condition with a name",
                "something else",
                "Correct the condition.");
    }
}
