package io.jenkins.plugins.cfnattest.inspect.rules;

import io.jenkins.plugins.cfnattest.inspect.Inspector;
import io.jenkins.plugins.cfnattest.inspect.Rule;
import io.jenkins.plugins.cfnattest.inspect.RuleSet;
import io.jenkins.plugins.cfnattest.inspect.Scan;
import io.jenkins.plugins.cfnattest.inspect.ScanOptions;
import io.jenkins.plugins.cfnattest.inspect.Violation;
import io.jenkins.plugins.cfnattest.inspect.rules.Slices.Entry;
import io.jenkins.plugins.cfnattest.template.EffectiveParameters;
import io.jenkins.plugins.cfnattest.template.Template;
import io.jenkins.plugins.cfnattest.template.TemplateException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * A part of a rule's fixture that is short enough for its page: the first two resources that offend, or the first that does
 * not, with what belongs to them.
 *
 * @param text a template
 * @param expected the logical ids of those that offend; none in an example that passes
 */
record Example(String text, Set<String> expected) {
    private static final int OFFENDING = 2;
    private static final int FINE = 1;
    private static final int LINES = 45;

    /** One in which each marked resource offends. */
    static Example failing(Rule rule, Fixture fixture) {
        return first(rule, fixture, true, OFFENDING);
    }

    /** One in which nothing does. */
    static Example passing(Rule rule, Fixture fixture) {
        return first(rule, fixture, false, FINE);
    }

    /**
     * The first that holds and is short; else one that is long, or does not hold, which a test tells. What passes should not
     * offend against the rule that this one hardens either.
     */
    private static Example first(Rule rule, Fixture fixture, boolean failing, int count) {
        List<Example> examples = candidates(rule, fixture, failing, count);
        List<Example> holding = examples.stream()
                .filter(example -> example.holds(rule))
                .filter(example -> failing || hardened(rule).stream().allMatch(example::holds))
                .toList();
        if (holding.isEmpty()) {
            holding = examples.stream().filter(example -> example.holds(rule)).toList();
        }
        List<Example> some = holding.isEmpty() ? examples : holding;
        return some.stream()
                .filter(example -> example.text.lines().count() <= LINES)
                .findFirst()
                .orElse(some.get(0));
    }

    /** Those with most resources come first, then those that stand first. */
    private static List<Example> candidates(Rule rule, Fixture fixture, boolean failing, int count) {
        Slices slices = Slices.of(fixture.text());
        List<Entry> seeds = seeds(rule, fixture, slices, failing);
        List<Example> examples = new ArrayList<>();
        for (int length = Math.min(count, seeds.size()); length > 0; length--) {
            for (int from = 0; from + length <= seeds.size(); from++) {
                Set<Entry> some = new LinkedHashSet<>(seeds.subList(from, from + length));
                examples.add(of(slices, withHelpers(rule, fixture, slices, some), fixture));
            }
        }
        return examples;
    }

    private static Optional<Rule> hardened(Rule rule) {
        return Catalogue.cfnNag().rules().stream()
                .filter(other -> rule.hardens().filter(other.id()::equals).isPresent())
                .findFirst();
    }

    private static Example of(Slices slices, Set<Entry> shown, Fixture fixture) {
        Set<String> expected = shown.stream()
                .filter(Entry::isResource)
                .map(Entry::name)
                .filter(fixture.expected()::contains)
                .collect(Collectors.toCollection(TreeSet::new));
        return new Example(slices.join(shown), expected);
    }

    /** Whether the rule says the same, in a scan and of what will be deployed. */
    private boolean holds(Rule rule) {
        RuleSet rules = RuleSet.of(List.of(rule));
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        try {
            Template template = Template.parse(bytes);
            EffectiveParameters parameters = EffectiveParameters.of(template, Map.of(), Set.of(), Map.of());
            return says(new Scan(rules, ScanOptions.standard()).scan(bytes).violations())
                    && says(new Inspector(rules).inspect(template, parameters).violations());
        } catch (TemplateException e) {
            return false;
        }
    }

    private boolean says(Collection<Violation> violations) {
        Set<String> found = new TreeSet<>();
        for (Violation violation : violations) {
            violation.places().forEach(place -> found.add(place.logicalResourceId()));
            if (violation.places().isEmpty()) {
                return false;
            }
        }
        return found.equals(expected);
    }

    /** The resources that offend, or those of the rule's types that do not; where there are none of these, any. */
    private static List<Entry> seeds(Rule rule, Fixture fixture, Slices slices, boolean failing) {
        List<Entry> resources =
                slices.entries().stream().filter(Entry::isResource).toList();
        if (failing) {
            return resources.stream()
                    .filter(entry -> offends(Set.of(entry), fixture))
                    .toList();
        }
        List<Entry> fine = resources.stream()
                .filter(entry -> !offends(slices.withMentioned(Set.of(entry)), fixture))
                .toList();
        List<Entry> reported =
                fine.stream().filter(entry -> isReported(rule, entry)).toList();
        return reported.isEmpty() ? fine : reported;
    }

    /** Adds what makes the resources pass or offend without being mentioned by them: it mentions them, or shares a name. */
    private static Set<Entry> withHelpers(Rule rule, Fixture fixture, Slices slices, Set<Entry> seeds) {
        Set<Entry> shown = slices.withMentioned(seeds);
        Set<Entry> helpers = new LinkedHashSet<>(seeds);
        boolean more = true;
        while (more) {
            more = false;
            for (Entry entry : slices.entries()) {
                boolean helps = seeds.stream().anyMatch(entry::mentions)
                        || !isReported(rule, entry)
                                && helpers.stream()
                                        .anyMatch(one -> entry.mentions(one) || slices.shareName(entry, one));
                Set<Entry> all = slices.withMentioned(Set.of(entry));
                boolean addsOffender =
                        all.stream().anyMatch(one -> offends(Set.of(one), fixture) && !shown.contains(one));
                if (entry.isResource() ? helps && !addsOffender : entry.name().isEmpty()) {
                    more |= helpers.add(entry);
                    shown.addAll(all);
                }
            }
        }
        return shown;
    }

    private static boolean offends(Set<Entry> entries, Fixture fixture) {
        return entries.stream()
                .anyMatch(entry -> entry.isResource() && fixture.expected().contains(entry.name()));
    }

    private static boolean isReported(Rule rule, Entry entry) {
        return rule.types().isEmpty() || rule.types().contains(entry.type());
    }
}
