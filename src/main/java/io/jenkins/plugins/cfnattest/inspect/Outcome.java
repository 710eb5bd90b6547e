package io.jenkins.plugins.cfnattest.inspect;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** What one rule says about one template, gathered over all branches. */
final class Outcome {
    private final Map<String, List<Violation.Place>> places = new LinkedHashMap<>();
    private final Map<String, String> undecided = new LinkedHashMap<>();
    private Optional<String> failure = Optional.empty();

    /** Asks a rule. Never throws: a rule that fails is a failure of this outcome. */
    static Outcome of(Rule rule, View view) {
        Outcome outcome = new Outcome();
        try {
            outcome.take(rule.check(view), view);
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
        for (Finding finding : findings) {
            String id = finding.element().logicalId();
            Optional<View.Undecided> unknown = view.undecided().stream()
                    .filter(read -> finding.path().equals(read.path())
                                    && read.logicalId().equals(id)
                            || finding.path().equals(read.logicalId() + read.path()))
                    .findFirst();
            if (unknown.isPresent()) {
                undecided.putIfAbsent(id, explain(unknown.get()));
            } else {
                places.computeIfAbsent(id, key -> new ArrayList<>()).add(finding.place());
            }
        }
        view.undecided().forEach(read -> {
            if (!places.containsKey(read.logicalId())) {
                undecided.putIfAbsent(read.logicalId(), explain(read));
            }
        });
    }

    private static String explain(View.Undecided read) {
        return read.path() + ": " + read.reason();
    }

    /** Adds what the rule says in another branch: a resource that offends in any branch offends. */
    void add(Outcome other) {
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
