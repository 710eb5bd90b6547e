package io.jenkins.plugins.cfnattest.inspect;

import io.jenkins.plugins.cfnattest.template.Position;
import io.jenkins.plugins.cfnattest.template.Value;
import java.util.Optional;
import java.util.Set;

/**
 * Values that nobody knows before the deployment. They travel as texts that carry a mark and the reason, so that whatever
 * is made of them ({@code Fn::Sub}, {@code Fn::Join}, ...) carries the mark too. The mark is a private-use character, which
 * {@link EffectiveValues} takes out of the template's own texts: no template can forge it.
 */
final class Unknown {
    static final String TRANSFORM = "Fn::Transform";
    static final char OPEN = '\uE000';
    static final char CLOSE = '\uE001';
    /** Why pieces of a text with loose braces are not known. */
    static final String CUT_BRACES =
            "Fn::Split cuts a text with braces of which a part is known only at the deployment";

    private static final String PARAMETER = "parameter ";
    private static final Set<String> HARMLESS = Set.of("Fn::GetAtt", "Fn::GetAZs");

    private Unknown() {}

    /** The value of a parameter that is not known. */
    static String parameter(String name) {
        return OPEN + PARAMETER + name + CLOSE;
    }

    /** Another value that is not known, and why. */
    static Value.Text value(String reason, Position position) {
        return new Value.Text(marked(reason), position);
    }

    /** A text that is not known, or a part of one. */
    static String marked(String reason) {
        return OPEN + reason + CLOSE;
    }

    /** The template's own text without marks. */
    static String cleaned(String text) {
        return ChosenNames.cleaned(text.replace(OPEN, '\uFFFD').replace(CLOSE, '\uFFFD'));
    }

    /** Why this is not known; empty when it is. Does not look inside maps and lists. */
    static Optional<String> reason(Value value) {
        if (value instanceof Value.Text text) {
            int open = text.content().indexOf(OPEN);
            int close = text.content().indexOf(CLOSE, open + 1);
            return open < 0 || close < 0
                    ? Optional.empty()
                    : Optional.of(explained(text.content().substring(open + 1, close)));
        }
        if (value instanceof Value.MapOf map && map.entries().size() == 1) {
            String function = map.entries().keySet().iterator().next();
            return function.startsWith("Fn::") && !HARMLESS.contains(function)
                    ? Optional.of(function + " cannot be evaluated before the deployment")
                    : Optional.empty();
        }
        return Optional.empty();
    }

    private static String explained(String inside) {
        return inside.startsWith(PARAMETER) ? "the value of " + inside + " is not known or not to be read" : inside;
    }

    /** What a {@code Ref} names, or the parameter whose unknown value this text is as a whole. */
    static Optional<String> reference(Value value) {
        if (value instanceof Value.Text text) {
            String content = text.content();
            return content.startsWith(OPEN + PARAMETER) && content.indexOf(CLOSE) == content.length() - 1
                    ? Optional.of(content.substring(1 + PARAMETER.length(), content.length() - 1))
                    : Optional.empty();
        }
        return value.get("Ref").flatMap(Value::text);
    }

    /** Whether an unknown parameter is only a part of this text. */
    static boolean embedsParameter(String text) {
        int open = text.indexOf(OPEN + PARAMETER);
        return open > 0 || open == 0 && text.indexOf(CLOSE) < text.length() - 1;
    }
}
