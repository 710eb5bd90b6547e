package io.jenkins.plugins.cfnattest.inspect.rules;

import io.jenkins.plugins.cfnattest.inspect.Element;
import io.jenkins.plugins.cfnattest.inspect.Finding;
import io.jenkins.plugins.cfnattest.inspect.Node;
import io.jenkins.plugins.cfnattest.inspect.Rule;
import io.jenkins.plugins.cfnattest.inspect.RuleText;
import io.jenkins.plugins.cfnattest.inspect.View;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Users, groups, roles and what is attached to them. */
final class IamRules {
    private static final String USER = "AWS::IAM::User";
    private static final String ROLE = "AWS::IAM::Role";
    private static final String MANAGED = "arn:aws:iam::aws:policy/";
    private static final String PER_PERSON =
            "Rights that are given person by person are forgotten when the person's work changes.";
    private static final List<String> LOG_ACTIONS = List.of("CreateLogGroup", "CreateLogStream", "PutLogEvents");
    private static final Set<String> LOGGING_POLICIES = Set.of(
            MANAGED + "CloudWatchLogsFullAccess",
            MANAGED + "AWSLambdaExecute",
            MANAGED + "service-role/AWSLambdaBasicExecutionRole",
            MANAGED + "service-role/AWSLambdaDynamoDBExecutionRole",
            MANAGED + "service-role/AWSLambdaKinesisExecutionRole",
            MANAGED + "service-role/AWSLambdaSQSQueueExecutionRole",
            MANAGED + "service-role/AWSLambdaVPCAccessExecutionRole");

    static final List<Rule> ROWS = List.of(
            onUsers("F11", "PolicyOnUserRule", "AWS::IAM::Policy", "policy"),
            onUsers("F12", "ManagedPolicyOnUserRule", "AWS::IAM::ManagedPolicy", "managed policy"),
            Row.each(
                    "F10",
                    "UserHasInlinePolicyRule",
                    USER,
                    new RuleText(
                            "Reports an AWS::IAM::User with an element of Policies that has a PolicyName, whatever the policy says.",
                            "The user has a policy of its own",
                            "move it to an AWS::IAM::Group and list the group in Groups",
                            PER_PERSON),
                    user -> Statement.inlineDocuments(user).stream().findFirst().map(Finding::at)),
            Row.each(
                    "F2000",
                    "UserMissingGroupRule",
                    USER,
                    new RuleText(
                            "Reports an AWS::IAM::User whose Groups is absent or empty and that no AWS::IAM::UserToGroupAddition of the template lists in Users, by Ref or by the same name as its UserName.",
                            "The user is in no group",
                            "list the group that holds its rights in Groups",
                            PER_PERSON),
                    user -> inGroup(user) ? Optional.empty() : Optional.of(Finding.of(user))),
            Row.each(
                    "W50",
                    "IamUserLoginProfilePasswordResetRule",
                    USER,
                    new RuleText(
                            "Reports an AWS::IAM::User with a LoginProfile whose PasswordResetRequired is absent, null, or false in any case; a user without LoginProfile passes.",
                            "The user may keep the first password",
                            "set LoginProfile.PasswordResetRequired to true",
                            "Whoever made the first password knows it."),
                    IamRules::keepsPassword),
            attached(
                    "W43",
                    "IamRoleAdministratorAccessPolicyRule",
                    "The role is an administrator of the account",
                    "replace AdministratorAccess by policies with the rights it needs",
                    "AdministratorAccess"),
            attached(
                    "W44",
                    "IamRoleElevatedManagedPolicyRule",
                    "The role has a managed policy that reaches nearly everything",
                    "replace PowerUserAccess or IAMFullAccess by policies with the rights it needs",
                    "PowerUserAccess",
                    "IAMFullAccess"),
            Row.each(
                    "W58",
                    "LambdaFunctionCloudWatchLogsRule",
                    "AWS::Lambda::Function",
                    new RuleText(
                            "Reports an AWS::Lambda::Function whose Role is no AWS::IAM::Role of the template (by id, Ref or GetAtt Arn), or one without an inline statement that allows logs:CreateLogGroup, CreateLogStream and PutLogEvents together and without one of seven managed policies of AWS that do, such as AWSLambdaBasicExecutionRole.",
                            "The function's role may not write logs, or is not in this template",
                            "attach AWSLambdaBasicExecutionRole to a role of this template",
                            "Without logs nobody sees an attack, and nobody can tell afterwards what happened."),
                    IamRules::withoutLogs));

    private IamRules() {}

    private static Rule onUsers(String id, String name, String type, String what) {
        return Row.each(
                id,
                name,
                type,
                new RuleText(
                        "Reports an " + type
                                + " whose Users is anything but absent, null, or an empty list or map; also a"
                                + " reference.",
                        "The " + what + " is attached to users",
                        "attach it to Groups or Roles",
                        PER_PERSON),
                policy -> {
                    Node users = policy.get("Users");
                    boolean none = users.absent()
                            || users.isList() && users.items().isEmpty()
                            || users.isMap() && users.names().isEmpty();
                    return none ? Optional.empty() : Optional.of(Finding.at(users));
                });
    }

    private static Rule attached(String id, String name, String problem, String remedy, String... policies) {
        return Row.each(
                id,
                name,
                ROLE,
                new RuleText(
                        "Reports an " + ROLE + " with an element of ManagedPolicyArns, a text, that contains "
                                + Stream.of(policies).map(MANAGED::concat).collect(Collectors.joining(" or ")) + ".",
                        problem,
                        remedy,
                        "Who takes over the role takes over the account."),
                role -> role.get("ManagedPolicyArns").items().stream()
                        .filter(arn -> arn.string()
                                .filter(text -> Stream.of(policies).anyMatch(policy -> text.contains(MANAGED + policy)))
                                .isPresent())
                        .findFirst()
                        .map(Finding::at));
    }

    private static boolean inGroup(Element user) {
        Optional<String> name = user.get("UserName").name();
        Additions additions = user.view().once(Additions.class, Additions::of);
        return !user.get("Groups").items().isEmpty()
                || additions.ids().contains(user.logicalId())
                || name.filter(additions.names()::contains).isPresent();
    }

    /** The users that something adds to a group: logical ids in references, and keys of names. */
    private record Additions(Set<String> ids, Set<String> names) {
        static Additions of(View view) {
            Additions additions = new Additions(new HashSet<>(), new HashSet<>());
            for (Element addition : view.all("AWS::IAM::UserToGroupAddition")) {
                for (Node member : addition.get("Users").items()) {
                    Links.ref(member).ifPresent(additions.ids::add);
                    member.name().ifPresent(additions.names::add);
                }
            }
            return additions;
        }
    }

    private static Optional<Finding> keepsPassword(Element user) {
        Node profile = user.get("LoginProfile");
        Node reset = profile.get("PasswordResetRequired");
        return profile.present() && reset.notTruthy() ? Optional.of(Finding.at(reset)) : Optional.empty();
    }

    private static Optional<Finding> withoutLogs(Element function) {
        Node named = function.get("Role");
        Optional<Element> role = Links.refOrAttribute(named, "Arn")
                .or(named::string)
                .flatMap(function::linked)
                .filter(element -> element.type().equals(ROLE));
        return role.filter(found -> Remembered.test("may log", found, IamRules::mayLog))
                        .isPresent()
                ? Optional.empty()
                : Optional.of(Finding.at(named));
    }

    private static boolean mayLog(Element role) {
        boolean inline = Statement.allowing(Statement.inlineDocuments(role)).anyMatch(IamRules::allowsLogging);
        return inline
                || role.get("ManagedPolicyArns").items().stream()
                        .anyMatch(arn ->
                                arn.string().filter(LOGGING_POLICIES::contains).isPresent());
    }

    private static boolean allowsLogging(Statement statement) {
        return LOG_ACTIONS.stream()
                .allMatch(name -> statement.node().get("Action").items().stream()
                        .anyMatch(action -> action.string()
                                .filter(text -> Statement.covers(text, "logs", name))
                                .isPresent()));
    }
}
