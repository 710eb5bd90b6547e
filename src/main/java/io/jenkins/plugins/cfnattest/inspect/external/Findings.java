package io.jenkins.plugins.cfnattest.inspect.external;

import io.jenkins.plugins.cfnattest.inspect.Inspection;
import io.jenkins.plugins.cfnattest.inspect.RuleType;
import io.jenkins.plugins.cfnattest.inspect.Violation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What one answer of a command comes to, gathered under the inspector's name. */
final class Findings {
    /** More than any template of a megabyte has, and a bound to what enters a statement. */
    static final int MOST = 5_000;

    private final String inspector;
    private final List<Violation> violations = new ArrayList<>();
    private final List<Inspection.Suppressed> suppressed = new ArrayList<>();
    private boolean anything;

    Findings(String inspector) {
        this.inspector = inspector;
    }

    /** A violation of one of its rules. */
    void violation(String rule, String name, RuleType type, String message, List<Violation.Place> places)
            throws InspectorException {
        add(new Violation(
                id(rule), PlainText.name(name), type, PlainText.message(message), places, Optional.of(inspector)));
    }

    /** It says, or its way to end says, that the template was not inspected. */
    void fatal(String message) throws InspectorException {
        add(fatal(inspector, message));
    }

    static Violation fatal(String inspector, String message) {
        return new Violation(
                inspector + ":" + Violation.FATAL,
                "system",
                RuleType.FAIL,
                "The external inspector " + inspector + " gave no answer that can be used. "
                        + PlainText.message(message),
                List.of(),
                Optional.of(inspector));
    }

    /** It found something that the template or its own configuration told it to overlook. */
    void suppressed(String rule, String logicalResourceId, String reason) throws InspectorException {
        mention();
        suppressed.add(
                new Inspection.Suppressed(id(rule), PlainText.name(logicalResourceId), PlainText.message(reason)));
        bound();
    }

    /** It mentioned something, even if that is no violation. */
    void mention() {
        anything = true;
    }

    /** Whether it mentioned anything at all. */
    boolean anything() {
        return anything;
    }

    List<Violation> violations() {
        return violations;
    }

    List<Inspection.Suppressed> suppressed() {
        return suppressed;
    }

    /** Failing violations, once per resource. */
    int failureCount() {
        return violations.stream()
                .filter(violation -> violation.type() == RuleType.FAIL)
                .mapToInt(Violation::count)
                .sum();
    }

    private String id(String rule) {
        String plain = PlainText.name(rule);
        return inspector + ":" + (plain.isEmpty() ? "unnamed" : plain);
    }

    private void add(Violation violation) throws InspectorException {
        mention();
        violations.add(violation);
        bound();
    }

    private void bound() throws InspectorException {
        if (violations.size() + suppressed.size() > MOST) {
            throw new InspectorException("Expected at most " + MOST
                    + " findings, but it answers more. Correct the template, or make the command report less.");
        }
    }
}
