package io.jenkins.plugins.cfnattest.inspect.rules;

import io.jenkins.plugins.cfnattest.inspect.Finding;
import io.jenkins.plugins.cfnattest.inspect.Rule;
import io.jenkins.plugins.cfnattest.inspect.RuleSetException;
import io.jenkins.plugins.cfnattest.inspect.RuleText;
import io.jenkins.plugins.cfnattest.inspect.RuleType;
import io.jenkins.plugins.cfnattest.inspect.View;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The metric of {@link PolicyComplexity} for the policies that W76 does not weigh. It takes the same argument.
 *
 * @param weighed the rule with the metric
 */
record HardenedComplexity(PolicyComplexity weighed) implements Rule {
    static Rule standard() {
        return new HardenedComplexity(PolicyComplexity.standard());
    }

    private Bypass bypasses() {
        return Bypass.documents(
                List.of(weighed),
                PolicySource.all(PolicySource.PERMISSIONS, PolicySource.SERVERLESS),
                document -> document.json().filter(weighed::isComplex).isPresent());
    }

    @Override
    public String id() {
        return "CA18";
    }

    @Override
    public RuleType type() {
        return RuleType.WARN;
    }

    @Override
    public String name() {
        return "HardenedPolicyComplexityRule";
    }

    @Override
    public Optional<String> hardens() {
        return Optional.of(weighed.id());
    }

    @Override
    public RuleText text() {
        return new RuleText(
                "Reports policies of identities (AWS::IAM::*, AWS::SSO::PermissionSet, AWS::Serverless::*) that weigh "
                        + Integer.toString(weighed.threshold())
                        + " or more, counted as for W76 and with its argument, also managed ones, texts of JSON, and inline"
                        + " policies without a name or with the name of another. Silent where W76 reports.",
                "A policy that W76 does not weigh is too complex to be sure of what it allows",
                "split its statements by purpose",
                "Rights that nobody understands are rights that nobody checks.");
    }

    @Override
    public int version() {
        return 1;
    }

    @Override
    public Set<String> types() {
        return Bypass.types(bypasses());
    }

    @Override
    public Set<String> argumentNames() {
        return weighed.argumentNames();
    }

    @Override
    public Rule withArgument(String argument, String value) throws RuleSetException {
        return new HardenedComplexity(weighed.withArgument(argument, value));
    }

    @Override
    public List<Finding> check(View view) {
        return Bypass.logic(bypasses()).check(view);
    }
}
