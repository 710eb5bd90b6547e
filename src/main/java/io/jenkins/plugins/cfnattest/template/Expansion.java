package io.jenkins.plugins.cfnattest.template;

import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * A template with its loops ({@code Fn::ForEach}) written out, as CloudFormation does before it deploys, and with the names
 * in {@code Ref} and {@code Fn::GetAtt} that functions make. What a loop makes keeps the places of the loop's text.
 *
 * @param template the template; the same where there is nothing to expand
 * @param open for each loop over a collection that nobody knows yet: which, where and what to do. They still stand in the
 *     template, and what they make is in no section of it
 */
public record Expansion(Template template, List<String> open) {
    public Expansion {
        Objects.requireNonNull(template);
        open = List.copyOf(open);
    }

    /**
     * Expands what will be deployed.
     *
     * @param known parameter values, pseudo parameters included; none that is secret or only the name of the real one
     * @throws TemplateException when CloudFormation would refuse the loops, or what they make is ambiguous or larger than a template
     */
    public static Expansion of(Template template, Map<String, String> known) throws TemplateException {
        return expanded(template, known, false);
    }

    /**
     * Expands for a look without values: a loop over an unknown collection goes round once, with its identifier standing for the
     * item (the resource {@code Bucket${Name}}). Such a loop is listed as open all the same.
     *
     * @throws TemplateException as {@link #of}
     */
    public static Expansion sketch(Template template, Map<String, String> known) throws TemplateException {
        return expanded(template, known, true);
    }

    private static Expansion expanded(Template template, Map<String, String> known, boolean sketch)
            throws TemplateException {
        if (!LanguageExtensions.in(template)) {
            return new Expansion(template, List.of());
        }
        Loops loops = new Loops(template, known, sketch);
        Template result = template.with(loops.expand());
        loops.checkNames(result);
        return new Expansion(result, loops.open());
    }
}
