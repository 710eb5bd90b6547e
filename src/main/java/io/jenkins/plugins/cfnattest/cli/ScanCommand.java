package io.jenkins.plugins.cfnattest.cli;

import io.jenkins.plugins.cfnattest.inspect.Evaluation;
import io.jenkins.plugins.cfnattest.inspect.JsonReport;
import io.jenkins.plugins.cfnattest.inspect.RuleSet;
import io.jenkins.plugins.cfnattest.inspect.RuleSetException;
import io.jenkins.plugins.cfnattest.inspect.Scan;
import io.jenkins.plugins.cfnattest.inspect.ScanOptions;
import io.jenkins.plugins.cfnattest.inspect.ScanResult;
import io.jenkins.plugins.cfnattest.inspect.TextReport;
import io.jenkins.plugins.cfnattest.inspect.Violation;
import io.jenkins.plugins.cfnattest.inspect.external.ExternalInspectors;
import io.jenkins.plugins.cfnattest.inspect.external.ExternalReport;
import io.jenkins.plugins.cfnattest.inspect.rules.Catalogue;
import io.jenkins.plugins.cfnattest.template.Template;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
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

    @Parameters(arity = "0..*", paramLabel = "PATH", description = "Templates, or folders to search for them.")
    private List<Path> paths = new ArrayList<>();

    @Option(
            names = {"-i", "--input-path"},
            paramLabel = "PATH",
            description = "A template or folder; the same as PATH.")
    private List<Path> inputPaths = new ArrayList<>();

    @Option(
            names = {"-g", "--template-pattern"},
            paramLabel = "REGEX",
            description = "Which files of a folder are templates (default: ${DEFAULT-VALUE}).",
            defaultValue = TemplateFiles.PATTERN)
    private String pattern;

    @Option(
            names = {"-o", "--output-format"},
            paramLabel = "FORMAT",
            description = "txt, colortxt (default on a terminal) or json (default elsewhere).")
    private Format format;

    @Option(
            names = {"-r", "--profile-path"},
            paramLabel = "FILE",
            description = "Profile: the rules to apply.")
    private Path profile;

    @Option(
            names = {"-b", "--deny-list-path"},
            paramLabel = "FILE",
            description = "Deny list: rules not to apply.")
    private Path denyList;

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
            description = "CFN_NAG (default), or EFFECTIVE or ALL to scan what would be deployed, where a rule that"
                    + " cannot be decided counts as a failure.")
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

    @Option(
            names = {"-f", "--fail-on-warnings"},
            description = "Exit with 1 on warnings too.")
    private boolean failOnWarnings;

    @Option(names = "--rule-arguments", paramLabel = "NAME:VALUE", split = ",", description = "Arguments of rules.")
    private List<String> ruleArguments = new ArrayList<>();

    @Mixin
    private InspectorOptions inspectors = new InspectorOptions();

    @Mixin
    private ColorOption color = new ColorOption();

    /** The shapes of a scan's result. */
    enum Format {
        TXT,
        COLORTXT,
        JSON
    }

    @Override
    public Integer call() throws CliException {
        Console console = color.console();
        List<Path> files = TemplateFiles.below(all(paths, inputPaths), pattern);
        Scan scan = new Scan(rules(), options());
        ExternalInspectors external = inspectors.read(console);
        Console.Progress progress = console.progress("scanned", files.size());
        ScanResult[] results = new ScanResult[files.size()];
        IntStream.range(0, files.size()).parallel().forEach(i -> {
            results[i] = scanned(scan, external, files.get(i));
            progress.step();
        });
        Map<String, ScanResult> report = new LinkedHashMap<>();
        for (int i = 0; i < results.length; i++) {
            results[i].warnings().forEach(console::say);
            if (printSuppression) {
                results[i].suppressionLines().forEach(console::say);
            }
            report.put(files.get(i).toString(), ignoreFatal ? results[i].withoutFatal() : results[i]);
        }
        console.print(text(report, format(console)).stripTrailing());
        return report.values().stream().anyMatch(this::fails) ? ExitCode.REFUSED : ExitCode.FINE;
    }

    private static String text(Map<String, ScanResult> report, Format format) {
        return switch (format) {
            case JSON -> JsonReport.of(report);
            case TXT -> TextReport.of(report, false);
            case COLORTXT -> TextReport.of(report, true);
        };
    }

    private boolean fails(ScanResult result) {
        return result.failureCount() > 0 || failOnWarnings && result.warningCount() > 0;
    }

    private Format format(Console console) {
        if (format != null) {
            return format;
        }
        return console.colours() ? Format.COLORTXT : Format.JSON;
    }

    /** A file that cannot be read is a finding about that file, so that the others are still scanned. */
    private static ScanResult scanned(Scan scan, ExternalInspectors external, Path file) {
        try {
            byte[] content = InputFile.read(file, "template", Template.LIMIT).toArray();
            ScanResult result = scan.scan(content);
            for (ExternalReport report : external.inspect(content)) {
                result = result.with(report.violations(), report.suppressed());
            }
            return result;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new ScanResult(
                    List.of(Violation.fatal("Interrupted before every inspector had answered.")), List.of(), List.of());
        } catch (CliException e) {
            return new ScanResult(List.of(Violation.fatal(e.getMessage())), List.of(), List.of());
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
            options = options.withParameterValues(text(parameterValues, "parameter values"));
        }
        if (conditionValues != null) {
            options = options.withConditionValues(text(conditionValues, "condition values"));
        }
        if (profile != null) {
            options = options.withProfile(text(profile, "profile"));
        }
        if (denyList != null) {
            options = options.withDenyList(text(denyList, "deny list"));
        }
        return options;
    }

    private static String text(Path file, String what) throws CliException {
        return InputFile.text(file, what, OPTION_FILE_LIMIT);
    }

    private RuleSet rules() throws CliException {
        RuleSet rules = Catalogue.cfnNag();
        for (String argument : ruleArguments) {
            int colon = argument.indexOf(':');
            if (colon < 1) {
                throw CliException.usage("--rule-arguments takes NAME:VALUE, but is '" + argument + "'.");
            }
            try {
                rules = rules.argument(argument.substring(0, colon), argument.substring(colon + 1));
            } catch (RuleSetException e) {
                throw CliException.usage(e);
            }
        }
        return rules;
    }
}
