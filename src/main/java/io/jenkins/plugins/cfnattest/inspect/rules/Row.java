package io.jenkins.plugins.cfnattest.inspect.rules;

import io.jenkins.plugins.cfnattest.inspect.Element;
import io.jenkins.plugins.cfnattest.inspect.Finding;
import io.jenkins.plugins.cfnattest.inspect.Rule;
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
 * @param id the id; {@code F...} fails, {@code W...} warns
 * @param name the name cfn_nag calls it by
 * @param types the resource types it reports on
 * @param message what is wrong and what to do
 * @param rationale why it matters
 * @param version counts up when the behaviour changes
 * @param logic what it looks for
 */
record Row(String id, String name, Set<String> types, String message, String rationale, int version, Logic logic)
        implements Rule {
    /** What a rule looks for. */
    @FunctionalInterface
    interface Logic {
        List<Finding> check(View view);
    }

    Row {
        types = Set.copyOf(types);
        if (!id.matches("[FW][0-9]+") || !name.endsWith("Rule") || version < 1) {
            throw new IllegalArgumentException(
                    "Expected an id such as F1 or W1, a name that ends with Rule and a version from 1, but found " + id
                            + ", " + name + ", " + version + ".");
        }
        if (message.isBlank() || rationale.isBlank()) {
            throw new IllegalArgumentException("Expected a message and a rationale for rule " + id + ".");
        }
    }

    /** A rule that looks at each resource of one type by itself. */
    static Row each(
            String id,
            String name,
            String type,
            String message,
            String rationale,
            Function<Element, Optional<Finding>> check) {
        return new Row(id, name, Set.of(type), message, rationale, 1, view -> {
            List<Finding> findings = new ArrayList<>();
            for (Element element : view.ofType(type)) {
                check.apply(element).ifPresent(findings::add);
            }
            return findings;
        });
    }

    @Override
    public RuleType type() {
        return id.charAt(0) == 'F' ? RuleType.FAIL : RuleType.WARN;
    }

    @Override
    public List<Finding> check(View view) {
        return logic.check(view);
    }
}
