package io.jenkins.plugins.cfnattest.inspect.rules;

import io.jenkins.plugins.cfnattest.inspect.Rule;
import io.jenkins.plugins.cfnattest.inspect.RuleSet;
import java.util.Comparator;
import java.util.List;
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

    private Catalogue() {}

    /** The rules of cfn_nag in execution order: by name, as it loads its files. */
    public static RuleSet cfnNag() {
        return STANDARD;
    }

    /** The rules of cfn_nag, then the hardened ones that close the ways round them. */
    public static RuleSet all() {
        return ALL;
    }
}
