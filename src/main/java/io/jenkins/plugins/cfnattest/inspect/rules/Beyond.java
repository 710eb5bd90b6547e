package io.jenkins.plugins.cfnattest.inspect.rules;

import io.jenkins.plugins.cfnattest.inspect.Element;
import io.jenkins.plugins.cfnattest.inspect.Finding;
import io.jenkins.plugins.cfnattest.inspect.Rule;
import io.jenkins.plugins.cfnattest.inspect.View;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Leaves to the rules of cfn_nag what they find already, so that people hear of it once. */
final class Beyond {
    private Beyond() {}

    /** What a hardened rule finds on resources on which none of these rules of cfn_nag does. */
    static Row.Logic rules(Set<String> originals, Row.Logic hardened) {
        return view -> {
            List<Finding> found = hardened.check(view);
            if (found.isEmpty()) {
                return found;
            }
            Set<Element> known = new HashSet<>();
            answers(originals, view).forEach(finding -> known.add(finding.element()));
            return found.stream()
                    .filter(finding -> !known.contains(finding.element()))
                    .toList();
        };
    }

    /** What a hardened rule finds at places at which none of these rules of cfn_nag finds something. */
    static Row.Logic places(Set<String> originals, Row.Logic hardened) {
        return view -> {
            List<Finding> found = hardened.check(view);
            if (found.isEmpty()) {
                return found;
            }
            Set<Finding> known = new HashSet<>();
            answers(originals, view).forEach(known::add);
            return found.stream().filter(finding -> !known.contains(finding)).toList();
        };
    }

    /** What these rules of cfn_nag find. */
    static Stream<Finding> answers(Set<String> originals, View view) {
        // Asked for here and not when the tables are built: the catalogue is built from them.
        return Catalogue.cfnNag().rules().stream()
                .filter(rule -> originals.contains(rule.id()))
                .filter(rule -> rule.types().isEmpty()
                        || rule.types().stream()
                                .anyMatch(type -> !view.ofType(type).isEmpty()))
                .flatMap((Rule rule) -> rule.check(view).stream());
    }

    /** What several find, the first place of each resource only. */
    static Row.Logic first(Row.Logic... parts) {
        return view -> {
            Set<Element> seen = new HashSet<>();
            List<Finding> findings = new ArrayList<>();
            for (Row.Logic part : parts) {
                part.check(view).stream()
                        .filter(finding -> seen.add(finding.element()))
                        .forEach(findings::add);
            }
            return findings;
        };
    }
}
