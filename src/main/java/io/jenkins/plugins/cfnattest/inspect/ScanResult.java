package io.jenkins.plugins.cfnattest.inspect;

import java.util.List;

/**
 * What a scan of one file found.
 *
 * @param violations in the rules' order, {@code FATAL} ones last
 * @param suppressed every suppression that was applied
 * @param warnings entries of suppressions that have no effect
 * @param silenced what would have been found had nothing been suppressed, with the reason
 */
public record ScanResult(
        List<Violation> violations,
        List<Inspection.Suppressed> suppressed,
        List<String> warnings,
        List<FileReport.Remark> silenced) {
    public ScanResult {
        violations = List.copyOf(violations);
        suppressed = List.copyOf(suppressed);
        warnings = List.copyOf(warnings);
        silenced = List.copyOf(silenced);
    }

    /** A result in which no suppression took effect. */
    public ScanResult(List<Violation> violations, List<Inspection.Suppressed> suppressed, List<String> warnings) {
        this(violations, suppressed, warnings, List.of());
    }

    /** The result of a file that could not be inspected. */
    public static ScanResult fatal(String message) {
        return new ScanResult(List.of(Violation.fatal(message)), List.of(), List.of());
    }

    /** For a report. */
    public FileReport report(String filename) {
        return new FileReport(filename, violations, silenced, List.of(), List.of());
    }

    /** Whether the file, or a part of it, could not be inspected. */
    public boolean isFatal() {
        return violations.stream().anyMatch(Violation::isFatal);
    }

    /** With what external inspectors found and suppressed beside the built-in rules. */
    public ScanResult with(List<Violation> found, List<Inspection.Suppressed> hidden) {
        return new ScanResult(
                Inspection.joined(violations, found), Inspection.joined(suppressed, hidden), warnings, silenced);
    }

    /** Failing violations, once per resource. */
    public int failureCount() {
        return count(RuleType.FAIL);
    }

    /** Warnings, once per resource. */
    public int warningCount() {
        return count(RuleType.WARN);
    }

    private int count(RuleType type) {
        return violations.stream()
                .filter(violation -> violation.type() == type)
                .mapToInt(Violation::count)
                .sum();
    }

    /** The lines that {@code --print-suppression} asks for. */
    public List<String> suppressionLines() {
        return suppressed.stream()
                .map(one -> "Suppressing " + one.ruleId() + " on " + one.logicalResourceId() + " for reason: "
                        + one.reason().replaceAll("\\p{Cntrl}", " "))
                .toList();
    }

    /** Without {@code FATAL} violations, as {@code --ignore-fatal} asks; those of external inspectors stay, for a command that fails is no template that cannot be inspected. */
    public ScanResult withoutFatal() {
        return new ScanResult(
                violations.stream().filter(violation -> !violation.isFatal()).toList(), suppressed, warnings, silenced);
    }
}
