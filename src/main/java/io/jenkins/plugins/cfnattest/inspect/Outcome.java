package io.jenkins.plugins.cfnattest.inspect;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** What one rule says about one template, gathered over all branches. */
final class Outcome {
    /** The rule has nothing to say. */
    static final Outcome SILENCE = new Outcome();

    private final Map<String, List<Violation.Place>> places = new LinkedHashMap<>();
    private final Map<String, String> undecided = new LinkedHashMap<>();
    private Optional<String> failure = Optional.empty();

    /** Asks a rule. Never throws: a rule that fails is a failure of this outcome. */
    static Outcome of(Rule rule, View view) {
        Outcome outcome = new Outcome();
        try {
            List<Finding> findings = rule.check(view);
            if (findings.isEmpty() && view.undecided().isEmpty()) {
                return SILENCE;
            }
            outcome.take(findings, view);
        } catch (RuntimeException | StackOverflowError e) {
            // The one place where everything is caught: a defect in one rule must neither take the other rules'
            // findings
            // with it nor be taken for silence. The message may hold template content, so only the kind is told.
            outcome.failure = Optional.of("Expected rule " + rule.id() + " to decide about " + view.current()
                    + ", but it failed with " + e.getClass().getSimpleName()
                    + "; correct that resource, or report it with the template.");
        }
        return outcome;
    }

    /** A finding about a value that is not known is no finding; and silence after reading one is no silence. */
    private void take(List<Finding> findings, View view) {
        Map<String, View.Undecided> unknown = new HashMap<>();
        for (View.Undecided read : view.undecided()) {
            unknown.putIfAbsent(read.logicalId() + read.path(), read);
        }
        for (Finding finding : findings) {
            String id = finding.element().logicalId();
            View.Undecided read = unknown.getOrDefault(id + finding.path(), unknown.get(finding.path()));
            if (read == null) {
                places.computeIfAbsent(id, key -> new ArrayList<>()).add(finding.place());
            } else {
                undecided.putIfAbsent(id, explain(read));
            }
        }
        for (View.Undecided read : view.undecided()) {
            if (!places.containsKey(read.logicalId())) {
                undecided.putIfAbsent(read.logicalId(), explain(read));
            }
        }
        places.keySet().forEach(undecided::remove);
    }

    private static String explain(View.Undecided read) {
        return read.path() + ": " + read.reason();
    }

    /** What the rule says in this branch and another: a resource that offends in any branch offends. */
    Outcome and(Outcome other) {
        if (this == SILENCE || other == SILENCE) {
            return this == SILENCE ? other : this;
        }
        Outcome both = new Outcome();
        both.add(this);
        both.add(other);
        return both;
    }

    private void add(Outcome other) {
        other.places.forEach(
                (id, found) -> places.merge(id, found, (known, more) -> more.size() > known.size() ? more : known));
        other.undecided.forEach(undecided::putIfAbsent);
        places.keySet().forEach(undecided::remove);
        failure = failure.or(() -> other.failure);
    }

    /** Resources about which this says something. */
    Set<String> concerned() {
        Set<String> ids = new TreeSet<>(places.keySet());
        ids.addAll(undecided.keySet());
        return ids;
    }

    /** The violation, if any resource offends. */
    Optional<Violation> violation(Rule rule) {
        List<Violation.Place> all = new ArrayList<>();
        places.values().forEach(all::addAll);
        return all.isEmpty()
                ? Optional.empty()
                : Optional.of(new Violation(rule.id(), rule.name(), rule.type(), rule.message(), all));
    }

    /** What could not be decided. */
    List<Inspection.NotEvaluated> notEvaluated(Rule rule) {
        List<Inspection.NotEvaluated> result = new ArrayList<>();
        undecided.forEach((id, reason) -> result.add(new Inspection.NotEvaluated(rule.id(), id, reason)));
        return result;
    }

    /** Why the rule could not answer at all. */
    Optional<String> failure() {
        return failure;
    }
}
