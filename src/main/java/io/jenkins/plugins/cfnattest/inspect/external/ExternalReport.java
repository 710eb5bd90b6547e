package io.jenkins.plugins.cfnattest.inspect.external;

import io.jenkins.plugins.cfnattest.inspect.Inspection;
import io.jenkins.plugins.cfnattest.inspect.Violation;
import java.util.List;

/**
 * What one external inspector answered about one template.
 *
 * @param name its configured name
 * @param implementation the program
 * @param version the program's version, {@value #UNKNOWN} when it did not tell; there is a {@code FATAL} violation then
 * @param violations what it found, under its name
 * @param suppressed what it was told to overlook
 */
public record ExternalReport(
        String name,
        String implementation,
        String version,
        List<Violation> violations,
        List<Inspection.Suppressed> suppressed) {
    /** The version of a program that did not tell it. */
    public static final String UNKNOWN = "unknown";

    public ExternalReport {
        violations = List.copyOf(violations);
        suppressed = List.copyOf(suppressed);
    }
}
