package io.jenkins.plugins.cfnattest.inspect;

import java.util.List;
import java.util.Objects;

/**
 * All that a report for other programs says about one file.
 *
 * @param filename the file's name as it was given
 * @param violations what was found
 * @param suppressed what the template suppressed: rule, place, and the reason it gave
 * @param notEvaluated what could not be decided: rule, place, and why
 * @param notInspected content that is fetched later: its kind and place
 */
public record FileReport(
        String filename,
        List<Violation> violations,
        List<Remark> suppressed,
        List<Remark> notEvaluated,
        List<Remark> notInspected) {
    public FileReport {
        Objects.requireNonNull(filename);
        violations = List.copyOf(violations);
        suppressed = List.copyOf(suppressed);
        notEvaluated = List.copyOf(notEvaluated);
        notInspected = List.copyOf(notInspected);
    }

    /**
     * What is no violation but has a place.
     *
     * @param subject a rule's id or a kind
     * @param place where
     * @param text a reason; may be empty
     */
    public record Remark(String subject, Violation.Place place, String text) {
        public Remark {
            Objects.requireNonNull(subject);
            Objects.requireNonNull(place);
            Objects.requireNonNull(text);
        }
    }
}
