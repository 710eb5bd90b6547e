package io.jenkins.plugins.cfnattest.inspect.rules;

import io.jenkins.plugins.cfnattest.inspect.Rule;
import java.util.List;
import java.util.Locale;

/** The page that begins with how rules work, and ends with all of them. */
final class RuleOverview {
    private static final String TEXT = """
            # Rules

            A rule looks at one thing in a template, and reports the resources in which it is wrong. `FAIL` makes an inspection fail, `WARN` is worth a look. `F` and `W` rules are those of cfn_nag, with its ids and
            its answers; `CA` rules are our own. `scan` applies the former unless `--rules extended` asks for all, `attest` applies all.

            - **Versions.** An id means the same for ever. When a rule's answers change, its version counts up. The rules and versions that were applied are part of every attestation.
            - **Two ways to look.** `scan` answers as cfn_nag does: it sees parameters only when their values are given, and a reference without known value is a value like any other. `attest` looks at what will be
              deployed: parameters with their defaults, conditions and mappings evaluated, `AWS::NoValue` removed. Where a rule then needs a value that nobody knows, it is listed as not evaluated, and the verdict is
              `INCOMPLETE`. Where the pages say *in a scan*, they mean the first way only.
            - **Hardened rules.** cfn_nag's answers stay as they are, also where one can walk around a rule. A rule `CA` closes the ways around the rule that it hardens, and stands on the same page, after it.
            - **Suppressing a rule in the template.** A resource is left out of a rule that its metadata name, with a reason. `scan --no-allow-suppression` takes no notice of it. An attestation lists what was suppressed.
              [W1](rules/secrets.md#w1) cannot be suppressed.

              ```yaml
              Resources:
                Website:
                  Type: AWS::S3::Bucket
                  Metadata:
                    cfn_nag:
                      rules_to_suppress:
                        - id: W31
                          reason: this is the public website
              ```

            - **Profile.** A text file with the ids of the rules to apply, each at the beginning of a line: `scan --profile-path FILE`.
            - **Deny list.** A YAML file with rules that are not applied; it wins over a profile: `scan --deny-list-path FILE`.

              ```yaml
              RulesToSuppress:
                - id: W28
                  reason: our names are agreed on
              ```

            - **Arguments.** `scan --rule-arguments spcm_threshold:40` sets an argument of a rule, here of [W76](rules/policy-exclusions.md#w76), the only one that takes any.

            `cfn-attest rules` lists the rules, `cfn-attest scan --help` all options. These pages are made from the rules themselves: each example is a part of the template that tests the rule.

            """;

    private RuleOverview() {}

    static String page(String notice) {
        StringBuilder page = new StringBuilder(notice).append(TEXT).append("## By topic\n\n");
        for (RuleGroup group : Catalogue.groups()) {
            page.append("- [").append(group.title()).append("](").append(within(group.page()));
            page.append("): ").append(group.rules().size()).append(" rules\n");
        }
        page.append("\n## By id\n\n| rule | type | what it finds | topic |\n| --- | --- | --- | --- |\n");
        rows().forEach(page::append);
        return page.toString();
    }

    private static List<String> rows() {
        return Catalogue.all().rules().stream()
                .sorted(RulePages.byNumber())
                .map(RuleOverview::row)
                .toList();
    }

    private static String row(Rule rule) {
        RuleGroup group = Catalogue.groups().stream()
                .filter(one -> one.rules().contains(rule))
                .findFirst()
                .orElseThrow();
        // The anchor is what SARIF's helpUri names: it stays when a rule moves to another page.
        return "| <a id=\"" + rule.id().toLowerCase(Locale.ROOT) + "\"></a>[" + rule.id() + "]("
                + within(Catalogue.page(rule).orElseThrow()) + ") | " + rule.type() + " | "
                + Markdown.cell(rule.text().problem()) + " | [" + group.title() + "]("
                + within(group.page()) + ") |\n";
    }

    /** The same link as seen from {@code docs}. */
    private static String within(String page) {
        return page.substring("docs/".length());
    }
}
