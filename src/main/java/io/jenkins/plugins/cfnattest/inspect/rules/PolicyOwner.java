package io.jenkins.plugins.cfnattest.inspect.rules;

import io.jenkins.plugins.cfnattest.inspect.Element;
import io.jenkins.plugins.cfnattest.inspect.Node;
import java.util.List;
import java.util.function.Function;

/** A kind of policy document: where it stands, what people call it, and what such a policy rightly says. */
enum PolicyOwner {
    TRUST("AWS::IAM::Role", "AssumeRolePolicyDocument", "trust policy", "sts:AssumeRole", "the role's ARN"),
    INLINE(
            "AWS::IAM::Role",
            "inline policies (Policies with a PolicyName)",
            "role's inline policy",
            "s3:GetObject",
            "arn:aws:s3:::reports/*",
            Statement::inlineDocuments),
    IAM_POLICY("AWS::IAM::Policy", "PolicyDocument", "IAM policy", "s3:GetObject", "arn:aws:s3:::reports/*"),
    MANAGED_POLICY(
            "AWS::IAM::ManagedPolicy", "PolicyDocument", "managed policy", "s3:GetObject", "arn:aws:s3:::reports/*"),
    BUCKET_POLICY("AWS::S3::BucketPolicy", "PolicyDocument", "bucket policy", "s3:GetObject", "arn:aws:s3:::reports/*"),
    TOPIC_POLICY("AWS::SNS::TopicPolicy", "PolicyDocument", "topic policy", "sns:Publish", "the topic's ARN"),
    QUEUE_POLICY("AWS::SQS::QueuePolicy", "PolicyDocument", "queue policy", "sqs:SendMessage", "the queue's ARN"),
    IOT_POLICY("AWS::IoT::Policy", "PolicyDocument", "IoT policy", "iot:Publish", "the ARN of an MQTT topic"),
    KEY("AWS::KMS::Key", "KeyPolicy", "key policy", "kms:Decrypt", "the key's ARN");

    private final String type;
    private final String where;
    private final String title;
    private final String action;
    private final String resource;
    private final Function<Element, List<Node>> documents;

    PolicyOwner(String type, String property, String title, String action, String resource) {
        this(type, property, title, action, resource, element -> List.of(element.get(property)));
    }

    PolicyOwner(
            String type,
            String where,
            String title,
            String action,
            String resource,
            Function<Element, List<Node>> documents) {
        this.type = type;
        this.where = where;
        this.title = title;
        this.action = action;
        this.resource = resource;
        this.documents = documents;
    }

    /** The type of the resource that has it. */
    String type() {
        return type;
    }

    /** The property it stands in, in words. */
    String where() {
        return where;
    }

    /** What people call it, such as {@code trust policy}. */
    String title() {
        return title;
    }

    /** An action that such a policy rightly allows, for the remedy. */
    String action() {
        return action;
    }

    /** A resource that such a policy rightly names, for the remedy. */
    String resource() {
        return resource;
    }

    /** The documents of one resource. */
    List<Node> of(Element element) {
        return documents.apply(element);
    }
}
