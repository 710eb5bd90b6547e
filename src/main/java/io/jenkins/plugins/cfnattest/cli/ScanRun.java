package io.jenkins.plugins.cfnattest.cli;

import io.jenkins.plugins.cfnattest.inspect.Scan;
import io.jenkins.plugins.cfnattest.inspect.ScanResult;
import io.jenkins.plugins.cfnattest.inspect.external.ExternalInspectors;
import io.jenkins.plugins.cfnattest.inspect.external.ExternalReport;
import io.jenkins.plugins.cfnattest.template.Template;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.IntStream;

/** Scans many files on all cores, and keeps of each only what was found. */
final class ScanRun {
    private final Scan scan;
    private final ExternalInspectors external;
    private final InputStream stdin;

    ScanRun(Scan scan, ExternalInspectors external, InputStream stdin) {
        this.scan = scan;
        this.external = external;
        this.stdin = stdin;
    }

    /** The results by name, in the order of the files. */
    Map<String, ScanResult> of(TemplateFiles.Found found, Console.Progress progress) {
        Path[] files = found.files().toArray(Path[]::new);
        ScanResult[] results = new ScanResult[files.length];
        IntStream all = IntStream.range(0, files.length);
        // A pool of threads for one file costs more than the file.
        (files.length > 1 ? all.parallel() : all).forEach(i -> {
            results[i] = scanned(files[i]);
            progress.step();
        });
        Map<String, ScanResult> byName = new LinkedHashMap<>();
        for (int i = 0; i < files.length; i++) {
            byName.put(files[i].toString(), results[i]);
        }
        found.problems().forEach((path, problem) -> byName.put(path.toString(), ScanResult.fatal(problem)));
        return byName;
    }

    /** A file that cannot be read, or on which something breaks, is a finding about that file, so that the others are still scanned. */
    private ScanResult scanned(Path file) {
        try {
            byte[] content = file.equals(TemplateFiles.STDIN)
                    ? fromStdin()
                    : InputFile.read(file, "template", Template.LIMIT).toArray();
            ScanResult result = scan.scan(content);
            for (ExternalReport report : external.inspect(content)) {
                result = result.with(report.violations(), report.suppressed());
            }
            return result;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return ScanResult.fatal("Interrupted before every inspector had answered.");
        } catch (CliException e) {
            return ScanResult.fatal(e.getMessage());
        } catch (RuntimeException | StackOverflowError e) {
            // The message may hold content of the template, so only the kind is told.
            return ScanResult.fatal("Expected an answer about this template, but the scan broke off with "
                    + e.getClass().getSimpleName() + "; that is a defect, report it with the template.");
        }
    }

    private byte[] fromStdin() throws CliException {
        try {
            byte[] content = stdin.readNBytes(Template.LIMIT + 1);
            if (content.length > Template.LIMIT) {
                throw CliException.usage("The template on standard input may have at most " + Template.LIMIT
                        + " bytes, but it is larger.");
            }
            return content;
        } catch (IOException e) {
            throw CliException.usage(
                    "Standard input cannot be read (" + e.getClass().getSimpleName()
                            + "). Name a file, or send the template once more.",
                    e);
        }
    }
}
