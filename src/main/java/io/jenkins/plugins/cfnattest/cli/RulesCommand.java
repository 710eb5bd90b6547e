package io.jenkins.plugins.cfnattest.cli;

import io.jenkins.plugins.cfnattest.inspect.Rule;
import io.jenkins.plugins.cfnattest.inspect.RuleType;
import io.jenkins.plugins.cfnattest.inspect.rules.Catalogue;
import java.math.BigInteger;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Lists the rules. */
@Command(name = "rules", description = "Lists the rules: what each looks for, and why.")
final class RulesCommand implements Callable<Integer> {
    private static final Comparator<Rule> BY_NUMBER = Comparator.comparing(Rule::type)
            .thenComparing(rule -> rule.hardens().isPresent())
            .thenComparing(rule -> new BigInteger("0" + rule.id().replaceAll("[^0-9]", "")))
            .thenComparing(Rule::id);

    @Option(
            names = {"-o", "--output-format"},
            paramLabel = "FORMAT",
            description = "txt (default), csv or json.")
    private Format format = Format.TXT;

    @Mixin
    private ColorOption color = new ColorOption();

    /** The shapes of the list. */
    enum Format {
        TXT,
        CSV,
        JSON
    }

    @Override
    public Integer call() {
        Console console = color.console();
        List<Rule> rules = Catalogue.all().rules().stream().sorted(BY_NUMBER).toList();
        switch (format) {
            case TXT -> rules.forEach(rule -> print(console, rule));
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

    private static void print(Console console, Rule rule) {
        Console.Tone tone = rule.type() == RuleType.FAIL ? Console.Tone.BAD : Console.Tone.CAUTION;
        console.print(console.tinted(tone, rule.type() + " " + rule.id()) + "  " + rule.message());
        console.print("  " + console.tinted(Console.Tone.QUIET, rule.text().rationale()));
        console.print("  " + console.tinted(Console.Tone.QUIET, "Looks at " + lookedAt(rule) + "."));
    }

    private static String lookedAt(Rule rule) {
        return rule.types().isEmpty() ? "all resources" : String.join(", ", new TreeSet<>(rule.types()));
    }

    private static Map<String, Object> asJson(Rule rule) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("id", rule.id());
        json.put("type", rule.type().name());
        json.put("name", rule.name());
        json.put("version", rule.version());
        json.put("message", rule.message());
        json.put("rationale", rule.text().rationale());
        json.put("resourceTypes", new TreeSet<>(rule.types()));
        return json;
    }
}
