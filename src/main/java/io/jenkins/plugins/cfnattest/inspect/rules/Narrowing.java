package io.jenkins.plugins.cfnattest.inspect.rules;

import io.jenkins.plugins.cfnattest.inspect.Element;
import io.jenkins.plugins.cfnattest.inspect.Node;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Whether a statement's conditions fix who may come although its principal does not. Source: Amazon S3 user guide, what makes a
 * policy public; IAM user guide, condition operators and global condition keys.
 */
final class Narrowing {
    /** Operators that let nobody pass who lacks the key: not those for the absent, the negated and the vacuous. */
    private static final Set<String> OPERATORS =
            Set.of("stringequals", "stringequalsignorecase", "stringlike", "arnequals", "arnlike", "ipaddress", "bool");

    private static final String ANY_VALUE = "foranyvalue:";

    /** Keys whose values are names of somebody: no wildcard may be in them. */
    private static final Set<String> NAMES = Set.of(
            "aws:principalaccount",
            "aws:principalorgid",
            "aws:sourceaccount",
            "aws:sourceorgid",
            "aws:sourceowner",
            "aws:sourcevpc",
            "aws:sourcevpce",
            "aws:vpceaccount",
            "aws:vpceorgid",
            "kms:calleraccount",
            "s3:dataaccesspointaccount");

    /** Keys whose values are ARNs: the account may have no wildcard. */
    private static final Set<String> ARNS =
            Set.of("aws:principalarn", "aws:sourcearn", "s3:dataaccesspointarn", "lambda:sourcefunctionarn");

    /** Keys whose values begin with somebody's id, up to a separator. */
    private static final Set<String> BEGINNINGS =
            Set.of("aws:userid", "aws:principalorgpaths", "aws:sourceorgpaths", "aws:vpceorgpaths");

    /** A variable of the policy language is filled in from the request, so that every request may fit. Names of CloudFormation have two colons. */
    private static final Pattern OF_THE_REQUEST = Pattern.compile("\\$\\{\\s*[A-Za-z0-9-]+:(?!:)");

    private static final Set<String> DOMAINS = Set.of("AWS::Elasticsearch::Domain", "AWS::OpenSearchService::Domain");

    /** Whoever asks a shared provider for a token to AWS gets it for this audience. */
    private static final String AUDIENCE_OF_ALL = "sts.amazonaws.com";

    /** Keys that are about the request, and no claim of a provider. */
    private static final Pattern OF_EVERYBODY = Pattern.compile("^(?i:aws|sts):");

    /** Only what is in a network of the account comes through a mount target. */
    private static final String MOUNT_TARGET = "elasticfilesystem:accessedviamounttarget";

    /** A key of a condition under an operator that counts. */
    private record Key(String name, Node value) {}

    private Narrowing() {}

    /** Whether some condition fixes who may come. A value that is not known is taken for one that does; it leaves the rule undecided. */
    static boolean of(Grant grant) {
        return conditions(grant).anyMatch(key -> fixes(key.name(), key.value()));
    }

    /** Whether it is the policy of a search domain that is reached from a network only. Source: OpenSearch developer guide, VPC support. */
    static boolean inNetwork(Grant grant) {
        Element owner = grant.node().owner();
        return DOMAINS.contains(owner.type())
                && owner.get("VPCOptions").get("SubnetIds").present();
    }

    /** Whether a condition tells those who come from this provider of identities from one another. */
    static boolean identifies(Grant grant, Node provider) {
        boolean ownCluster =
                provider.text().filter(name -> name.contains("/oidc.eks.")).isPresent();
        return conditions(grant)
                .filter(key -> !OF_EVERYBODY.matcher(key.name().strip()).find() || fixes(key.name(), key.value()))
                .anyMatch(key -> allLeaves(
                        key.value(), text -> beginsWithName(text) && (ownCluster || !text.equals(AUDIENCE_OF_ALL))));
    }

    /** {@code repo:mine/*}, but not {@code repo:*}, which is every repository of the provider. */
    private static boolean beginsWithName(String text) {
        String kept = text.substring(0, IamPattern.firstWildcard(text));
        boolean open = kept.length() < text.length();
        return IamPattern.named(open ? kept.replaceFirst("^[A-Za-z_]+:", "") : kept) > 0;
    }

    /** Whether a condition with this value for this key fixes who may come. */
    static boolean fixes(String key, Node value) {
        String name = key.strip().toLowerCase(Locale.ROOT);
        if (NAMES.contains(name)) {
            return allLeaves(value, text -> !new IamPattern(text).open());
        }
        if (ARNS.contains(name)) {
            return allLeaves(value, text -> IamScope.owned(new IamPattern(text)));
        }
        if (BEGINNINGS.contains(name)) {
            return allLeaves(value, Narrowing::beginsWithId);
        }
        if (name.equals("aws:sourceip") || name.equals("aws:vpcsourceip")) {
            return allLeaves(value, Narrowing::isNetwork);
        }
        return name.equals(MOUNT_TARGET) && allLeaves(value, "true"::equalsIgnoreCase);
    }

    private static Stream<Key> conditions(Grant grant) {
        return grant.member("Condition")
                .flatMap(condition ->
                        condition.names().stream().filter(Narrowing::isPositive).map(condition::get))
                .flatMap(operator -> operator.names().stream().map(name -> new Key(name, operator.get(name))));
    }

    /** Whether an operator lets nobody pass who lacks the key. */
    static boolean isPositive(String operator) {
        String name = operator.strip().toLowerCase(Locale.ROOT);
        return OPERATORS.contains(name.startsWith(ANY_VALUE) ? name.substring(ANY_VALUE.length()) : name);
    }

    private static boolean allLeaves(Node value, Predicate<String> fixed) {
        return value.present()
                && Grant.leaves(value).findAny().isPresent()
                && Grant.leaves(value)
                        .allMatch(leaf -> leaf.text()
                                .map(text -> !OF_THE_REQUEST.matcher(text).find() && fixed.test(text))
                                .orElse(true));
    }

    private static boolean beginsWithId(String text) {
        String id = new IamPattern(text).text();
        int end = IamPattern.firstWildcard(id);
        return end == id.length() || id.substring(0, end).matches("[^:/]{4,}[:/].*");
    }

    /** Whether it is an address, or a network that is no large part of all addresses. */
    private static boolean isNetwork(String text) {
        int slash = text.indexOf('/');
        if (slash < 0) {
            return true;
        }
        String prefix = text.substring(slash + 1).strip();
        return prefix.matches("[0-9]{1,3}") && Integer.parseInt(prefix) >= (text.contains(":") ? 16 : 8);
    }
}
