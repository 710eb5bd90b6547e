package io.jenkins.plugins.cfnattest.cli;

import io.jenkins.plugins.cfnattest.app.Product;
import io.jenkins.plugins.cfnattest.inspect.FileReport;
import io.jenkins.plugins.cfnattest.inspect.JUnitReport;
import io.jenkins.plugins.cfnattest.inspect.JsonReport;
import io.jenkins.plugins.cfnattest.inspect.RuleSet;
import io.jenkins.plugins.cfnattest.inspect.SarifReport;
import io.jenkins.plugins.cfnattest.inspect.ScanResult;
import io.jenkins.plugins.cfnattest.inspect.TextReport;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The shapes of a scan's result. */
enum ReportFormat {
    TXT,
    COLORTXT,
    JSON,
    SARIF,
    JUNIT;

    /** What a scan found, and what a report must know besides. */
    record Scanned(Map<String, ScanResult> results, RuleSet rules, boolean failOnWarnings) {
        private List<FileReport> files() {
            return results.entrySet().stream()
                    .map(entry -> entry.getValue().report(entry.getKey()))
                    .toList();
        }
    }

    /** The format of this name, in any case. */
    static Optional<ReportFormat> named(String name) {
        return Arrays.stream(values())
                .filter(each -> each.name().equals(name.toUpperCase(Locale.ROOT)))
                .findFirst();
    }

    void write(Writer out, Scanned scanned) throws IOException {
        switch (this) {
            case TXT -> TextReport.write(out, scanned.results(), false);
            case COLORTXT -> TextReport.write(out, scanned.results(), true);
            case JSON -> JsonReport.write(out, scanned.results());
            case SARIF -> SarifReport.write(out, scanned.rules(), Product.version(), Path.of(""), scanned.files());
            case JUNIT -> JUnitReport.write(out, scanned.files(), scanned.failOnWarnings());
        }
    }
}
