package io.jenkins.plugins.cfnattest.inspect.rules;

import io.jenkins.plugins.cfnattest.inspect.Element;
import io.jenkins.plugins.cfnattest.inspect.Finding;
import io.jenkins.plugins.cfnattest.inspect.Rule;
import io.jenkins.plugins.cfnattest.inspect.RuleText;
import io.jenkins.plugins.cfnattest.inspect.RuleType;
import io.jenkins.plugins.cfnattest.inspect.View;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * A rule as a row of a table.
 *
 * @param id the id, for ever; {@code F...} and {@code W...} are cfn_nag's, {@code CA...} our own
 * @param type how grave
 * @param name the name cfn_nag calls it by, or ours
 * @param types the resource types it reports on; empty: any
 * @param text what people are told
 * @param version counts up when the behaviour changes
 * @param hardens the rule of cfn_nag whose ways round it closes
 * @param logic what it looks for
 */
record Row(
        String id,
        RuleType type,
        String name,
        Set<String> types,
        RuleText text,
        int version,
        Optional<String> hardens,
        Logic logic)
        implements Rule {
    /** What a rule looks for. */
    @FunctionalInterface
    interface Logic {
        List<Finding> check(View view);
    }

    Row {
        types = Set.copyOf(types);
        if (!id.matches("(F|W|CA)[0-9]+") || !name.endsWith("Rule") || version < 1) {
            throw new IllegalArgumentException(
                    "Expected an id such as F1, W1 or CA1, a name that ends with Rule and a version from 1, but found "
                            + id + ", " + name + ", " + version + ".");
        }
        if (id.startsWith("CA") != hardens.isPresent()) {
            throw new IllegalArgumentException(
                    "Expected a rule CA... to name what it hardens, and no other to, but found " + id + ".");
        }
    }

    /** A rule of cfn_nag. */
    static Row of(String id, String name, Set<String> types, RuleText text, Logic logic) {
        RuleType type = id.charAt(0) == 'F' ? RuleType.FAIL : RuleType.WARN;
        return new Row(id, type, name, types, text, 1, Optional.empty(), logic);
    }

    /** A rule of cfn_nag that looks at each resource of one type by itself. */
    static Row each(String id, String name, String type, RuleText text, Function<Element, Optional<Finding>> check) {
        return of(id, name, Set.of(type), text, byItself(List.of(type), check));
    }

    /** A rule that closes the ways round the rule {@code hardens} of cfn_nag. */
    static Row hardened(
            String id, RuleType type, String name, String hardens, Set<String> types, RuleText text, Logic logic) {
        return new Row(id, type, name, types, text, 1, Optional.of(hardens), logic);
    }

    /** Looks at each resource of these types by itself, type after type. */
    static Logic byItself(List<String> types, Function<Element, Optional<Finding>> check) {
        return view -> {
            List<Finding> findings = new ArrayList<>();
            for (String type : types) {
                for (Element element : view.ofType(type)) {
                    check.apply(element).ifPresent(findings::add);
                }
            }
            return findings;
        };
    }

    @Override
    public List<Finding> check(View view) {
        return logic.check(view);
    }
}
