package io.jenkins.plugins.cfnattest.inspect.rules;

import io.jenkins.plugins.cfnattest.inspect.Element;
import io.jenkins.plugins.cfnattest.inspect.Node;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Settings that satisfy a rule of cfn_nag by being there, but lack the member without which they do nothing. */
final class HollowSettings {
    private static final Map<String, List<Setting>> SETTINGS = settings();

    /**
     * A setting.
     *
     * @param path where it stands
     * @param works whether it does something
     */
    private record Setting(String path, Predicate<Node> works) {}

    private HollowSettings() {}

    private static Map<String, List<Setting>> settings() {
        Map<String, List<Setting>> settings = new LinkedHashMap<>();
        Predicate<Node> destination = log -> isSet(log.get("DestinationArn"));
        settings.put(
                "AWS::S3::Bucket",
                List.of(
                        new Setting("BucketEncryption", HollowSettings::encrypts),
                        new Setting(
                                "LoggingConfiguration",
                                log -> isSet(log.get("DestinationBucketName")) || isSet(log.get("LogFilePrefix")))));
        settings.put(
                "AWS::CloudFront::Distribution",
                List.of(new Setting("DistributionConfig.Logging", log -> isSet(log.get("Bucket")))));
        settings.put("AWS::ApiGateway::Stage", List.of(new Setting("AccessLogSetting", destination)));
        settings.put(
                "AWS::ApiGateway::Deployment", List.of(new Setting("StageDescription.AccessLogSetting", destination)));
        settings.put("AWS::ApiGatewayV2::Stage", List.of(new Setting("AccessLogSettings", destination)));
        settings.put(
                "AWS::AmazonMQ::Broker",
                List.of(new Setting("EncryptionOptions", encryption -> isSet(encryption.get("KmsKeyId")))));
        Predicate<Node> subnets = vpc -> !isEmpty(vpc.get("SubnetIds"));
        settings.put("AWS::Lambda::Function", List.of(new Setting("VpcConfig", subnets)));
        settings.put("AWS::Elasticsearch::Domain", List.of(new Setting("VPCOptions", subnets)));
        settings.put("AWS::Kinesis::Stream", List.of(new Setting("StreamEncryption.EncryptionType", isOneOf("KMS"))));
        settings.put(
                "AWS::KinesisFirehose::DeliveryStream",
                List.of(new Setting(
                        "DeliveryStreamEncryptionConfigurationInput.KeyType",
                        isOneOf("AWS_OWNED_CMK", "CUSTOMER_MANAGED_CMK"))));
        settings.put("AWS::EKS::Cluster", List.of(new Setting("EncryptionConfig", HollowSettings::namesSecrets)));
        return settings;
    }

    /** The types that have such settings. */
    static Set<String> types() {
        return SETTINGS.keySet();
    }

    /** Those of a resource that are there and do nothing. */
    static Stream<Node> places(Element element) {
        return SETTINGS.get(element.type()).stream()
                .flatMap(setting -> Stream.of(element.at(setting.path()))
                        .filter(node -> !node.missing() && isKnown(node))
                        .filter(node -> !setting.works().test(node)));
    }

    /** Whether a map or list is no function that is left to the deployment; an unknown one is noted. */
    private static boolean isKnown(Node node) {
        boolean function = node.names().stream().anyMatch(name -> name.equals("Ref") || name.startsWith("Fn::"));
        return node.value().isPresent() && !function;
    }

    private static boolean isSet(Node node) {
        return !node.missing() && node.text().filter(String::isBlank).isEmpty();
    }

    /** Absent, an empty list or a blank text. */
    static boolean isEmpty(Node node) {
        return node.missing()
                || node.isList() && node.items().isEmpty()
                || node.text().filter(String::isBlank).isPresent();
    }

    private static Predicate<Node> isOneOf(String... texts) {
        return node ->
                Nodes.known(node).filter(text -> !Set.of(texts).contains(text)).isEmpty();
    }

    private static boolean encrypts(Node encryption) {
        Node rules = encryption.get("ServerSideEncryptionConfiguration");
        return !rules.missing()
                && (!isKnown(rules)
                        || rules.items().stream()
                                .map(rule -> rule.at("ServerSideEncryptionByDefault.SSEAlgorithm"))
                                .anyMatch(algorithm -> !algorithm.missing()
                                        && isOneOf("AES256", "aws:kms", "aws:kms:dsse")
                                                .test(algorithm)));
    }

    private static boolean namesSecrets(Node encryption) {
        return encryption.items().stream()
                .map(one -> one.get("Resources"))
                .anyMatch(resources -> resources.items().stream().anyMatch(isOneOf("secrets")));
    }
}
