package io.jenkins.plugins.cfnattest;

import io.jenkins.plugins.cfnattest.inspect.Evaluation;
import io.jenkins.plugins.cfnattest.inspect.FileReport;
import io.jenkins.plugins.cfnattest.inspect.Inspector;
import io.jenkins.plugins.cfnattest.inspect.JUnitReport;
import io.jenkins.plugins.cfnattest.inspect.JsonReport;
import io.jenkins.plugins.cfnattest.inspect.SarifReport;
import io.jenkins.plugins.cfnattest.inspect.Scan;
import io.jenkins.plugins.cfnattest.inspect.ScanOptions;
import io.jenkins.plugins.cfnattest.inspect.ScanResult;
import io.jenkins.plugins.cfnattest.inspect.TextReport;
import io.jenkins.plugins.cfnattest.inspect.Violation;
import io.jenkins.plugins.cfnattest.inspect.rules.Catalogue;
import io.jenkins.plugins.cfnattest.template.EffectiveParameters;
import io.jenkins.plugins.cfnattest.template.Template;
import io.jenkins.plugins.cfnattest.template.TemplateException;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What holds for every input of up to a mebibyte: reading it gives a template or a {@link TemplateException}, scanning and
 * inspecting give a result, no rule fails, and a message is one line. Jazzer makes the inputs and watches time and memory.
 */
public final class TemplateFuzzer {
    private static final Scan SCAN = new Scan(Catalogue.all(), ScanOptions.standard());
    private static final Scan WITH_VALUES =
            new Scan(Catalogue.all(), ScanOptions.standard().withParameterValues("{\"Parameters\": {}}"));
    private static final List<Scan> EVALUATED = Stream.of(Evaluation.EFFECTIVE, Evaluation.ALL)
            .map(mode -> new Scan(Catalogue.all(), ScanOptions.standard().withEvaluation(mode)))
            .toList();
    private static final Inspector INSPECTOR = new Inspector(Catalogue.all());

    private TemplateFuzzer() {}

    /** Called by Jazzer first: what is loaded once is not the first input's time. */
    public static void fuzzerInitialize() throws IOException {
        fuzzerTestOneInput(new byte[0]);
    }

    /** Called by Jazzer. */
    public static void fuzzerTestOneInput(byte[] content) throws IOException {
        for (Scan scan : List.of(SCAN, WITH_VALUES)) {
            ScanResult result = scan.scan(content);
            check(result.violations());
            JsonReport.write(Writer.nullWriter(), Map.of("template", result));
            TextReport.write(Writer.nullWriter(), Map.of("template", result), true);
            List<FileReport> files = List.of(result.report("template"));
            SarifReport.write(Writer.nullWriter(), scan.rules(), "0", Path.of(""), files);
            JUnitReport.write(Writer.nullWriter(), files, true);
        }
        for (Scan scan : EVALUATED) {
            check(scan.scan(content).violations());
        }
        try {
            Template template = Template.parse(content);
            EffectiveParameters parameters = EffectiveParameters.of(template, Map.of(), Set.of(), Map.of());
            for (Evaluation mode : List.of(Evaluation.EFFECTIVE, Evaluation.ALL)) {
                check(INSPECTOR.inspect(template, parameters, mode).violations());
            }
        } catch (TemplateException e) {
            checkLine(e.getMessage());
        }
    }

    private static void check(List<Violation> violations) {
        for (Violation violation : violations) {
            checkLine(violation.message());
            if (violation.message().contains("but it failed with")) {
                throw new IllegalStateException("A rule failed: " + violation.message());
            }
        }
    }

    private static void checkLine(String message) {
        if (message.isBlank() || message.lines().count() != 1) {
            throw new IllegalStateException("Expected a message of one line, but found: " + message);
        }
    }
}
