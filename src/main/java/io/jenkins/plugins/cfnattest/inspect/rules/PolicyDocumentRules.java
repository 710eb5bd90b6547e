package io.jenkins.plugins.cfnattest.inspect.rules;

import io.jenkins.plugins.cfnattest.inspect.Element;
import io.jenkins.plugins.cfnattest.inspect.Finding;
import io.jenkins.plugins.cfnattest.inspect.Node;
import io.jenkins.plugins.cfnattest.inspect.Rule;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** What policy documents allow: the owners' kinds times the things one can get wrong in an allowing statement. */
final class PolicyDocumentRules {
    private static final String IAM_POLICY = "AWS::IAM::Policy";
    private static final String MANAGED_POLICY = "AWS::IAM::ManagedPolicy";
    private static final String ROLE = "AWS::IAM::Role";
    private static final String BUCKET_POLICY = "AWS::S3::BucketPolicy";
    private static final String TOPIC_POLICY = "AWS::SNS::TopicPolicy";
    private static final String QUEUE_POLICY = "AWS::SQS::QueuePolicy";
    private static final String IOT_POLICY = "AWS::IoT::Policy";

    private static final Function<Element, List<Node>> DOCUMENT = element -> List.of(element.get("PolicyDocument"));
    private static final Function<Element, List<Node>> INLINE = Statement::inlineDocuments;
    private static final Function<Element, List<Node>> TRUST =
            element -> List.of(element.get("AssumeRolePolicyDocument"));
    private static final Function<Element, List<Node>> KEY = element -> List.of(element.get("KeyPolicy"));

    static final List<Rule> ROWS = List.of(
            anyAction("F2", "IamRoleWildcardActionOnTrustPolicyRule", ROLE, TRUST),
            anyAction("F3", "IamRoleWildcardActionOnPermissionsPolicyRule", ROLE, INLINE),
            anyAction("F4", "IamPolicyWildcardActionRule", IAM_POLICY, DOCUMENT),
            anyAction("F5", "IamManagedPolicyWildcardActionRule", MANAGED_POLICY, DOCUMENT),
            anyAction("F15", "S3BucketPolicyWildcardActionRule", BUCKET_POLICY, DOCUMENT),
            anyAction("F20", "SqsQueuePolicyWildcardActionRule", QUEUE_POLICY, DOCUMENT),
            anyAction("W38", "IotPolicyWildcardActionRule", IOT_POLICY, DOCUMENT),
            anyResource("W11", "IamRoleWildcardResourceOnPermissionsPolicyRule", ROLE, INLINE),
            anyResource("W12", "IamPolicyWildcardResourceRule", IAM_POLICY, DOCUMENT),
            anyResource("W13", "IamManagedPolicyWildcardResourceRule", MANAGED_POLICY, DOCUMENT),
            anyResource("W39", "IotPolicyWildcardResourceRule", IOT_POLICY, DOCUMENT),
            anyPrincipal("F16", "S3BucketPolicyWildcardPrincipalRule", BUCKET_POLICY, DOCUMENT),
            anyPrincipal("F18", "SnsTopicPolicyWildcardPrincipalRule", TOPIC_POLICY, DOCUMENT),
            anyPrincipal("F21", "SqsQueuePolicyWildcardPrincipalRule", QUEUE_POLICY, DOCUMENT),
            anyPrincipal("F76", "KMSKeyWildcardPrincipalRule", "AWS::KMS::Key", KEY),
            passRole("F38", "IamRolePassRoleWildcardResourceRule", ROLE, INLINE),
            passRole("F39", "IamPolicyPassRoleWildcardResourceRule", IAM_POLICY, DOCUMENT),
            passRole("F40", "IamManagedPolicyPassRoleWildcardResourceRule", MANAGED_POLICY, DOCUMENT),
            inverted("W14", "IamRoleNotActionOnTrustPolicyRule", ROLE, TRUST, "NotAction"),
            inverted("W15", "IamRoleNotActionOnPermissionsPolicyRule", ROLE, INLINE, "NotAction"),
            inverted("W16", "IamPolicyNotActionRule", IAM_POLICY, DOCUMENT, "NotAction"),
            inverted("W17", "IamManagedPolicyNotActionRule", MANAGED_POLICY, DOCUMENT, "NotAction"),
            inverted("W18", "SqsQueuePolicyNotActionRule", QUEUE_POLICY, DOCUMENT, "NotAction"),
            inverted("W19", "SnsTopicPolicyNotActionRule", TOPIC_POLICY, DOCUMENT, "NotAction"),
            inverted("W20", "S3BucketPolicyNotActionRule", BUCKET_POLICY, DOCUMENT, "NotAction"),
            inverted("W21", "IamRoleNotResourceOnPermissionsPolicyRule", ROLE, INLINE, "NotResource"),
            inverted("W22", "IamPolicyNotResourceRule", IAM_POLICY, DOCUMENT, "NotResource"),
            inverted("W23", "IamManagedPolicyNotResourceRule", MANAGED_POLICY, DOCUMENT, "NotResource"),
            inverted("F6", "IamRoleNotPrincipalOnTrustPolicyRule", ROLE, TRUST, "NotPrincipal"),
            inverted("F7", "SqsQueuePolicyNotPrincipalRule", QUEUE_POLICY, DOCUMENT, "NotPrincipal"),
            inverted("F8", "SnsTopicPolicyNotPrincipalRule", TOPIC_POLICY, DOCUMENT, "NotPrincipal"),
            inverted("F9", "S3BucketPolicyNotPrincipalRule", BUCKET_POLICY, DOCUMENT, "NotPrincipal"));

    private PolicyDocumentRules() {}

    private static Rule anyAction(String id, String name, String type, Function<Element, List<Node>> documents) {
        return allowed(
                id,
                name,
                type,
                documents,
                "A statement allows every action, or every action of a service; list the actions that are needed.",
                "A right that nobody asked for is a right that an intruder uses.",
                Statement::wildcardAction);
    }

    private static Rule anyResource(String id, String name, String type, Function<Element, List<Node>> documents) {
        return allowed(
                id,
                name,
                type,
                documents,
                "A statement allows its actions on every resource; name the resources that are needed.",
                "The actions then reach resources of other applications in the account.",
                Statement::wildcardResource);
    }

    private static Rule anyPrincipal(String id, String name, String type, Function<Element, List<Node>> documents) {
        return allowed(
                id,
                name,
                type,
                documents,
                "A statement allows principals given by a wildcard; name the accounts, roles or services that may.",
                "A star as principal means everybody, other people's accounts included.",
                Statement::wildcardPrincipal);
    }

    private static Rule passRole(String id, String name, String type, Function<Element, List<Node>> documents) {
        return allowed(
                id,
                name,
                type,
                documents,
                "A statement allows passing any role to a service; name the roles that may be passed.",
                "Who may pass any role can give a service, and so himself, the rights of an administrator.",
                Statement::passesAnyRole);
    }

    private static Rule inverted(
            String id, String name, String type, Function<Element, List<Node>> documents, String key) {
        return allowed(
                id,
                name,
                type,
                documents,
                "A statement allows everything except what " + key + " lists; say what is allowed instead.",
                "What is not listed is allowed, also what does not exist yet.",
                statement -> statement.inverted(key));
    }

    /** A rule about the allowing statements of some documents; a resource is reported once. */
    private static Rule allowed(
            String id,
            String name,
            String type,
            Function<Element, List<Node>> documents,
            String message,
            String rationale,
            Function<Statement, Optional<Node>> offence) {
        return Row.each(
                id,
                name,
                type,
                message,
                rationale,
                element -> Statement.allowing(documents.apply(element))
                        .map(offence)
                        .flatMap(Optional::stream)
                        .findFirst()
                        .map(Finding::at));
    }
}
