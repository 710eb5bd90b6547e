package io.jenkins.plugins.cfnattest.inspect.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.cfnattest.inspect.Inspection;
import io.jenkins.plugins.cfnattest.inspect.Inspector;
import io.jenkins.plugins.cfnattest.inspect.Rule;
import io.jenkins.plugins.cfnattest.inspect.RuleSet;
import io.jenkins.plugins.cfnattest.inspect.Scan;
import io.jenkins.plugins.cfnattest.inspect.ScanOptions;
import io.jenkins.plugins.cfnattest.inspect.Violation;
import io.jenkins.plugins.cfnattest.template.EffectiveParameters;
import io.jenkins.plugins.cfnattest.template.Resource;
import io.jenkins.plugins.cfnattest.template.Template;
import io.jenkins.plugins.cfnattest.template.TemplateException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Walks the catalogue. Every offence is collected before anything fails. */
class CatalogueTest {
    private static final List<Rule> RULES = Catalogue.all().rules();

    @Test
    void holdsEveryRuleOnceInTheOrderOfNames() {
        List<Rule> cfnNag = Catalogue.cfnNag().rules();
        assertThat(cfnNag).hasSize(166).extracting(Rule::name).isSorted();
        assertThat(RULES).startsWith(cfnNag.toArray(Rule[]::new));
        assertThat(RULES).extracting(Rule::id).doesNotHaveDuplicates();
        assertThat(RULES).extracting(Rule::name).doesNotHaveDuplicates();
    }

    @Test
    void saysOfEachRuleWhatAndWhy() {
        List<String> offences = new ArrayList<>();
        for (Rule rule : RULES) {
            if (!rule.message().endsWith(".")
                    || !rule.text().rationale().endsWith(".")
                    || rule.message().length() < 20) {
                offences.add(rule.id() + " has no sentence as message and rationale");
            }
            Optional<Rule> hardened = rule.hardens().flatMap(CatalogueTest::cfnNagRule);
            if (rule.hardens().isPresent() && hardened.isEmpty()) {
                offences.add(rule.id() + " hardens " + rule.hardens().get() + ", which does not exist");
            }
            if (rule.hardens().isEmpty()
                    && !rule.id().startsWith(rule.type().name().substring(0, 1))) {
                offences.add(rule.id() + " is of type " + rule.type());
            }
            if (rule.version() < 1) {
                offences.add(rule.id() + " has version " + rule.version());
            }
        }
        assertThat(offences).isEmpty();
    }

    private static Optional<Rule> cfnNagRule(String id) {
        return Catalogue.cfnNag().rules().stream()
                .filter(rule -> rule.id().equals(id))
                .findFirst();
    }

    @Test
    void findsInEachFixtureExactlyWhatIsMarked() {
        List<String> offences = new ArrayList<>();
        for (Rule rule : RULES) {
            Optional<Fixture> fixture = Fixture.of(rule);
            if (fixture.isEmpty()) {
                offences.add(rule.id() + " has no fixture");
                continue;
            }
            List<Violation> scanned = new Scan(RuleSet.of(List.of(rule)), ScanOptions.standard())
                    .scan(fixture.get().bytes())
                    .violations();
            compare(rule, "scan", fixture.get(), scanned, offences);
            checkBothKinds(rule, fixture.get(), offences);
        }
        assertThat(offences).isEmpty();
    }

    @Test
    void findsTheSameInWhatWillBeDeployed() throws TemplateException {
        List<String> offences = new ArrayList<>();
        for (Rule rule : RULES) {
            Fixture fixture = Fixture.of(rule).orElseThrow();
            Template template = Template.parse(fixture.bytes());
            Inspection inspection = new Inspector(RuleSet.of(List.of(rule)))
                    .inspect(template, EffectiveParameters.of(template, Map.of(), Set.of(), Map.of()));
            compare(rule, "inspection", fixture, inspection.violations(), offences);
            inspection.notEvaluated().forEach(open -> offences.add(rule.id() + " leaves open " + open));
        }
        assertThat(offences).isEmpty();
    }

    private static void compare(
            Rule rule, String how, Fixture fixture, Collection<Violation> violations, List<String> offences) {
        Set<String> found = new TreeSet<>();
        for (Violation violation : violations) {
            if (!violation.id().equals(rule.id())) {
                offences.add(rule.id() + " in " + how + ": " + violation.message());
            }
            violation.places().forEach(place -> {
                if (!found.add(place.logicalResourceId())) {
                    offences.add(rule.id() + " in " + how + " reports " + place.logicalResourceId() + " twice");
                }
            });
        }
        if (!found.equals(fixture.expected())) {
            offences.add(rule.id() + " in " + how + ": expected " + fixture.expected() + ", found " + found);
        }
    }

    /** A fixture proves something only when it has resources of the rule's types that offend, and some that do not. */
    private static void checkBothKinds(Rule rule, Fixture fixture, List<String> offences) {
        try {
            Collection<Resource> resources =
                    Template.parse(fixture.bytes()).resources().values();
            Set<Boolean> kinds = new HashSet<>();
            resources.stream()
                    .filter(resource -> rule.types().isEmpty() || rule.types().contains(resource.type()))
                    .forEach(resource -> kinds.add(fixture.expected().contains(resource.logicalId())));
            boolean banned = rule.id().equals("F77");
            if (kinds.size() < 2 && !banned) {
                offences.add(rule.id() + " has no firing or no silent resource in its fixture");
            }
        } catch (TemplateException e) {
            offences.add(rule.id() + " has a fixture that is no template: " + e.getMessage());
        }
    }
}
