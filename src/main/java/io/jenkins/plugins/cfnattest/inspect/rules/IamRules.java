package io.jenkins.plugins.cfnattest.inspect.rules;

import io.jenkins.plugins.cfnattest.inspect.Element;
import io.jenkins.plugins.cfnattest.inspect.Finding;
import io.jenkins.plugins.cfnattest.inspect.Node;
import io.jenkins.plugins.cfnattest.inspect.Rule;
import io.jenkins.plugins.cfnattest.inspect.View;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
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
            onUsers("F11", "PolicyOnUserRule", "AWS::IAM::Policy"),
            onUsers("F12", "ManagedPolicyOnUserRule", "AWS::IAM::ManagedPolicy"),
            Row.each(
                    "F10",
                    "UserHasInlinePolicyRule",
                    USER,
                    "The user has a policy of its own; put it on a group.",
                    PER_PERSON,
                    user -> Statement.inlineDocuments(user).stream().findFirst().map(Finding::at)),
            Row.each(
                    "F2000",
                    "UserMissingGroupRule",
                    USER,
                    "The user is in no group; add it to the group that holds its rights.",
                    PER_PERSON,
                    user -> inGroup(user) ? Optional.empty() : Optional.of(Finding.of(user))),
            Row.each(
                    "W50",
                    "IamUserLoginProfilePasswordResetRule",
                    USER,
                    "The user may keep the first password; set LoginProfile.PasswordResetRequired to true.",
                    "Whoever made the first password knows it.",
                    IamRules::keepsPassword),
            attached(
                    "W43",
                    "IamRoleAdministratorAccessPolicyRule",
                    "The role is an administrator; attach policies with the rights it needs.",
                    "AdministratorAccess"),
            attached(
                    "W44",
                    "IamRoleElevatedManagedPolicyRule",
                    "The role has a managed policy that reaches nearly everything; attach policies with the rights it needs.",
                    "PowerUserAccess",
                    "IAMFullAccess"),
            Row.each(
                    "W58",
                    "LambdaFunctionCloudWatchLogsRule",
                    "AWS::Lambda::Function",
                    "The function's role may not write logs, or is not in this template; allow it to write to CloudWatch Logs.",
                    "Without logs nobody sees an attack, and nobody can tell afterwards what happened.",
                    IamRules::withoutLogs));

    private IamRules() {}

    private static Rule onUsers(String id, String name, String type) {
        return Row.each(
                id,
                name,
                type,
                "The policy is attached to users; attach it to groups or roles.",
                PER_PERSON,
                policy -> {
                    Node users = policy.get("Users");
                    boolean none = users.absent()
                            || users.isList() && users.items().isEmpty()
                            || users.isMap() && users.names().isEmpty();
                    return none ? Optional.empty() : Optional.of(Finding.at(users));
                });
    }

    private static Rule attached(String id, String name, String message, String... policies) {
        return Row.each(
                id,
                name,
                ROLE,
                message,
                "Who takes over the role takes over the account.",
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
        return role.filter(IamRules::mayLog).isPresent() ? Optional.empty() : Optional.of(Finding.at(named));
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
