package io.jenkins.plugins.cfnattest.inspect.rules;

import io.jenkins.plugins.cfnattest.inspect.Node;
import io.jenkins.plugins.cfnattest.inspect.Rule;
import io.jenkins.plugins.cfnattest.inspect.RuleText;
import io.jenkins.plugins.cfnattest.inspect.RuleType;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * The ways round the rules about policy documents: other spellings of a wildcard, other owners of a document, documents that
 * cfn_nag does not read. What counts as a document and as an allowing statement is said in {@link Grant}.
 */
final class HardenedPolicyRules {
    private static final String ACTION_PATTERNS =
            " an action pattern without service or with a wildcard in it, or whose name begins with a wildcard and has at most"
                    + " two letters (s3:?*, s3:*t*), or five that begin with a letter each (s3:G*)";
    private static final String LIST_ACTIONS = "list the actions that are needed in Action";
    private static final String NOT_ASKED = "A right that nobody asked for is a right that an intruder uses.";
    private static final String IDENTITIES =
            "Reports policies of identities (AWS::IAM::*, AWS::SSO::PermissionSet, AWS::Serverless::*) that allow";
    private static final String SHARED = "Reports policies of any resource that has one";

    private static final List<PolicySource> PERMISSIONS =
            PolicySource.all(PolicySource.PERMISSIONS, PolicySource.SERVERLESS);
    private static final List<PolicySource> RESOURCES = PolicySource.all(
            PolicySource.BUCKETS, PolicySource.QUEUES, PolicySource.TOPICS, PolicySource.KEYS, PolicySource.OTHERS);

    private static final Function<List<Grant>, Optional<Node>> EVERY_ACTION =
            grants -> Grant.first(Grant.actions(grants), IamScope::everyAction);
    private static final Function<List<Grant>, Optional<Node>> EVERY_RESOURCE =
            each(grant -> Grant.first(grant.resources(), IamScope::everyResource));
    private static final Function<List<Grant>, Optional<Node>> PASS_ROLE = each(HardenedPolicyRules::passesAnyRole);
    private static final Function<List<Grant>, Optional<Node>> EVERYBODY =
            each(grant -> grant.anybody().filter(principal -> !Narrowing.of(grant) && !Narrowing.inNetwork(grant)));
    private static final Function<List<Grant>, Optional<Node>> TRUSTED = each(
            grant -> grant.anybody().filter(principal -> !Narrowing.of(grant)).or(() -> anyFederated(grant)));

    static final List<Rule> ROWS = List.of(
            row(
                    "CA1",
                    RuleType.FAIL,
                    "HardenedPermissionsWildcardActionRule",
                    "F3",
                    new RuleText(
                            IDENTITIES + ACTION_PATTERNS
                                    + ". Reads texts of JSON, and inline policies without a name too. Silent"
                                    + " where F3, F4 or F5 reports.",
                            "Every action of a service, or of all, is allowed to an identity in other words than *",
                            LIST_ACTIONS,
                            NOT_ASKED),
                    granted(PERMISSIONS, EVERY_ACTION, "F3", "F4", "F5")),
            row(
                    "CA2",
                    RuleType.FAIL,
                    "HardenedTrustPolicyWildcardActionRule",
                    "F2",
                    new RuleText(
                            "Reports trust policies of roles that allow" + ACTION_PATTERNS
                                    + ". Reads texts of JSON too. Silent" + " where F2 reports.",
                            "Every action on the role is allowed in other words than *",
                            LIST_ACTIONS,
                            NOT_ASKED),
                    granted(PolicySource.TRUST, EVERY_ACTION, "F2")),
            row(
                    "CA3",
                    RuleType.FAIL,
                    "HardenedStoragePolicyWildcardActionRule",
                    "F15",
                    new RuleText(
                            "Reports policies of buckets, access points, S3 tables and queues that allow"
                                    + ACTION_PATTERNS
                                    + ". Reads texts of JSON and inline queue policies too. Silent where F15 or F20 reports.",
                            "Every action on a bucket or queue is allowed to others in other words than *",
                            LIST_ACTIONS,
                            NOT_ASKED),
                    granted(PolicySource.all(PolicySource.BUCKETS, PolicySource.QUEUES), EVERY_ACTION, "F15", "F20")),
            row(
                    "CA4",
                    RuleType.WARN,
                    "HardenedIotPolicyWildcardActionRule",
                    "W38",
                    new RuleText(
                            "Reports an AWS::IoT::Policy that allows" + ACTION_PATTERNS
                                    + ". Reads texts of JSON too. Silent where W38 reports.",
                            "Every action is allowed to a thing in other words than *",
                            LIST_ACTIONS,
                            "One stolen certificate is then enough to act as any thing."),
                    granted(PolicySource.THINGS, EVERY_ACTION, "W38")),
            row(
                    "CA5",
                    RuleType.WARN,
                    "HardenedWildcardResourceRule",
                    "W13",
                    new RuleText(
                            IDENTITIES
                                    + " (or an AWS::IoT::Policy that allows) an ARN with only wildcards behind the account"
                                    + " (arn:aws:s3:::*, arn:aws:logs:*:*:*), one that ends earlier with * (arn:aws:*), no ARN but"
                                    + " a wildcard (**), or five ARNs that differ in one letter before a final *. Silent where W11,"
                                    + " W12, W13 or W39 reports.",
                            "Every resource of a service, or of all, is reached in other words than *",
                            "name the resources that are needed in Resource",
                            "The actions then reach resources of other applications in the account."),
                    granted(
                            PolicySource.all(PERMISSIONS, PolicySource.THINGS),
                            EVERY_RESOURCE,
                            "W11",
                            "W12",
                            "W13",
                            "W39")),
            row(
                    "CA6",
                    RuleType.FAIL,
                    "HardenedPassRoleRule",
                    "F40",
                    new RuleText(
                            IDENTITIES
                                    + " iam:PassRole (in any case, by any pattern, or as NotAction does not except it) on a"
                                    + " Resource that covers every role of an account (arn:aws:iam::*:role/*), or on a NotResource"
                                    + " that does not except every role. Silent where F38, F39 or F40 reports.",
                            "Any role may be passed to a service, in other words than iam:PassRole on *",
                            "name the roles that may be passed in Resource",
                            "Who may pass any role can give a service, and so himself, the rights of an administrator."),
                    granted(PERMISSIONS, PASS_ROLE, "F38", "F39", "F40")),
            row(
                    "CA7",
                    RuleType.FAIL,
                    "HardenedResourcePolicyWildcardPrincipalRule",
                    "F16",
                    new RuleText(
                            SHARED
                                    + " (keys, secrets, repositories, domains, vaults, layers, event buses and others) that allow a"
                                    + " principal with * or ?. Silent when a condition requires a fixed account, organisation, ARN"
                                    + " with account, VPC, mount target or network of at least /8 (IPv6 /16), on search domains with"
                                    + " VPCOptions.SubnetIds, or where F16, F18, F21 or F76 reports.",
                            "The policy of a resource lets in everybody, by a wildcard as principal",
                            "name the accounts, roles or services that may in Principal",
                            "A star as principal means everybody, other people's accounts included."),
                    granted(RESOURCES, EVERYBODY, "F16", "F18", "F21", "F76"),
                    Bypass.at(List.of(), List.of("AWS::Events::EventBusPolicy"), OpenPermissions::eventBus),
                    Bypass.at(List.of(), List.of("AWS::Lambda::LayerVersionPermission"), OpenPermissions::layer)),
            row(
                    "CA8",
                    RuleType.FAIL,
                    "HardenedTrustPolicyWildcardPrincipalRule",
                    "F6",
                    new RuleText(
                            "Reports trust policies of roles that allow a principal with * or ? without a condition on a fixed"
                                    + " account, organisation, ARN with account, VPC or network of at least /8 (IPv6 /16), or a"
                                    + " federated provider, other than a saml-provider, without a condition on a claim that begins"
                                    + " with some name; the audience sts.amazonaws.com, which all repositories and pipelines have,"
                                    + " does so for a cluster of EKS only. Silent where F6 reports.",
                            "Everybody may take the role",
                            "name the accounts, roles or services that may in Principal, or ask for the subject in Condition",
                            "Who takes the role has its rights, and nobody in the account notices."),
                    granted(PolicySource.TRUST, TRUSTED, "F6")),
            row(
                    "CA9",
                    RuleType.FAIL,
                    "HardenedNotPrincipalRule",
                    "F9",
                    new RuleText(
                            SHARED
                                    + ", and trust policies of roles, with NotPrincipal in a statement that allows, even an empty"
                                    + " one. Reads texts of JSON too. Silent where F6, F7, F8 or F9 reports.",
                            "Everybody except the principals in NotPrincipal is let in",
                            "name those who may in Principal",
                            "Who is not listed is allowed, strangers included."),
                    granted(PolicySource.TRUST, member("NotPrincipal"), "F6"),
                    granted(RESOURCES, member("NotPrincipal"), "F7", "F8", "F9")),
            row(
                    "CA10",
                    RuleType.WARN,
                    "HardenedNotActionRule",
                    "W17",
                    new RuleText(
                            SHARED
                                    + ", of identities, things and trust policies, with NotAction in a statement that allows, even"
                                    + " an empty one. Reads texts of JSON, and inline policies without a name too. Silent where one"
                                    + " of W14 to W20 reports on the same kind of document.",
                            "Every action except those in NotAction is allowed",
                            "list the actions that are needed in Action instead",
                            "What is not listed is allowed, also actions that do not exist yet."),
                    granted(PolicySource.TRUST, member("NotAction"), "W14"),
                    granted(
                            PolicySource.all(PERMISSIONS, PolicySource.THINGS),
                            member("NotAction"),
                            "W15",
                            "W16",
                            "W17"),
                    granted(RESOURCES, member("NotAction"), "W18", "W19", "W20")),
            row(
                    "CA11",
                    RuleType.WARN,
                    "HardenedNotResourceRule",
                    "W23",
                    new RuleText(
                            SHARED
                                    + ", of identities and things, with NotResource in a statement that allows, even an empty one."
                                    + " Reads texts of JSON, and inline policies without a name too. Silent where W21, W22 or W23"
                                    + " reports.",
                            "Every resource except those in NotResource is reached",
                            "name the resources that are needed in Resource instead",
                            "What is not listed is reached, also resources that do not exist yet."),
                    granted(
                            PolicySource.all(PERMISSIONS, PolicySource.THINGS),
                            member("NotResource"),
                            "W21",
                            "W22",
                            "W23"),
                    granted(RESOURCES, member("NotResource"))),
            row(
                    "CA12",
                    RuleType.FAIL,
                    "UnreadablePolicyDocumentRule",
                    "F5",
                    new RuleText(
                            "Reports policy documents of identities, things, roles and any resource that has one that are texts but"
                                    + " no strict JSON, or have a name twice. In a scan, a text with a reference that is left open"
                                    + " passes.",
                            "The policy document is a text that is no JSON, so nobody can tell what it allows",
                            "write it as a map, or as valid JSON",
                            "A reader that is more lenient than the inspection would grant what nobody inspected."),
                    unreadable()));

    private HardenedPolicyRules() {}

    private static Function<List<Grant>, Optional<Node>> each(Function<Grant, Optional<Node>> offence) {
        return grants ->
                grants.stream().flatMap(grant -> offence.apply(grant).stream()).findFirst();
    }

    private static Function<List<Grant>, Optional<Node>> member(String name) {
        return each(grant -> grant.has(name));
    }

    private static Optional<Node> passesAnyRole(Grant grant) {
        return grant.covering("iam:passrole")
                .filter(action ->
                        Grant.first(grant.resources(), IamScope::everyRole).isPresent()
                                || grant.excepting("NotResource", false, IamScope::everyRole)
                                        .isPresent());
    }

    /** A provider of identities that lets in whoever has an account there, since nothing is asked that tells one from another. */
    private static Optional<Node> anyFederated(Grant grant) {
        return grant.member("Principal")
                .flatMap(principal -> Stream.of(principal.get("Federated")))
                .flatMap(Grant::leaves)
                .filter(provider -> provider.text()
                        .filter(name -> !name.contains(":saml-provider/"))
                        .isPresent())
                .filter(provider -> !Narrowing.identifies(grant, provider))
                .findFirst();
    }

    private static Bypass unreadable() {
        return Bypass.documents(
                List.of(),
                PolicySource.all(PolicySource.PERMISSIONS, PolicySource.TRUST, PolicySource.THINGS, RESOURCES),
                document -> document.text().isPresent() && document.json().isEmpty() && !leftOpen(document));
    }

    /** In a scan, a number may be put in later where it makes the text JSON. */
    private static boolean leftOpen(Node document) {
        return !document.owner().view().effective()
                && document.text().filter(text -> text.contains("${")).isPresent();
    }

    private static Bypass granted(
            List<PolicySource> sources, Function<List<Grant>, Optional<Node>> offence, String... originals) {
        return Bypass.granted(Bypass.originals(PolicyDocumentRules.ROWS, originals), sources, offence);
    }

    private static Rule row(String id, RuleType type, String name, String hardens, RuleText text, Bypass... bypasses) {
        return Row.hardened(id, type, name, hardens, Bypass.types(bypasses), text, Bypass.logic(bypasses));
    }
}
