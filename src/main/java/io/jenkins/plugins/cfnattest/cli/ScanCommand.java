package io.jenkins.plugins.cfnattest.cli;

import io.jenkins.plugins.cfnattest.inspect.Evaluation;
import io.jenkins.plugins.cfnattest.inspect.Scan;
import io.jenkins.plugins.cfnattest.inspect.ScanOptions;
import io.jenkins.plugins.cfnattest.inspect.ScanResult;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Answers what cfn_nag_scan answers, under the same options. */
@Command(
        name = "scan",
        description = "Scans templates as cfn_nag_scan does, with the same options and the same JSON. Signs nothing.")
final class ScanCommand implements Callable<Integer> {
    private static final int OPTION_FILE_LIMIT = 1024 * 1024;

    @Parameters(
            arity = "0..*",
            paramLabel = "PATH",
            description = "Templates, folders to search for them, or - for standard input.")
    private List<Path> paths = new ArrayList<>();

    @Option(
            names = {"-i", "--input-path"},
            paramLabel = "PATH",
            description = "A template or folder; the same as PATH.")
    private List<Path> inputPaths = new ArrayList<>();

    @Option(
            names = {"-g", "--template-pattern"},
            paramLabel = "REGEX",
            description =
                    "Which files of a folder are templates (default: by their ending, json, yaml, yml or template, but not intoto.json).",
            defaultValue = TemplateFiles.PATTERN)
    private String pattern;

    @Mixin
    private ReportOptions reports = new ReportOptions();

    @Mixin
    private RuleOptions rules = new RuleOptions();

    @Option(
            names = {"-m", "--parameter-values-path"},
            paramLabel = "FILE",
            description = "JSON with parameter values.")
    private Path parameterValues;

    @Option(names = "--condition-values-path", paramLabel = "FILE", description = "JSON with condition values.")
    private Path conditionValues;

    @Option(
            names = "--evaluation",
            paramLabel = "MODE",
            description =
                    "CFN_NAG (default): as cfn_nag assumes, without defaults, every condition true. EFFECTIVE: what"
                            + " would be deployed with the parameter values. ALL: every branch of it. What cannot be decided is FATAL.")
    private Evaluation evaluation = Evaluation.CFN_NAG;

    @Option(
            names = {"-p", "--print-suppression"},
            description = "Tell on stderr what was suppressed, and why.")
    private boolean printSuppression;

    @Option(
            names = "--allow-suppression",
            negatable = true,
            defaultValue = "true",
            fallbackValue = "true",
            description = "Whether templates may suppress rules in their metadata (they may).")
    private boolean allowSuppression;

    @Option(names = "--ignore-fatal", description = "Leave out templates that cannot be inspected.")
    private boolean ignoreFatal;

    @Mixin
    private Threshold threshold = new Threshold();

    @Option(
            names = {"-q", "--quiet"},
            description = "No progress and no closing line on stderr.")
    private boolean quiet;

    @Mixin
    private RubyOptions ruby = new RubyOptions();

    @Mixin
    private InspectorOptions inspectors = new InspectorOptions();

    @Mixin
    private ColorOption color = new ColorOption();

    @Override
    public Integer call() throws CliException {
        long begin = System.nanoTime();
        Console console = color.console();
        ruby.check(console);
        boolean warningsFail = threshold.warningsFail();
        List<ReportOptions.Report> asked = reports.asked(console);
        Scan scan = new Scan(rules.rules(), rules.filtered(options()));
        TemplateFiles.Found found = TemplateFiles.below(all(paths, inputPaths), pattern);
        Map<String, ScanResult> results = new ScanRun(scan, inspectors.read(console), System.in)
                .of(found, console.progress("scanned", quiet ? 0 : found.files().size()));
        Totals totals = Totals.of(results.values());
        results.forEach((name, result) -> tell(console, name, result));
        if (ignoreFatal) {
            results.replaceAll((name, result) -> result.withoutFatal());
        }
        ReportOptions.write(console, asked, new ReportFormat.Scanned(results, scan.rules(), warningsFail));
        if (!quiet && found.count() != 1) {
            console.say(totals.sentence(System.nanoTime() - begin));
        }
        return results.values().stream().anyMatch(threshold::fails) ? ExitCode.REFUSED : ExitCode.FINE;
    }

    /** The name of a file and the words of a template are made fit for a line: neither is ours. */
    private void tell(Console console, String name, ScanResult result) {
        result.warnings().forEach(line -> console.say(Console.plain(name + ": " + line)));
        if (printSuppression) {
            result.suppressionLines().forEach(line -> console.say(Console.plain(name + ": " + line)));
        }
    }

    private static List<Path> all(List<Path> positional, List<Path> named) throws CliException {
        List<Path> all = new ArrayList<>(named);
        all.addAll(positional);
        if (all.isEmpty()) {
            throw CliException.usage("Name at least one template or folder, such as 'cfn-attest scan docs/examples'.");
        }
        return all;
    }

    private ScanOptions options() throws CliException {
        ScanOptions options = allowSuppression
                ? ScanOptions.standard()
                : ScanOptions.standard().withoutSuppression();
        options = options.withEvaluation(evaluation);
        if (parameterValues != null) {
            options = options.withParameterValues(text(parameterValues, "file of parameter values"));
        }
        if (conditionValues != null) {
            options = options.withConditionValues(text(conditionValues, "file of condition values"));
        }
        return options;
    }

    private static String text(Path file, String what) throws CliException {
        return InputFile.text(file, what, OPTION_FILE_LIMIT);
    }
}
