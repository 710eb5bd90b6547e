package io.jenkins.plugins.cfnattest.inspect.rules;

import io.jenkins.plugins.cfnattest.inspect.Rule;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The pages about the rules, made from the catalogue and the fixtures. */
final class RulePages {
    static final String RENEW = "mvn -q test -Dtest=RulePagesTest -Dcfnattest.write-docs=true";
    private static final String NOTICE =
            "<!-- Made from the rules and their fixtures; do not edit. Renew with: " + RENEW + " -->\n\n";

    private RulePages() {}

    /** The text of each page by its path, such as {@code docs/rules/secrets.md}. */
    static Map<String, String> all() {
        Map<String, String> pages = new LinkedHashMap<>();
        pages.put("docs/rules.md", RuleOverview.page(NOTICE));
        Catalogue.groups().forEach(group -> pages.put(group.page(), page(group)));
        return pages;
    }

    private static String page(RuleGroup group) {
        StringBuilder page = new StringBuilder(NOTICE)
                .append("# ")
                .append(group.title())
                .append("\n\n")
                .append(group.introduction())
                .append(
                        "\n\nHow rules work, and all of them: [rules](../rules.md).\n\n| rule | type | what it finds |\n| --- | --- | --- |\n");
        for (Rule rule : group.rules()) {
            page.append("| ")
                    .append(link(rule))
                    .append(" | ")
                    .append(rule.type())
                    .append(" | ");
            page.append(Markdown.cell(rule.text().problem())).append(" |\n");
        }
        group.rules().forEach(rule -> page.append(section(rule)));
        return page.toString();
    }

    private static String section(Rule rule) {
        Fixture fixture = Fixture.of(rule).orElseThrow();
        String problem = Markdown.prose(rule.text().problem());
        StringBuilder text = new StringBuilder("\n## " + rule.id() + "\n\n**" + problem + ".**\n\n");
        facts(rule).forEach(fact -> text.append("- ").append(fact).append('\n'));
        text.append("\n**What it looks for.** ")
                .append(Markdown.prose(rule.text().looksFor()));
        text.append("\n\n**Why.** ").append(Markdown.prose(rule.text().rationale()));
        text.append("\n\n**How to fix.** ").append(Markdown.sentence(rule.text().remedy()));
        text.append("\n\nFails, where marked:\n\n").append(yaml(Example.failing(rule, fixture)));
        text.append("\nPasses:\n\n").append(yaml(Example.passing(rule, fixture)));
        return text.toString();
    }

    private static List<String> facts(Rule rule) {
        List<String> facts = new ArrayList<>();
        facts.add(rule.type() + ", version " + rule.version() + ", named `" + rule.name() + "`"
                + (rule.hardens().isEmpty() ? " as in cfn_nag" : ""));
        facts.add("Reports on "
                + (rule.types().isEmpty()
                        ? "resources of any type"
                        : new TreeSet<>(rule.types())
                                .stream().map(type -> "`" + type + "`").collect(Collectors.joining(", "))));
        rule.hardens().ifPresent(id -> facts.add("Hardens [" + id + "](#" + Catalogue.anchor(id) + ")"));
        String twins = twins(rule).stream().map(RulePages::link).collect(Collectors.joining(", "));
        if (!twins.isEmpty()) {
            facts.add("Hardened by " + twins);
        }
        if (!rule.argumentNames().isEmpty()) {
            facts.add("Takes `" + String.join("`, `", new TreeSet<>(rule.argumentNames())) + "`");
        }
        return facts;
    }

    private static List<Rule> twins(Rule rule) {
        return Catalogue.all().rules().stream()
                .filter(other -> other.hardens().filter(rule.id()::equals).isPresent())
                .toList();
    }

    private static String link(Rule rule) {
        return "[" + rule.id() + "](#" + Catalogue.anchor(rule.id()) + ")";
    }

    private static String yaml(Example example) {
        return "```yaml\n" + example.text() + "```\n";
    }

    /** By kind of id, then by number. */
    static Comparator<Rule> byNumber() {
        return Comparator.<Rule, String>comparing(rule -> rule.id().replaceAll("[0-9]", ""))
                .thenComparing(rule -> Integer.parseInt(rule.id().replaceAll("[A-Z]", "")));
    }
}
