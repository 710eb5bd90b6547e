package io.jenkins.plugins.cfnattest.inspect.rules;

import io.jenkins.plugins.cfnattest.inspect.Element;
import io.jenkins.plugins.cfnattest.inspect.Finding;
import io.jenkins.plugins.cfnattest.inspect.Node;
import io.jenkins.plugins.cfnattest.inspect.Rule;
import io.jenkins.plugins.cfnattest.inspect.RuleText;
import io.jenkins.plugins.cfnattest.inspect.RuleType;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;

/** Hardened rules that look at each resource by itself, and report the first place that offends. */
final class Hardened {
    private Hardened() {}

    /**
     * Such a rule.
     *
     * @param check the offending places of a resource
     */
    static Rule each(
            String id,
            RuleType type,
            String name,
            String hardens,
            Set<String> types,
            RuleText text,
            Function<Element, Stream<Node>> check) {
        return Row.hardened(id, type, name, hardens, types, text, logic(types, check));
    }

    /** Such a rule that is silent on a resource on which one of these rules of cfn_nag is not. */
    static Rule beyond(
            String id,
            RuleType type,
            String name,
            String hardens,
            Set<String> originals,
            Set<String> types,
            RuleText text,
            Function<Element, Stream<Node>> check) {
        return Row.hardened(id, type, name, hardens, types, text, Beyond.rules(originals, logic(types, check)));
    }

    private static Row.Logic logic(Set<String> types, Function<Element, Stream<Node>> check) {
        return Row.byItself(
                List.copyOf(new TreeSet<>(types)),
                element -> check.apply(element).findFirst().map(Finding::at));
    }

    /** The places that a table names for the type of a resource. */
    static Stream<Node> places(Element element, Map<String, List<String>> table) {
        return table.get(element.type()).stream().flatMap(path -> Nodes.at(element, path).stream());
    }
}
