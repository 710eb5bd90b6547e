package io.jenkins.plugins.cfnattest.inspect;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Scan results as cfn_nag prints them for people. */
public final class TextReport {
    private static final String LINE = "-".repeat(60);
    private static final String RED = "\u001B[0;31;49m";
    private static final String YELLOW = "\u001B[0;33;49m";
    private static final String PLAIN = "\u001B[0m";

    private TextReport() {}

    /**
     * The results, file by file, and the totals.
     *
     * @param colour whether failures are red and warnings yellow
     */
    public static String of(Map<String, ScanResult> results, boolean colour) {
        StringBuilder out = new StringBuilder();
        int failures = 0;
        int warnings = 0;
        for (Map.Entry<String, ScanResult> entry : results.entrySet()) {
            out.append(LINE)
                    .append('\n')
                    .append(printable(entry.getKey()))
                    .append('\n')
                    .append(LINE);
            for (Violation violation : entry.getValue().violations()) {
                out.append('\n').append(colour ? coloured(violation) : text(violation));
            }
            out.append("\n");
            failures += entry.getValue().failureCount();
            warnings += entry.getValue().warningCount();
        }
        return out.append("\nFailures count: ")
                .append(Integer.toString(failures))
                .append("\nWarnings count: ")
                .append(Integer.toString(warnings))
                .append('\n')
                .toString();
    }

    private static String coloured(Violation violation) {
        String colour = violation.type() == RuleType.FAIL ? RED : YELLOW;
        return text(violation).lines().map(line -> colour + line + PLAIN).collect(Collectors.joining("\n"));
    }

    private static String text(Violation violation) {
        StringBuilder out = new StringBuilder(LINE)
                .append("\n| ")
                .append(violation.type().name())
                .append(' ')
                .append(violation.id())
                .append("\n|");
        if (!violation.places().isEmpty()) {
            out.append("\n| Resource: ")
                    .append(list(violation.places(), place -> '"' + place.logicalResourceId() + '"'));
            out.append("\n| Line Numbers: ").append(list(violation.places(), place -> Integer.toString(place.line())));
            out.append("\n|");
        }
        return out.append("\n| ").append(printable(violation.message())).toString();
    }

    private static String list(List<Violation.Place> places, Function<Violation.Place, String> text) {
        return places.stream().map(text).map(TextReport::printable).collect(Collectors.joining(", ", "[", "]"));
    }

    /** What a template or a file name says must not move the cursor or turn the direction of what follows. */
    private static String printable(String text) {
        return text.replaceAll("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}]", "?");
    }
}
