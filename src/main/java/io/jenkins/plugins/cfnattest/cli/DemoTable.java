package io.jenkins.plugins.cfnattest.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The table of the demonstration: one row a template, one line a reason. */
final class DemoTable {
    private static final Row HEAD = new Row("TEMPLATE", "VERDICT", "SIGNED BY", "GATE", List.of("REASONS"));
    private static final int REASON_WIDTH = 88;
    private static final Map<String, Console.Tone> TONES = Map.of(
            "PASS", Console.Tone.GOOD,
            "WARN", Console.Tone.CAUTION,
            "FAIL", Console.Tone.BAD,
            "ALLOWED", Console.Tone.GOOD,
            "REFUSED", Console.Tone.BAD);

    private final Console console;

    DemoTable(Console console) {
        this.console = console;
    }

    /** One template and what became of it. */
    record Row(String template, String verdict, String signedBy, String answer, List<String> reasons) {
        List<String> cells() {
            return List.of(template, verdict, signedBy, answer);
        }
    }

    void print(List<Row> rows) {
        List<Row> all = new ArrayList<>(List.of(HEAD));
        all.addAll(rows);
        int columns = HEAD.cells().size();
        int[] widths = new int[columns];
        for (Row row : all) {
            for (int column = 0; column < columns; column++) {
                widths[column] =
                        Math.max(widths[column], row.cells().get(column).length());
            }
        }
        int indent = columns * 2;
        for (int width : widths) {
            indent += width;
        }
        for (Row row : all) {
            List<String> lines = new ArrayList<>();
            row.reasons().forEach(reason -> lines.addAll(wrapped(reason)));
            StringBuilder first = new StringBuilder();
            for (int column = 0; column < columns; column++) {
                String cell = row.cells().get(column);
                first.append(TONES.containsKey(cell) ? console.tinted(TONES.get(cell), cell) : cell);
                first.append(" ".repeat(widths[column] - cell.length() + 2));
            }
            console.print((first + lines.get(0)).stripTrailing());
            for (String line : lines.subList(1, lines.size())) {
                console.print(" ".repeat(indent) + line);
            }
        }
    }

    /** Breaks a long reason between words. */
    private static List<String> wrapped(String reason) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        for (String word : reason.split(" ")) {
            if (!line.isEmpty() && line.length() + 1 + word.length() > REASON_WIDTH) {
                lines.add(line.toString());
                line.setLength(0);
                line.append("  ");
            } else if (!line.isEmpty()) {
                line.append(' ');
            }
            line.append(word);
        }
        lines.add(line.toString());
        return lines;
    }
}
