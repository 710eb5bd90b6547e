package io.jenkins.plugins.cfnattest.inspect.rules;

import io.jenkins.plugins.cfnattest.inspect.Rule;
import io.jenkins.plugins.cfnattest.inspect.rules.Slices.Entry;
import java.util.LinkedHashSet;
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
        return of(rule, fixture, true);
    }

    /** One in which nothing does. */
    static Example passing(Rule rule, Fixture fixture) {
        return of(rule, fixture, false);
    }

    private static Example of(Rule rule, Fixture fixture, boolean failing) {
        Slices slices = Slices.of(fixture.text());
        for (int count = failing ? OFFENDING : FINE; ; count--) {
            Set<Entry> shown = choose(rule, fixture, slices, failing, count);
            String text = slices.join(shown);
            if (count == 1 || text.lines().count() <= LINES) {
                Set<String> expected = shown.stream()
                        .filter(Entry::isResource)
                        .map(Entry::name)
                        .filter(fixture.expected()::contains)
                        .collect(Collectors.toCollection(TreeSet::new));
                return new Example(text, expected);
            }
        }
    }

    private static Set<Entry> choose(Rule rule, Fixture fixture, Slices slices, boolean failing, int count) {
        Set<Entry> seeds = new LinkedHashSet<>();
        for (Entry entry : slices.entries()) {
            boolean wanted = failing
                    ? fixture.expected().contains(entry.name())
                    : !offends(slices.withMentioned(Set.of(entry)), fixture) && isReported(rule, entry);
            if (entry.isResource() && wanted && seeds.size() < count) {
                seeds.add(entry);
            }
        }
        if (seeds.isEmpty()) {
            slices.entries().stream()
                    .filter(entry -> entry.isResource() && !offends(Set.of(entry), fixture))
                    .forEach(seeds::add);
        }
        return withHelpers(rule, fixture, slices, seeds);
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
