package io.jenkins.plugins.cfnattest.inspect.rules;

import io.jenkins.plugins.cfnattest.inspect.Element;
import io.jenkins.plugins.cfnattest.inspect.Finding;
import io.jenkins.plugins.cfnattest.inspect.Rule;
import io.jenkins.plugins.cfnattest.inspect.View;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/** Leaves to the rules of cfn_nag what they find already, so that people hear of it once. */
final class Beyond {
    private Beyond() {}

    /** What a hardened rule finds on resources on which none of these rules of cfn_nag does. */
    static Row.Logic rules(Set<String> originals, Row.Logic hardened) {
        return without(new Originals(originals), Finding::element, hardened);
    }

    /** What a hardened rule finds at places at which none of these rules of cfn_nag finds something. */
    static Row.Logic places(Set<String> originals, Row.Logic hardened) {
        return without(new Originals(originals), Function.identity(), hardened);
    }

    private static Row.Logic without(Originals originals, Function<Finding, ?> what, Row.Logic hardened) {
        return view -> {
            List<Finding> found = hardened.check(view);
            if (found.isEmpty()) {
                return found;
            }
            Set<String> types = new HashSet<>();
            found.forEach(finding -> types.add(finding.element().type()));
            Set<Object> known = new HashSet<>();
            originals.answers(view, types).forEach(finding -> known.add(what.apply(finding)));
            return found.stream()
                    .filter(finding -> !known.contains(what.apply(finding)))
                    .toList();
        };
    }

    /** Rules of cfn_nag, looked up when they are first needed and not when the tables are built: the catalogue is built from them. */
    static final class Originals {
        private final Set<String> ids;
        private volatile List<Rule> rules = List.of();

        Originals(Set<String> ids) {
            this.ids = Set.copyOf(ids);
        }

        /** What those of them find that report on resources of some of these types. */
        List<Finding> answers(View view, Set<String> types) {
            List<Finding> answers = new ArrayList<>();
            for (Rule rule : rules()) {
                if (rule.types().isEmpty() || !Collections.disjoint(rule.types(), types)) {
                    answers.addAll(rule.check(view));
                }
            }
            return answers;
        }

        private List<Rule> rules() {
            if (rules.isEmpty()) {
                rules = Catalogue.cfnNag().rules().stream()
                        .filter(rule -> ids.contains(rule.id()))
                        .toList();
            }
            return rules;
        }
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
