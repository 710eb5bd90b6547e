package io.jenkins.plugins.cfnattest.inspect.rules;

import io.jenkins.plugins.cfnattest.inspect.Rule;
import io.jenkins.plugins.cfnattest.inspect.RuleSet;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Every built-in rule, in execution order: by name, as cfn_nag loads its files. */
public final class Catalogue {
    private static final RuleSet ALL = RuleSet.of(Stream.of(
                    SecretRules.ROWS,
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
            .toList());

    private Catalogue() {}

    /** All of them, without arguments. */
    public static RuleSet all() {
        return ALL;
    }
}
