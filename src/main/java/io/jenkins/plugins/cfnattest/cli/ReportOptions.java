package io.jenkins.plugins.cfnattest.cli;

import io.jenkins.plugins.cfnattest.app.OutputFile;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** Which reports a scan writes, and where. */
final class ReportOptions {
    @Option(
            names = {"-o", "--output-format"},
            paramLabel = "FORMAT[=FILE]",
            converter = ReportConverter.class,
            description = "txt, colortxt (default on a terminal), json (default elsewhere), sarif or junit;"
                    + " with =FILE into that file. May be repeated.")
    private List<Report> reports = new ArrayList<>();

    @Option(
            names = "--output-file",
            paramLabel = "FILE",
            description = "Where the report goes in place of standard output; written whole or not at all.")
    private Path file;

    /** One report; without a file it goes to standard output. */
    record Report(ReportFormat format, Path file) {}

    /** Reads {@code FORMAT} or {@code FORMAT=FILE}. */
    static final class ReportConverter implements ITypeConverter<Report> {
        @Override
        public Report convert(String word) {
            int sign = word.indexOf('=');
            String name = sign < 0 ? word : word.substring(0, sign);
            Optional<ReportFormat> format = ReportFormat.named(name);
            if (format.isEmpty()) {
                throw new TypeConversionException(
                        "expected txt, colortxt, json, sarif or junit, but found '" + name + "'");
            }
            if (sign == word.length() - 1) {
                throw new TypeConversionException("expected a file after '" + word + "'");
            }
            return new Report(format.get(), sign < 0 ? null : Words.path(word.substring(sign + 1)));
        }
    }

    /** What is asked for, before work begins: at most one report goes to standard output, and none over another. */
    List<Report> asked(Console console) throws CliException {
        List<Report> asked = new ArrayList<>(reports);
        if (asked.stream().noneMatch(report -> report.file() == null) && (asked.isEmpty() || file != null)) {
            asked.add(new Report(file == null && console.colours() ? ReportFormat.COLORTXT : ReportFormat.JSON, null));
        }
        asked.replaceAll(report -> report.file() == null ? new Report(report.format(), file) : report);
        Set<String> places = new HashSet<>();
        for (Report report : asked) {
            String place = report.file() == null
                    ? "standard output"
                    : "'" + report.file().toAbsolutePath().normalize() + "'";
            if (!places.add(place)) {
                throw CliException.usage("Each report needs a place of its own, but two go to " + place
                        + ". Name a file for each, such as '--output-format sarif=findings.sarif'.");
            }
        }
        return asked;
    }

    static void write(Console console, List<Report> reports, ReportFormat.Scanned scanned) throws CliException {
        for (Report report : reports) {
            try {
                if (report.file() == null) {
                    console.print(out -> report.format().write(out, scanned));
                } else {
                    OutputFile.write(report.file(), out -> {
                        Writer writer = new OutputStreamWriter(out, StandardCharsets.UTF_8);
                        report.format().write(writer, scanned);
                        writer.flush();
                    });
                }
            } catch (IOException e) {
                throw CliException.usage(e);
            }
        }
    }
}
