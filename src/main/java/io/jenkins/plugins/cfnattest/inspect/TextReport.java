package io.jenkins.plugins.cfnattest.inspect;

import java.io.IOException;
import java.io.Writer;
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
     * Writes the results, file by file, and the totals.
     *
     * @param colour whether failures are red and warnings yellow
     */
    public static void write(Writer out, Map<String, ScanResult> results, boolean colour) throws IOException {
        int failures = 0;
        int warnings = 0;
        for (Map.Entry<String, ScanResult> entry : results.entrySet()) {
            out.write(LINE + "\n" + printable(entry.getKey()) + "\n" + LINE);
            for (Violation violation : entry.getValue().violations()) {
                out.write('\n');
                out.write(colour ? coloured(violation) : text(violation));
            }
            out.write('\n');
            failures += entry.getValue().failureCount();
            warnings += entry.getValue().warningCount();
        }
        out.write("\nFailures count: " + Integer.toString(failures) + "\nWarnings count: " + Integer.toString(warnings)
                + "\n");
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
            // An external inspector may know the line alone.
            if (violation.places().stream()
                    .anyMatch(place -> !place.logicalResourceId().isEmpty())) {
                out.append("\n| Resource: ")
                        .append(list(violation.places(), place -> '"' + place.logicalResourceId() + '"'));
            }
            out.append("\n| Line Numbers: ").append(list(violation.places(), place -> Integer.toString(place.line())));
            out.append("\n|");
        }
        violation.sentences().forEach(sentence -> out.append("\n| ").append(printable(sentence)));
        return out.toString();
    }

    private static String list(List<Violation.Place> places, Function<Violation.Place, String> text) {
        return places.stream().map(text).map(TextReport::printable).collect(Collectors.joining(", ", "[", "]"));
    }

    /** What a template or a file name says must not move the cursor or turn the direction of what follows. */
    private static String printable(String text) {
        return text.replaceAll("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}]", "?");
    }
}
