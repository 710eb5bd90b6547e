package io.jenkins.plugins.cfnattest.inspect.rules;

import io.jenkins.plugins.cfnattest.inspect.Rule;
import io.jenkins.plugins.cfnattest.inspect.RuleSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The built-in rules. */
public final class Catalogue {
    private static final List<Rule> CFN_NAG = Stream.of(
                    SecretRules.ROWS,
                    EncryptedPropertyRules.ROWS,
                    PropertyRules.ROWS,
                    PolicyDocumentRules.ROWS,
                    IamRules.ROWS,
                    SecurityGroupRules.ROWS,
                    NetworkAclRules.ROWS,
                    ApiGatewayRules.ROWS,
                    EncryptionRules.ROWS,
                    LinkRules.ROWS,
                    List.<Rule>of(PolicyComplexity.standard()))
            .flatMap(List::stream)
            .sorted(Comparator.comparing(Rule::name))
            .toList();
    private static final List<Rule> HARDENED = Stream.<List<Rule>>of(
                    HardenedPolicyRules.ROWS,
                    HardenedIamRules.ROWS,
                    HardenedNetworkRules.ROWS,
                    HardenedSecretRules.ROWS,
                    HardenedPropertyRules.ROWS,
                    HardenedEndpointRules.ROWS)
            .flatMap(List::stream)
            .sorted(Comparator.comparingInt(rule -> Integer.parseInt(rule.id().substring("CA".length()))))
            .toList();
    private static final RuleSet STANDARD = RuleSet.of(CFN_NAG);
    private static final RuleSet ALL =
            RuleSet.of(Stream.of(CFN_NAG, HARDENED).flatMap(List::stream).toList());
    private static final List<RuleGroup> GROUPS = RuleGroups.of(ALL.rules());
    private static final Map<String, String> PAGES = pages();

    private Catalogue() {}

    /** The rules of cfn_nag in execution order: by name, as it loads its files. */
    public static RuleSet cfnNag() {
        return STANDARD;
    }

    /** The rules of cfn_nag, then the hardened ones that close the ways round them. */
    public static RuleSet all() {
        return ALL;
    }

    /** All rules by topic; each rule is in exactly one group. */
    public static List<RuleGroup> groups() {
        return List.copyOf(GROUPS);
    }

    /**
     * Where a rule is explained, relative to the project's root, such as {@code docs/rules/secrets.md#f41}.
     *
     * @param rule a rule of the catalogue, also with an argument set; empty for any other
     */
    public static Optional<String> page(Rule rule) {
        return Optional.ofNullable(PAGES.get(rule.id()));
    }

    /** The anchor of a rule on its page: where a heading that is only the id leads. */
    static String anchor(String id) {
        return id.toLowerCase(Locale.ROOT);
    }

    private static Map<String, String> pages() {
        Map<String, String> pages = new HashMap<>();
        GROUPS.forEach(group ->
                group.rules().forEach(rule -> pages.put(rule.id(), group.page() + "#" + anchor(rule.id()))));
        return pages;
    }
}
