package io.jenkins.plugins.cfnattest.inspect;

import io.jenkins.plugins.cfnattest.inspect.rules.Catalogue;
import io.jenkins.plugins.cfnattest.template.EffectiveParameters;
import io.jenkins.plugins.cfnattest.template.Template;
import io.jenkins.plugins.cfnattest.template.TemplateException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Templates in tests, and short words for what was found in them. */
final class Sample {
    private Sample() {}

    static Template template(String text) {
        try {
            return Template.parse(text.getBytes(StandardCharsets.UTF_8));
        } catch (TemplateException e) {
            throw new AssertionError(e.getMessage(), e);
        }
    }

    /** Inspects with all rules, or with some. */
    static Inspection inspect(String text, Map<String, String> given, String... rules) {
        try {
            Template template = template(text);
            EffectiveParameters effective = EffectiveParameters.of(template, given, Set.of(), Map.of());
            return new Inspector(only(rules)).inspect(template, effective);
        } catch (TemplateException e) {
            throw new AssertionError(e.getMessage(), e);
        }
    }

    static RuleSet only(String... ids) {
        Set<String> wanted = Set.of(ids);
        List<Rule> rules = Catalogue.all().rules();
        return RuleSet.of(rules.stream()
                .filter(rule -> wanted.isEmpty() || wanted.contains(rule.id()))
                .toList());
    }

    /** Each finding as {@code ID resource}. */
    static List<String> found(List<Violation> violations) {
        List<String> found = new ArrayList<>();
        violations.forEach(violation ->
                violation.places().forEach(place -> found.add(violation.id() + " " + place.logicalResourceId())));
        return found;
    }
}
