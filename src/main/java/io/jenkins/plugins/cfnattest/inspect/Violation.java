package io.jenkins.plugins.cfnattest.inspect;

import io.jenkins.plugins.cfnattest.template.Position;
import io.jenkins.plugins.cfnattest.template.TemplateException;
import java.util.List;
import java.util.Optional;

/**
 * What one rule found in one template.
 *
 * @param id the rule's id, or {@code FATAL} when the template could not be inspected
 * @param name the rule's cfn_nag class name, or {@code system}
 * @param type how grave
 * @param message what is wrong and what to do, our own wording
 * @param places the offending resources, in order; empty for {@code FATAL}
 * @param inspector the external inspector that found it, whose name and a colon begin the id; empty for the built-in rules
 * @param position where the text of the template stopped making sense, if that is why it could not be inspected
 */
public record Violation(
        String id,
        String name,
        RuleType type,
        String message,
        List<Place> places,
        Optional<String> inspector,
        Optional<Position> position) {
    /** The id of a violation that says the template could not be inspected. */
    public static final String FATAL = "FATAL";

    public Violation {
        places = List.copyOf(places);
        if (inspector.isPresent() && !id.startsWith(inspector.get() + ":")) {
            throw new IllegalArgumentException("Expected the id of a rule of the inspector " + inspector.get()
                    + " to begin with its name and a colon, so that nobody takes it for a built-in one, but found "
                    + id + ".");
        }
    }

    /** A violation that has places or a message of its own, of a built-in rule or of an external inspector. */
    public Violation(
            String id, String name, RuleType type, String message, List<Place> places, Optional<String> inspector) {
        this(id, name, type, message, places, inspector, Optional.empty());
    }

    /** What a rule found. */
    public Violation(String id, String name, RuleType type, String message, List<Place> places) {
        this(id, name, type, message, places, Optional.empty(), Optional.empty());
    }

    /**
     * One offending resource.
     *
     * @param logicalResourceId its logical id
     * @param line line of its Type, as cfn_nag counts, from 1
     * @param column column of the Type, from 1
     * @param propertyPath the offending property, such as {@code /Properties/SecurityGroupIngress/0/CidrIp}, or empty for the resource as a whole
     * @param elementType {@code resource} or {@code parameter}
     */
    public record Place(String logicalResourceId, int line, int column, String propertyPath, String elementType) {
        /** For people: resource, line and property, such as {@code Web (line 7), property SecurityGroupIngress[0].CidrIp}. */
        public String where() {
            String property = PropertyPath.forPeople(propertyPath);
            String number = "line " + Integer.toString(line);
            return (logicalResourceId.isEmpty() ? number : logicalResourceId + " (" + number + ")")
                    + (property.isEmpty() ? "" : ", " + property);
        }

        /** One sentence for people: where it is, what is wrong and what to do. */
        public String sentence(String message) {
            return where() + ": " + message;
        }
    }

    /** How often it counts: once per resource, once if there are none. */
    public int count() {
        return Math.max(1, places.size());
    }

    /** Whether it says the template could not be inspected. */
    public boolean isFatal() {
        return id.equals(FATAL);
    }

    /** A sentence for people about each place; the message alone when there is no place. */
    public List<String> sentences() {
        return places.isEmpty()
                ? List.of(message)
                : places.stream().map(place -> place.sentence(message)).toList();
    }

    /** A violation that says the template could not be inspected. */
    public static Violation fatal(String message) {
        return new Violation(FATAL, "system", RuleType.FAIL, message, List.of());
    }

    /** A violation that says why, and if known where, the template could not be read. */
    public static Violation fatal(TemplateException reason) {
        return new Violation(
                FATAL, "system", RuleType.FAIL, reason.getMessage(), List.of(), Optional.empty(), reason.position());
    }
}
