package io.jenkins.plugins.cfnattest.cli;

import io.jenkins.plugins.cfnattest.inspect.Rule;
import io.jenkins.plugins.cfnattest.inspect.RuleType;
import io.jenkins.plugins.cfnattest.inspect.rules.Catalogue;
import java.math.BigInteger;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Lists the rules, or shows some of them whole. */
@Command(name = "rules", description = "Lists the rules, or tells all about those that are named.")
final class RulesCommand implements Callable<Integer> {
    private static final Comparator<Rule> BY_NUMBER = Comparator.comparing(Rule::type)
            .thenComparing(rule -> rule.hardens().isPresent())
            .thenComparing(rule -> new BigInteger("0" + rule.id().replaceAll("[^0-9]", "")))
            .thenComparing(Rule::id);

    @Parameters(arity = "0..*", paramLabel = "ID", description = "Rules to tell all about, such as F1.")
    private List<String> ids = List.of();

    @Option(
            names = {"-o", "--output-format"},
            paramLabel = "FORMAT",
            description = "txt (default), csv or json.")
    private Format format = Format.TXT;

    @Option(
            names = "--rules",
            paramLabel = "SET",
            description = "standard (cfn_nag's) or extended (default: also ours that close the ways round them).")
    private RuleOptions.Choice choice = RuleOptions.Choice.EXTENDED;

    @Mixin
    private ColorOption color = new ColorOption();

    /** The shapes of the list. */
    enum Format {
        TXT,
        CSV,
        JSON
    }

    @Override
    public Integer call() throws CliException {
        Console console = color.console();
        List<Rule> rules = (ids.isEmpty() ? choice.rules().rules() : named())
                .stream().sorted(BY_NUMBER).toList();
        switch (format) {
            case TXT -> print(console, rules);
            case CSV -> {
                console.print("Type,ID,Message");
                rules.forEach(rule -> console.print(
                        rule.type() + "," + rule.id() + ",\"" + rule.message().replace("\"", "\"\"") + "\""));
            }
            case JSON ->
                console.print(Json.pretty(
                        Map.of("rules", rules.stream().map(RulesCommand::asJson).toList())));
            default -> throw new IllegalStateException("There is no list of rules as " + format + ".");
        }
        return ExitCode.FINE;
    }

    private List<Rule> named() throws CliException {
        Map<String, Rule> all = Catalogue.all().rules().stream().collect(Collectors.toMap(Rule::id, rule -> rule));
        for (String id : ids) {
            if (!all.containsKey(id.toUpperCase(Locale.ROOT))) {
                throw CliException.usage("There is no rule '" + id + "'. 'cfn-attest rules' lists them all.");
            }
        }
        return ids.stream().map(id -> all.get(id.toUpperCase(Locale.ROOT))).toList();
    }

    private void print(Console console, List<Rule> rules) {
        String heading = "";
        for (Rule rule : rules) {
            if (!ids.isEmpty()) {
                printWhole(console, rule);
                continue;
            }
            if (!heading(rule).equals(heading)) {
                console.print((heading.isEmpty() ? "" : System.lineSeparator())
                        + console.tinted(Console.Tone.STRONG, heading(rule)));
                heading = heading(rule);
            }
            console.print(title(console, rule));
        }
    }

    private static String heading(Rule rule) {
        if (rule.hardens().isPresent()) {
            return "Ours, which close ways round the others (--rules extended)";
        }
        return rule.type() == RuleType.FAIL ? "Failing violations" : "Warnings";
    }

    private static String title(Console console, Rule rule) {
        Console.Tone tone = rule.type() == RuleType.FAIL ? Console.Tone.BAD : Console.Tone.CAUTION;
        return console.tinted(tone, rule.type() + " " + rule.id()) + "  " + rule.message();
    }

    private static void printWhole(Console console, Rule rule) {
        console.print(title(console, rule));
        console.print("  looks for   " + rule.text().looksFor());
        console.print("  why         " + rule.text().rationale());
        console.print("  what to do  " + rule.text().remedy() + ".");
        console.print(
                "  resources   " + (rule.types().isEmpty() ? "all" : String.join(", ", new TreeSet<>(rule.types()))));
        if (!rule.argumentNames().isEmpty()) {
            console.print("  arguments   " + String.join(", ", new TreeSet<>(rule.argumentNames())));
        }
        rule.hardens().ifPresent(hardened -> console.print("  hardens     " + hardened));
        console.print("  name        " + rule.name() + ", version " + Integer.toString(rule.version()));
    }

    private static Map<String, Object> asJson(Rule rule) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("id", rule.id());
        json.put("type", rule.type().name());
        json.put("name", rule.name());
        json.put("version", rule.version());
        json.put("message", rule.message());
        json.put("looksFor", rule.text().looksFor());
        json.put("remedy", rule.text().remedy());
        json.put("rationale", rule.text().rationale());
        json.put("resourceTypes", new TreeSet<>(rule.types()));
        json.put("arguments", new TreeSet<>(rule.argumentNames()));
        rule.hardens().ifPresent(hardened -> json.put("hardens", hardened));
        return json;
    }
}
