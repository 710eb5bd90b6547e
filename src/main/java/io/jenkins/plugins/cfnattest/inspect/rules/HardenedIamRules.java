package io.jenkins.plugins.cfnattest.inspect.rules;

import io.jenkins.plugins.cfnattest.inspect.Element;
import io.jenkins.plugins.cfnattest.inspect.Node;
import io.jenkins.plugins.cfnattest.inspect.Rule;
import io.jenkins.plugins.cfnattest.inspect.RuleText;
import io.jenkins.plugins.cfnattest.inspect.RuleType;
import io.jenkins.plugins.cfnattest.inspect.View;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;

/** The ways round the rules about users, roles, keys and functions. */
final class HardenedIamRules {
    private static final String USER = "AWS::IAM::User";
    private static final String ROLE = "AWS::IAM::Role";
    private static final String FUNCTION = "AWS::Serverless::Function";
    private static final String OF_AWS = ":iam::aws:policy/";
    private static final List<String> POWERFUL = List.of("administratoraccess", "poweruseraccess", "iamfullaccess");

    /** Which property attaches managed policies; serverless functions name them without ARN, too. */
    private static final Map<String, String> ATTACHED = new TreeMap<>(Map.of(
            ROLE,
            "ManagedPolicyArns",
            USER,
            "ManagedPolicyArns",
            "AWS::IAM::Group",
            "ManagedPolicyArns",
            "AWS::SSO::PermissionSet",
            "ManagedPolicies",
            FUNCTION,
            "Policies",
            "AWS::Serverless::StateMachine",
            "Policies"));

    private static final List<String> LOG_ACTIONS =
            List.of("logs:createloggroup", "logs:createlogstream", "logs:putlogevents");
    private static final int DAYS_OF_A_YEAR = 366;

    static final List<Rule> ROWS = List.of(
            row(
                    "CA13",
                    RuleType.WARN,
                    "HardenedElevatedManagedPolicyRule",
                    "W43",
                    new RuleText(
                            "Reports users, groups, roles, permission sets and serverless functions with a managed policy of AWS, of"
                                    + " any partition and in any case, whose name begins with AdministratorAccess, PowerUserAccess"
                                    + " or IAMFullAccess. Silent on roles that W43 or W44 reports.",
                            "A managed policy that reaches nearly everything is attached",
                            "attach policies with the rights that are needed",
                            "Who takes over the user or role takes over the account."),
                    powerful()),
            row(
                    "CA14",
                    RuleType.FAIL,
                    "HardenedPolicyOnUserRule",
                    "F12",
                    new RuleText(
                            "Reports an AWS::IAM::User with anything in ManagedPolicyArns, or with an inline policy without a name,"
                                    + " and each AWS::IAM::UserPolicy. Silent where F10 reports.",
                            "The user has rights that no group gives",
                            "give them to a group that the user is in",
                            "Rights that are given person by person are forgotten when the person's work changes."),
                    Bypass.at(originals("F10"), List.of(USER), HardenedIamRules::ownRights),
                    Bypass.at(List.of(), List.of("AWS::IAM::UserPolicy"), HardenedIamRules::userPolicy)),
            row(
                    "CA15",
                    RuleType.FAIL,
                    "HardenedUserMissingGroupRule",
                    "F2000",
                    new RuleText(
                            "Reports an AWS::IAM::User whose Groups hold only blank texts and references to AWS::NoValue, and that"
                                    + " no AWS::IAM::UserToGroupAddition lists by reference or name. Silent where F2000 reports.",
                            "The user seems to be in a group, but is in none",
                            "name the group that holds the user's rights in Groups",
                            "Rights that no group gives are given person by person, and forgotten."),
                    Bypass.at(originals("F2000"), List.of(USER), HardenedIamRules::withoutGroup)),
            row(
                    "CA16",
                    RuleType.FAIL,
                    "HardenedLambdaPermissionRule",
                    "F13",
                    new RuleText(
                            "Reports permissions for S3 without SourceAccount, PrincipalOrgID, EventSourceToken and a SourceArn"
                                    + " whose bucket has no wildcard, permissions with ? in the principal, and function URLs whose"
                                    + " AuthType is not AWS_IAM. Silent where F13 reports.",
                            "Everybody, or everybody with a bucket, may call the function",
                            "name the account in SourceAccount or SourceArn, and use AWS_IAM for URLs",
                            "A function that strangers may call runs with their input, at your cost and with its rights."),
                    Bypass.at(List.of(), List.of("AWS::Lambda::Permission"), OpenPermissions::function),
                    Bypass.at(List.of(), List.of("AWS::Lambda::Url"), url -> OpenPermissions.url(url.get("AuthType"))),
                    Bypass.at(
                            List.of(),
                            List.of(FUNCTION),
                            function -> OpenPermissions.url(function.at("FunctionUrlConfig.AuthType")))),
            row(
                    "CA17",
                    RuleType.WARN,
                    "HardenedLambdaFunctionCloudWatchLogsRule",
                    "W58",
                    new RuleText(
                            "Reports an AWS::Lambda::Function whose role, in this template, denies creating log groups or streams or"
                                    + " putting log events on every resource or log group without condition, or has no managed"
                                    + " policy and no inline statement that allows all three on a resource of logs. Silent where"
                                    + " W58 reports.",
                            "The function's role seems to allow writing logs, but does not",
                            "allow the role to write to CloudWatch Logs, and deny nothing of it",
                            "Without logs nobody sees an attack, and nobody can tell afterwards what happened."),
                    Bypass.at(originals("W58"), List.of("AWS::Lambda::Function"), HardenedIamRules::mute)),
            HardenedComplexity.standard(),
            row(
                    "CA19",
                    RuleType.WARN,
                    "HardenedLoginProfilePasswordResetRule",
                    "W50",
                    new RuleText(
                            "Reports an AWS::IAM::User whose LoginProfile.PasswordResetRequired is present but neither true nor"
                                    + " false (in any case), such as 'no', 0, or in a scan a reference. Silent where W50 reports.",
                            "The user may keep the first password, since nothing clear is said about it",
                            "write true in LoginProfile.PasswordResetRequired",
                            "Whoever made the first password knows it."),
                    Bypass.at(originals("W50"), List.of(USER), HardenedIamRules::keepsPassword)),
            row(
                    "CA20",
                    RuleType.FAIL,
                    "HardenedKeyRotationRule",
                    "F19",
                    new RuleText(
                            "Reports an AWS::KMS::Key whose EnableKeyRotation is true and whose RotationPeriodInDays is over "
                                    + DAYS_OF_A_YEAR + ". Silent where F19 reports.",
                            "The key is rotated less than once a year",
                            "leave RotationPeriodInDays out, or set it to at most " + DAYS_OF_A_YEAR,
                            "Rotation every seven years is as good as none."),
                    Bypass.at(List.of(), List.of("AWS::KMS::Key"), HardenedIamRules::rarelyRotated)),
            row(
                    "CA21",
                    RuleType.WARN,
                    "LambdaPermissionForEveryCustomerRule",
                    "F13",
                    new RuleText(
                            "Reports permissions for a service other than S3 (of which CA16 tells) without SourceAccount, PrincipalOrgID,"
                                    + " EventSourceToken and a SourceArn whose account has no wildcard.",
                            "Every customer of the service may have it call the function",
                            "name the account in SourceAccount or SourceArn",
                            "A service that calls for whoever asks it to may be asked by a stranger."),
                    Bypass.at(List.of(), List.of("AWS::Lambda::Permission"), OpenPermissions::service)));

    private HardenedIamRules() {}

    private static List<Rule> originals(String... ids) {
        return Bypass.originals(IamRules.ROWS, ids);
    }

    private static Rule row(String id, RuleType type, String name, String hardens, RuleText text, Bypass... bypasses) {
        return Row.hardened(id, type, name, hardens, Bypass.types(bypasses), text, Bypass.logic(bypasses));
    }

    private static Bypass powerful() {
        Map<String, List<Function<Element, Optional<Node>>>> checks = new LinkedHashMap<>();
        ATTACHED.forEach((type, property) -> checks.put(
                type,
                List.of(element -> Grant.leaves(element.get(property))
                        .filter(arn ->
                                arn.text().filter(HardenedIamRules::isPowerful).isPresent())
                        .findFirst())));
        return new Bypass(originals("W43", "W44"), checks);
    }

    private static boolean isPowerful(String arn) {
        String lowered = arn.strip().toLowerCase(Locale.ROOT);
        String name = lowered.substring(lowered.lastIndexOf('/') + 1);
        return (name.equals(lowered) || lowered.contains(OF_AWS))
                && POWERFUL.stream().anyMatch(name::startsWith);
    }

    private static Optional<Node> ownRights(Element user) {
        return Stream.of("ManagedPolicyArns", "Policies")
                .flatMap(property -> user.get(property).items().stream())
                .findFirst();
    }

    private static Optional<Node> userPolicy(Element policy) {
        return Optional.of(policy.get("PolicyDocument"));
    }

    private static Optional<Node> keepsPassword(Element user) {
        Node reset = user.at("LoginProfile.PasswordResetRequired");
        return reset.value().filter(known -> !reset.truthy()).map(known -> reset);
    }

    private static Optional<Node> withoutGroup(Element user) {
        Node groups = user.get("Groups");
        boolean real = Grant.leaves(groups)
                .anyMatch(group -> !group.isNoValue()
                        && group.text().filter(String::isBlank).isEmpty());
        return groups.absent() || real || isAdded(user) ? Optional.empty() : Optional.of(groups);
    }

    private static boolean isAdded(Element user) {
        Optional<String> name = user.get("UserName").name();
        return user.view().once(Added.class, Added::new).has(user.logicalId(), name);
    }

    /** The users that additions to groups name, gone through once and only as far as somebody needs to know. */
    private static final class Added {
        private final Iterator<Node> rest;
        private final Set<String> ids = new HashSet<>();
        private final Set<String> names = new HashSet<>();

        private Added(View view) {
            rest = view.all("AWS::IAM::UserToGroupAddition").stream()
                    .flatMap(addition -> Grant.leaves(addition.get("Users")))
                    .iterator();
        }

        private boolean has(String id, Optional<String> name) {
            while (!ids.contains(id) && name.filter(names::contains).isEmpty()) {
                if (!rest.hasNext()) {
                    return false;
                }
                Node member = rest.next();
                Links.ref(member).ifPresent(ids::add);
                member.name().ifPresent(names::add);
            }
            return true;
        }
    }

    private static Optional<Node> rarelyRotated(Element key) {
        Node days = key.get("RotationPeriodInDays");
        return days.text()
                .filter(text -> !text.matches("[0-9]{1,3}") || Integer.parseInt(text) > DAYS_OF_A_YEAR)
                .filter(text -> key.get("EnableKeyRotation").truthy())
                .map(text -> days);
    }

    private static Optional<Node> mute(Element function) {
        Node named = function.get("Role");
        Optional<Element> role = Links.refOrAttribute(named, "Arn")
                .or(named::string)
                .flatMap(function::linked)
                .filter(element -> element.type().equals(ROLE));
        return role.filter(found -> Remembered.test("is mute", found, HardenedIamRules::isMute))
                .map(element -> named);
    }

    private static boolean isMute(Element role) {
        PolicySource inline = PolicySource.PERMISSIONS.get(0);
        boolean denied = Grant.denying(inline.documents(role)).stream()
                .filter(grant -> grant.has("Condition").isEmpty())
                .filter(grant -> LOG_ACTIONS.stream()
                        .anyMatch(action -> grant.covering(action).isPresent()))
                .anyMatch(grant -> Grant.first(grant.resources(), HardenedIamRules::isEveryLogGroup)
                        .isPresent());
        return denied
                || role.get("ManagedPolicyArns").absent()
                        && Grant.allowing(inline.documents(role)).stream().noneMatch(HardenedIamRules::allowsLogging);
    }

    private static boolean isEveryLogGroup(IamPattern resource) {
        return IamScope.reaches(resource, "logs")
                && (IamScope.everyResource(resource)
                        || IamPattern.named(resource.text().replaceFirst(".*:log-group:", "")) == 0);
    }

    /** A resource that is no text is a log group that the template refers to, as far as can be told. */
    private static boolean allowsLogging(Grant grant) {
        boolean actions =
                LOG_ACTIONS.stream().allMatch(action -> grant.covering(action).isPresent());
        return actions
                && (grant.has("NotResource").isPresent()
                        || grant.member("Resource")
                                .flatMap(Grant::leaves)
                                .anyMatch(leaf -> leaf.text()
                                        .map(IamPattern::new)
                                        .map(pattern -> IamScope.reaches(pattern, "logs"))
                                        .orElse(true)));
    }
}
