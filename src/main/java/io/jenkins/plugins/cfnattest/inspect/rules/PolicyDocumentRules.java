package io.jenkins.plugins.cfnattest.inspect.rules;

import io.jenkins.plugins.cfnattest.inspect.Finding;
import io.jenkins.plugins.cfnattest.inspect.Node;
import io.jenkins.plugins.cfnattest.inspect.Rule;
import io.jenkins.plugins.cfnattest.inspect.RuleText;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** What policy documents allow: the owners' kinds times the things one can get wrong in an allowing statement. */
final class PolicyDocumentRules {
    static final List<Rule> ROWS = List.of(
            anyAction("F2", "IamRoleWildcardActionOnTrustPolicyRule", PolicyOwner.TRUST),
            anyAction("F3", "IamRoleWildcardActionOnPermissionsPolicyRule", PolicyOwner.INLINE),
            anyAction("F4", "IamPolicyWildcardActionRule", PolicyOwner.IAM_POLICY),
            anyAction("F5", "IamManagedPolicyWildcardActionRule", PolicyOwner.MANAGED_POLICY),
            anyAction("F15", "S3BucketPolicyWildcardActionRule", PolicyOwner.BUCKET_POLICY),
            anyAction("F20", "SqsQueuePolicyWildcardActionRule", PolicyOwner.QUEUE_POLICY),
            anyAction("W38", "IotPolicyWildcardActionRule", PolicyOwner.IOT_POLICY),
            anyResource("W11", "IamRoleWildcardResourceOnPermissionsPolicyRule", PolicyOwner.INLINE),
            anyResource("W12", "IamPolicyWildcardResourceRule", PolicyOwner.IAM_POLICY),
            anyResource("W13", "IamManagedPolicyWildcardResourceRule", PolicyOwner.MANAGED_POLICY),
            anyResource("W39", "IotPolicyWildcardResourceRule", PolicyOwner.IOT_POLICY),
            anyPrincipal("F16", "S3BucketPolicyWildcardPrincipalRule", PolicyOwner.BUCKET_POLICY),
            anyPrincipal("F18", "SnsTopicPolicyWildcardPrincipalRule", PolicyOwner.TOPIC_POLICY),
            anyPrincipal("F21", "SqsQueuePolicyWildcardPrincipalRule", PolicyOwner.QUEUE_POLICY),
            anyPrincipal("F76", "KMSKeyWildcardPrincipalRule", PolicyOwner.KEY),
            passRole("F38", "IamRolePassRoleWildcardResourceRule", PolicyOwner.INLINE),
            passRole("F39", "IamPolicyPassRoleWildcardResourceRule", PolicyOwner.IAM_POLICY),
            passRole("F40", "IamManagedPolicyPassRoleWildcardResourceRule", PolicyOwner.MANAGED_POLICY),
            notAction("W14", "IamRoleNotActionOnTrustPolicyRule", PolicyOwner.TRUST),
            notAction("W15", "IamRoleNotActionOnPermissionsPolicyRule", PolicyOwner.INLINE),
            notAction("W16", "IamPolicyNotActionRule", PolicyOwner.IAM_POLICY),
            notAction("W17", "IamManagedPolicyNotActionRule", PolicyOwner.MANAGED_POLICY),
            notAction("W18", "SqsQueuePolicyNotActionRule", PolicyOwner.QUEUE_POLICY),
            notAction("W19", "SnsTopicPolicyNotActionRule", PolicyOwner.TOPIC_POLICY),
            notAction("W20", "S3BucketPolicyNotActionRule", PolicyOwner.BUCKET_POLICY),
            notResource("W21", "IamRoleNotResourceOnPermissionsPolicyRule", PolicyOwner.INLINE),
            notResource("W22", "IamPolicyNotResourceRule", PolicyOwner.IAM_POLICY),
            notResource("W23", "IamManagedPolicyNotResourceRule", PolicyOwner.MANAGED_POLICY),
            notPrincipal("F6", "IamRoleNotPrincipalOnTrustPolicyRule", PolicyOwner.TRUST),
            notPrincipal("F7", "SqsQueuePolicyNotPrincipalRule", PolicyOwner.QUEUE_POLICY),
            notPrincipal("F8", "SnsTopicPolicyNotPrincipalRule", PolicyOwner.TOPIC_POLICY),
            notPrincipal("F9", "S3BucketPolicyNotPrincipalRule", PolicyOwner.BUCKET_POLICY));

    private PolicyDocumentRules() {}

    private static Rule anyAction(String id, String name, PolicyOwner owner) {
        String action = owner.action();
        String service = action.substring(0, action.indexOf(':'));
        return allowed(
                id,
                name,
                owner,
                "Action, or an element of it, is * or ends with :* after a service, such as " + service + ":*; "
                        + action + "* passes",
                "allows every action, or every action of a service",
                "list the actions that are needed, such as " + action + ", in Action",
                "A right that nobody asked for is a right that an intruder uses.",
                Statement::wildcardAction);
    }

    private static Rule anyResource(String id, String name, PolicyOwner owner) {
        return allowed(
                id,
                name,
                owner,
                "Resource, or an element of it, is exactly *; an ARN with a star in it passes",
                "allows its actions on every resource",
                "list the ARNs that are needed, such as " + owner.resource() + ", in Resource",
                "The actions then reach resources of other applications in the account.",
                Statement::wildcardResource);
    }

    private static Rule anyPrincipal(String id, String name, PolicyOwner owner) {
        return allowed(
                id,
                name,
                owner,
                "Principal is a text with a star anywhere in it, or has such a text, or a list with one, under any key",
                "allows principals given by a star",
                "name an account, a role or a service in Principal",
                "A star as principal means everybody, other people's accounts included.",
                Statement::wildcardPrincipal);
    }

    private static Rule passRole(String id, String name, PolicyOwner owner) {
        return allowed(
                id,
                name,
                owner,
                "Resource is or contains exactly * and whose Action covers iam:PassRole: *, iam:*, or iam: and PassRole or a part of it"
                        + " with a star at its open ends, such as iam:Pass*, in this case of letters",
                "allows to pass any role to a service",
                "list the ARNs of the roles that may be passed in Resource",
                "Who may pass any role can give a service, and so himself, the rights of an administrator.",
                Statement::passesAnyRole);
    }

    private static Rule notAction(String id, String name, PolicyOwner owner) {
        return inverted(
                id,
                name,
                owner,
                "NotAction",
                "allows every action but those in NotAction",
                "replace it by Action with those that are needed, such as " + owner.action());
    }

    private static Rule notResource(String id, String name, PolicyOwner owner) {
        return inverted(
                id,
                name,
                owner,
                "NotResource",
                "allows its actions on every resource but those in NotResource",
                "replace it by Resource with the ARNs that are needed");
    }

    private static Rule notPrincipal(String id, String name, PolicyOwner owner) {
        return inverted(
                id,
                name,
                owner,
                "NotPrincipal",
                "allows everybody but those in NotPrincipal",
                "replace it by Principal with the accounts, roles or services that may");
    }

    private static Rule inverted(String id, String name, PolicyOwner owner, String key, String does, String remedy) {
        return allowed(
                id,
                name,
                owner,
                key
                        + (key.equals("NotPrincipal")
                                ? " is present, also when it is empty"
                                : " is present and no empty list"),
                does,
                remedy,
                "What is not listed is allowed, also what does not exist yet.",
                statement -> statement.inverted(key));
    }

    /**
     * A rule about the allowing statements of some documents; a resource is reported once.
     *
     * @param whose which of those statements offend, continuing {@code a statement whose}
     * @param does what the policy does wrong
     */
    private static Rule allowed(
            String id,
            String name,
            PolicyOwner owner,
            String whose,
            String does,
            String remedy,
            String rationale,
            Function<Statement, Optional<Node>> offence) {
        String looksFor = "Reports an " + owner.type() + " with a statement in its " + owner.where()
                + " whose Effect is exactly Allow and whose " + whose + ". Its Condition does not matter.";
        return Row.each(
                id,
                name,
                owner.type(),
                new RuleText(looksFor, "The " + owner.title() + " " + does, remedy, rationale),
                element -> Statement.offence(owner.of(element), offence).map(Finding::at));
    }
}
