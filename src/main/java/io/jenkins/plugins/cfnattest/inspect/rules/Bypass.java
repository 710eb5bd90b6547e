package io.jenkins.plugins.cfnattest.inspect.rules;

import io.jenkins.plugins.cfnattest.inspect.Element;
import io.jenkins.plugins.cfnattest.inspect.Finding;
import io.jenkins.plugins.cfnattest.inspect.Node;
import io.jenkins.plugins.cfnattest.inspect.Rule;
import io.jenkins.plugins.cfnattest.inspect.View;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * What a hardened rule looks for beyond the rules it hardens: a resource about which one of these speaks is left to it, so
 * that people are told once.
 *
 * @param originals the rules of cfn_nag that look at the same documents
 * @param checks what to look for, by resource type
 */
record Bypass(List<Rule> originals, Map<String, List<Function<Element, Optional<Node>>>> checks) {
    /**
     * The rules with these ids.
     *
     * @throws IllegalArgumentException when the table lacks one
     */
    static List<Rule> originals(List<Rule> table, String... ids) {
        Set<String> wanted = Set.of(ids);
        List<Rule> found =
                table.stream().filter(rule -> wanted.contains(rule.id())).toList();
        if (found.size() != wanted.size()) {
            throw new IllegalArgumentException(
                    "Expected the rules " + wanted + " in the table, but found " + found.size() + " of them.");
        }
        return found;
    }

    /** Looks at resources of these types. */
    static Bypass at(List<Rule> originals, List<String> types, Function<Element, Optional<Node>> check) {
        Map<String, List<Function<Element, Optional<Node>>>> checks = new LinkedHashMap<>();
        types.forEach(type -> checks.put(type, List.of(check)));
        return new Bypass(originals, checks);
    }

    /** Looks at the allowing statements of documents; those of one property together. */
    static Bypass granted(
            List<Rule> originals, List<PolicySource> sources, Function<List<Grant>, Optional<Node>> offence) {
        Map<String, List<Function<Element, Optional<Node>>>> checks = new LinkedHashMap<>();
        sources.forEach(source ->
                add(checks, source.type(), element -> offence.apply(Grant.allowing(source.documents(element)))));
        return new Bypass(originals, checks);
    }

    /** Looks at documents as they stand. */
    static Bypass documents(List<Rule> originals, List<PolicySource> sources, Predicate<Node> offence) {
        Map<String, List<Function<Element, Optional<Node>>>> checks = new LinkedHashMap<>();
        sources.forEach(source -> add(
                checks,
                source.type(),
                element -> source.documents(element)
                        .flatMap(Grant::leaves)
                        .filter(offence)
                        .findFirst()));
        return new Bypass(originals, checks);
    }

    private static void add(
            Map<String, List<Function<Element, Optional<Node>>>> checks,
            String type,
            Function<Element, Optional<Node>> check) {
        checks.merge(
                type,
                List.of(check),
                (some, more) -> Stream.concat(some.stream(), more.stream()).toList());
    }

    /** The resource types of several. */
    static Set<String> types(Bypass... all) {
        Set<String> types = new TreeSet<>();
        Stream.of(all).forEach(bypass -> types.addAll(bypass.checks.keySet()));
        return types;
    }

    /** All of them as one rule's logic: a resource is reported once. */
    static Row.Logic logic(Bypass... all) {
        List<Bypass> list = List.copyOf(Arrays.asList(all));
        return view -> {
            Map<Element, Finding> findings = new LinkedHashMap<>();
            list.forEach(bypass -> bypass.look(view, findings));
            return List.copyOf(findings.values());
        };
    }

    private void look(View view, Map<Element, Finding> findings) {
        Map<Element, Finding> found = new LinkedHashMap<>();
        checks.forEach((type, some) -> view.ofType(type)
                .forEach(element -> some.stream()
                        .flatMap(check -> check.apply(element).stream())
                        .findFirst()
                        .ifPresent(node -> found.put(element, Finding.at(node)))));
        if (!found.isEmpty()) {
            originals.forEach(rule -> rule.check(view).forEach(finding -> found.remove(finding.element())));
        }
        found.forEach(findings::putIfAbsent);
    }
}
