package io.jenkins.plugins.cfnattest.inspect.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.cfnattest.inspect.Inspector;
import io.jenkins.plugins.cfnattest.inspect.Rule;
import io.jenkins.plugins.cfnattest.inspect.RuleSet;
import io.jenkins.plugins.cfnattest.inspect.Scan;
import io.jenkins.plugins.cfnattest.inspect.ScanOptions;
import io.jenkins.plugins.cfnattest.inspect.Violation;
import io.jenkins.plugins.cfnattest.template.EffectiveParameters;
import io.jenkins.plugins.cfnattest.template.Template;
import io.jenkins.plugins.cfnattest.template.TemplateException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** What the pages print is what the rules answer. Every offence is collected before anything fails. */
class ExampleTest {
    private static final int LONGEST = 70;

    @Test
    void failsWhereItIsMarkedAndNowhereElse() throws TemplateException {
        List<String> offences = new ArrayList<>();
        for (Rule rule : Catalogue.all().rules()) {
            Example failing = Example.failing(rule, Fixture.of(rule).orElseThrow());
            if (failing.expected().isEmpty()) {
                offences.add(rule.id() + " has an example that should fail, but nothing is marked");
            }
            check(rule, failing, offences);
        }
        assertThat(offences).isEmpty();
    }

    @Test
    void passesWhereNothingIsMarked() throws TemplateException {
        List<String> offences = new ArrayList<>();
        for (Rule rule : Catalogue.all().rules()) {
            Example passing = Example.passing(rule, Fixture.of(rule).orElseThrow());
            if (!passing.expected().isEmpty() || !passing.text().contains("Type:")) {
                offences.add(rule.id() + " has no example that passes: " + passing.expected());
            }
            check(rule, passing, offences);
        }
        assertThat(offences).isEmpty();
    }

    private static void check(Rule rule, Example example, List<String> offences) throws TemplateException {
        byte[] bytes = example.text().getBytes(StandardCharsets.UTF_8);
        RuleSet rules = RuleSet.of(List.of(rule));
        compare(
                rule,
                "scan",
                example,
                new Scan(rules, ScanOptions.standard()).scan(bytes).violations(),
                offences);
        Template template = Template.parse(bytes);
        EffectiveParameters parameters = EffectiveParameters.of(template, Map.of(), Set.of(), Map.of());
        compare(
                rule,
                "inspection",
                example,
                new Inspector(rules).inspect(template, parameters).violations(),
                offences);
        if (example.text().lines().count() > LONGEST) {
            offences.add(
                    rule.id() + " has an example of " + example.text().lines().count() + " lines");
        }
    }

    private static void compare(
            Rule rule, String how, Example example, Collection<Violation> violations, List<String> offences) {
        Set<String> found = new TreeSet<>();
        violations.forEach(violation -> {
            if (!violation.id().equals(rule.id())) {
                offences.add(rule.id() + " in " + how + ": " + violation.message());
            }
            violation.places().forEach(place -> found.add(place.logicalResourceId()));
        });
        if (!found.equals(example.expected())) {
            offences.add(rule.id() + " in " + how + ": expected " + example.expected() + ", found " + found);
        }
    }
}
