package io.jenkins.plugins.cfnattest.inspect.rules;

import io.jenkins.plugins.cfnattest.inspect.Element;
import io.jenkins.plugins.cfnattest.inspect.Node;
import io.jenkins.plugins.cfnattest.inspect.Rule;
import io.jenkins.plugins.cfnattest.inspect.RuleText;
import io.jenkins.plugins.cfnattest.inspect.RuleType;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Ways round the rules about single properties: odd values, empty settings, and the same setting in another place. */
final class HardenedPropertyRules {
    private static final String AT_REST = "Without it, whoever gets hold of the storage reads the data.";

    private static final Map<String, List<String>> GRAVE_SWITCHES = graveSwitches();
    private static final Map<String, List<String>> OTHER_SWITCHES = otherSwitches();
    private static final Map<String, List<String>> VOLUMES = volumes();
    private static final Map<String, List<String>> KEYS = keys();

    /** Where the key that AWS manages is not what one gets anyway. */
    private static final Set<String> AWS_KEY_IS_PROGRESS =
            Set.of("AWS::SNS::Topic", "AWS::SQS::Queue", "AWS::Kinesis::Stream");

    /** Source: KMS API reference, KeyId; an alias may be put together, and a dynamic reference names one. */
    private static final Pattern KEY = Pattern.compile(
            "arn:[^:\\s]+:kms:.+|alias/.+|(?i:mrk-[0-9a-f]{32}|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12})|\\{\\{resolve:.+\\}\\}");

    static final List<Rule> ROWS = List.of(
            Hardened.each(
                    "CA52",
                    RuleType.FAIL,
                    "SwitchNeitherOnNorOffRule",
                    "F1",
                    GRAVE_SWITCHES.keySet(),
                    new RuleText(
                            "One of the properties of F1, F22, F25, F26, F27, F28, F29, F30, F32, F33 and F80 is present, but reads"
                                    + " neither true nor false in any case.",
                            "The property is neither true nor false, so nobody knows what it does",
                            "set it to true or false",
                            "What is not understood is refused at best, and taken for off at worst."),
                    element -> Hardened.places(element, GRAVE_SWITCHES).filter(Switches::isOdd)),
            Hardened.each(
                    "CA53",
                    RuleType.WARN,
                    "OtherSwitchNeitherOnNorOffRule",
                    "W57",
                    OTHER_SWITCHES.keySet(),
                    new RuleText(
                            "One of the properties of W33, W34, W50, W52, W54, W57, W85, W87 and W91 is present, but reads neither"
                                    + " true nor false in any case.",
                            "The property is neither true nor false, so nobody knows what it does",
                            "set it to true or false",
                            "What is not understood is refused at best, and taken for the dangerous choice at worst."),
                    HardenedPropertyRules::oddSwitches),
            Hardened.each(
                    "CA54",
                    RuleType.FAIL,
                    "InstanceVolumeEncryptedRule",
                    "F1",
                    VOLUMES.keySet(),
                    new RuleText(
                            "A volume (Ebs, ManagedEBSVolume) that an instance, launch template, launch configuration, spot fleet or ECS"
                                    + " service describes has no Encrypted that is true.",
                            "A volume of the instances is stored in the clear",
                            "set Encrypted to true",
                            "It is the same volume as an AWS::EC2::Volume, made in another place."),
                    element -> Hardened.places(element, VOLUMES)
                            .filter(Node::present)
                            .map(volume -> volume.get("Encrypted"))
                            .filter(Switches::isOff)),
            Hardened.each(
                    "CA55",
                    RuleType.FAIL,
                    "OtherDatabaseStorageEncryptedRule",
                    "F26",
                    Set.of(
                            "AWS::DocDB::DBCluster",
                            "AWS::RDS::GlobalCluster",
                            "AWS::RDS::DBInstance",
                            "AWS::ElastiCache::CacheCluster"),
                    new RuleText(
                            "StorageEncrypted is not true on a DocDB cluster, on a global cluster without SourceDBClusterIdentifier, or on a"
                                    + " database instance whose DBClusterIdentifier is blank; or an ElastiCache cluster of engine redis or valkey"
                                    + " stands alone, which can not be encrypted. Closes the ways round F25, F27 and F30 too.",
                            "The database is stored in the clear",
                            "set StorageEncrypted to true, or use an encrypted replication group instead of a cache cluster",
                            AT_REST),
                    HardenedPropertyRules::openDatabases),
            Hardened.each(
                    "CA56",
                    RuleType.FAIL,
                    "RDSClusterDeletionProtectionRule",
                    "F80",
                    Set.of("AWS::RDS::DBCluster"),
                    new RuleText(
                            "DeletionProtection of a database cluster is not true; F80 leaves out the instances of Aurora, which the cluster protects.",
                            "The database cluster can be deleted at once",
                            "set DeletionProtection to true",
                            "A mistake or an intruder ends the data."),
                    element -> Stream.of(element.get("DeletionProtection")).filter(Switches::isOff)),
            Hardened.beyond(
                    "CA57",
                    RuleType.FAIL,
                    "CognitoUserPoolMfaNotSetRule",
                    "F78",
                    Set.of("F78"),
                    Set.of("AWS::Cognito::UserPool"),
                    new RuleText(
                            "MfaConfiguration is absent, which is off, or anything but ON (also an unquoted one, which is true) and OPTIONAL, such"
                                    + " as an unquoted OFF, which is false. Silent on a resource that F78 reports.",
                            "The user pool has no second factor",
                            "set MfaConfiguration to ON or OPTIONAL",
                            "A stolen password alone then opens the account."),
                    element -> Stream.of(element.get("MfaConfiguration"))
                            .filter(mfa -> mfa.missing()
                                    || Nodes.known(mfa)
                                            .filter(text -> !Set.of("ON", "OPTIONAL", "true")
                                                    .contains(text))
                                            .isPresent())),
            Hardened.beyond(
                    "CA58",
                    RuleType.WARN,
                    "OtherWebAclDefaultActionRule",
                    "F665",
                    Set.of("F665"),
                    Set.of("AWS::WAFv2::WebACL", "AWS::WAFRegional::WebACL", "AWS::WAF::WebACL"),
                    new RuleText(
                            "DefaultAction has the member Allow (WAFv2), or a Type that reads ALLOW in any case. Silent on a resource that F665 reports.",
                            "What no rule mentions is let through",
                            "block by default, and allow what is needed",
                            "A rule that is forgotten then is a hole."),
                    HardenedPropertyRules::openAcl),
            Hardened.each(
                    "CA59",
                    RuleType.WARN,
                    "KeyOfOnesOwnRule",
                    "W37",
                    KEYS.keySet(),
                    new RuleText(
                            "The key of W32, W37, W47, W48, W49, W77, W80, W82, W84, W1200 or W1201 is a text that names no key (no ARN, alias, key id or"
                                    + " dynamic reference), or an alias/aws/ key, which AWS manages; on a topic, queue or stream the latter is fine.",
                            "The key is none of your own",
                            "name a key that you made",
                            "Only a key of one's own can be rotated, audited, shared and withdrawn as one decides."),
                    element -> Hardened.places(element, KEYS).filter(HardenedPropertyRules::isNoOwnKey)),
            Hardened.beyond(
                    "CA60",
                    RuleType.WARN,
                    "SettingWithoutEffectRule",
                    "W41",
                    Set.of("W49", "W82", "W88"),
                    HollowSettings.types(),
                    new RuleText(
                            "A setting that must be present for W10, W35, W41, W45, W46, W49, W53, W69, W82, W88, W89 or W90 is present, but does"
                                    + " nothing: bucket encryption without an SSEAlgorithm AES256, aws:kms or aws:kms:dsse; logging without a destination"
                                    + " (bucket, prefix or DestinationArn); a VPC without subnets; EncryptionOptions without KmsKeyId; an EncryptionType"
                                    + " other than KMS; a KeyType that AWS does not know; no EncryptionConfig that names secrets. Silent on a resource that W49, W82 or W88 reports.",
                            "The setting is there, but does nothing",
                            "complete the setting",
                            "An empty setting looks like one, and protects nothing."),
                    HollowSettings::places),
            Hardened.each(
                    "CA61",
                    RuleType.WARN,
                    "OpenSearchDomainRule",
                    "W54",
                    Set.of("AWS::OpenSearchService::Domain"),
                    new RuleText(
                            "EncryptionAtRestOptions.Enabled or NodeToNodeEncryptionOptions.Enabled of an OpenSearch domain is not true, or its"
                                    + " VPCOptions have no SubnetIds. Closes the ways round W85 and W90 too.",
                            "The domain is not encrypted everywhere, or has an address on the internet",
                            "set EncryptionAtRestOptions, NodeToNodeEncryptionOptions and VPCOptions",
                            "It is an Elasticsearch domain by its new name."),
                    element -> Stream.concat(
                            Stream.of("EncryptionAtRestOptions.Enabled", "NodeToNodeEncryptionOptions.Enabled")
                                    .map(element::at)
                                    .filter(Switches::isOff),
                            Stream.of(element.at("VPCOptions.SubnetIds")).filter(HollowSettings::isEmpty))),
            Hardened.each(
                    "CA62",
                    RuleType.WARN,
                    "DynamoDBGlobalTableRule",
                    "W78",
                    Set.of("AWS::DynamoDB::GlobalTable"),
                    new RuleText(
                            "SSESpecification.SSEEnabled of a global table, or PointInTimeRecoverySpecification.PointInTimeRecoveryEnabled of one of"
                                    + " its Replicas, is not true. Closes the ways round W74 too.",
                            "The table has no encryption with a key of the account, or no backup of each replica",
                            "set SSEEnabled and PointInTimeRecoveryEnabled to true",
                            "It is a table like AWS::DynamoDB::Table."),
                    element -> Stream.concat(
                            Stream.of(element.at("SSESpecification.SSEEnabled")).filter(Switches::isOff),
                            Nodes.at(element, "Replicas[].PointInTimeRecoverySpecification.PointInTimeRecoveryEnabled")
                                    .stream()
                                    .filter(Switches::isOff))),
            Hardened.each(
                    "CA63",
                    RuleType.WARN,
                    "ApiGatewayMethodCacheEncryptedRule",
                    "W87",
                    Set.of("AWS::ApiGateway::Stage", "AWS::ApiGateway::Deployment"),
                    new RuleText(
                            "One of the MethodSettings of a stage, or of a deployment's StageDescription, has CachingEnabled true and no"
                                    + " CacheDataEncrypted that is true.",
                            "Answers are cached without encryption",
                            "set CacheDataEncrypted to true",
                            "The cache holds what the API answers, personal data included."),
                    element -> Stream.of("MethodSettings[]", "StageDescription.MethodSettings[]")
                            .flatMap(path -> Nodes.at(element, path).stream())
                            .filter(method -> method.get("CachingEnabled").truthy())
                            .map(method -> method.get("CacheDataEncrypted"))
                            .filter(Switches::isOff)),
            Hardened.each(
                    "CA64",
                    RuleType.WARN,
                    "DLMScheduledCopyEncryptionRule",
                    "W81",
                    Set.of("AWS::DLM::LifecyclePolicy"),
                    new RuleText(
                            "One of the CrossRegionCopyRules of a schedule (PolicyDetails.Schedules) has no Encrypted that is true.",
                            "Copies to other regions are not encrypted",
                            "set Encrypted to true",
                            AT_REST),
                    element -> Nodes.at(element, "PolicyDetails.Schedules[].CrossRegionCopyRules[].Encrypted").stream()
                            .filter(Switches::isOff)),
            Hardened.beyond(
                    "CA65",
                    RuleType.WARN,
                    "BackupsSwitchedOffOtherwiseRule",
                    "W75",
                    Set.of("W75"),
                    Set.of("AWS::RDS::DBInstance"),
                    new RuleText(
                            "BackupRetentionPeriod is zero or less in whatever spelling, or no whole number. Silent on a resource that W75 reports.",
                            "Backups are switched off",
                            "set BackupRetentionPeriod to a number of days",
                            "Without backups, a mistake or an intruder ends the data."),
                    element -> Stream.of(element.get("BackupRetentionPeriod"))
                            .filter(period -> Nodes.known(period)
                                    .filter(text -> Protocols.whole(text).orElse(0) < 1)
                                    .isPresent())),
            Hardened.each(
                    "CA66",
                    RuleType.WARN,
                    "OtherContainerPrivilegedRule",
                    "W34",
                    Set.of("AWS::Batch::JobDefinition", "AWS::ECS::TaskDefinition"),
                    new RuleText(
                            "A container of an ECS task (ContainerDefinitions), or of a batch job below NodeProperties, EcsProperties or"
                                    + " EksProperties, has Privileged true.",
                            "The container runs privileged",
                            "remove Privileged",
                            "Who breaks into a privileged container owns its host."),
                    element -> Stream.of(
                                    "ContainerDefinitions[].Privileged",
                                    "NodeProperties.NodeRangeProperties[].Container.Privileged",
                                    "NodeProperties.NodeRangeProperties[].EcsProperties.TaskProperties[].Containers[].Privileged",
                                    "EcsProperties.TaskProperties[].Containers[].Privileged",
                                    "EksProperties.PodProperties.Containers[].SecurityContext.Privileged",
                                    "EksProperties.PodProperties.InitContainers[].SecurityContext.Privileged")
                            .flatMap(path -> Nodes.at(element, path).stream())
                            .filter(Node::truthy)));

    private HardenedPropertyRules() {}

    private static Map<String, List<String>> graveSwitches() {
        Map<String, List<String>> switches = new LinkedHashMap<>();
        switches.put("AWS::EC2::Volume", List.of("Encrypted"));
        switches.put(
                "AWS::ElastiCache::ReplicationGroup", List.of("AtRestEncryptionEnabled", "TransitEncryptionEnabled"));
        switches.put("AWS::RDS::DBCluster", List.of("StorageEncrypted"));
        switches.put("AWS::RDS::DBInstance", List.of("StorageEncrypted", "DeletionProtection", "PubliclyAccessible"));
        switches.put("AWS::Redshift::Cluster", List.of("Encrypted"));
        switches.put("AWS::Neptune::DBCluster", List.of("StorageEncrypted"));
        switches.put("AWS::EFS::FileSystem", List.of("Encrypted"));
        switches.put("AWS::WorkSpaces::Workspace", List.of("UserVolumeEncryptionEnabled"));
        return switches;
    }

    private static Map<String, List<String>> otherSwitches() {
        Map<String, List<String>> switches = new LinkedHashMap<>();
        switches.put("AWS::ApiGateway::Deployment", List.of("StageDescription.CachingEnabled"));
        switches.put("AWS::Batch::JobDefinition", List.of("ContainerProperties.Privileged"));
        switches.put("AWS::Cognito::IdentityPool", List.of("AllowUnauthenticatedIdentities"));
        switches.put("AWS::DMS::ReplicationInstance", List.of("PubliclyAccessible"));
        switches.put("AWS::EC2::Subnet", List.of("MapPublicIpOnLaunch"));
        switches.put("AWS::ElasticLoadBalancingV2::LoadBalancer", List.of());
        switches.put(
                "AWS::Elasticsearch::Domain",
                List.of("EncryptionAtRestOptions.Enabled", "NodeToNodeEncryptionOptions.Enabled"));
        switches.put("AWS::IAM::User", List.of("LoginProfile.PasswordResetRequired"));
        return switches;
    }

    private static Map<String, List<String>> volumes() {
        Map<String, List<String>> volumes = new LinkedHashMap<>();
        volumes.put("AWS::EC2::Instance", List.of("BlockDeviceMappings[].Ebs"));
        volumes.put("AWS::EC2::LaunchTemplate", List.of("LaunchTemplateData.BlockDeviceMappings[].Ebs"));
        volumes.put("AWS::AutoScaling::LaunchConfiguration", List.of("BlockDeviceMappings[].Ebs"));
        volumes.put(
                "AWS::EC2::SpotFleet",
                List.of("SpotFleetRequestConfigData.LaunchSpecifications[].BlockDeviceMappings[].Ebs"));
        volumes.put("AWS::ECS::Service", List.of("VolumeConfigurations[].ManagedEBSVolume"));
        return volumes;
    }

    private static Map<String, List<String>> keys() {
        Map<String, List<String>> keys = new LinkedHashMap<>();
        keys.put("AWS::EC2::Volume", List.of("KmsKeyId"));
        keys.put("AWS::SNS::Topic", List.of("KmsMasterKeyId"));
        keys.put("AWS::SQS::Queue", List.of("KmsMasterKeyId"));
        keys.put("AWS::SecretsManager::Secret", List.of("KmsKeyId"));
        keys.put("AWS::SageMaker::EndpointConfig", List.of("KmsKeyId"));
        keys.put("AWS::SageMaker::NotebookInstance", List.of("KmsKeyId"));
        keys.put("AWS::CodeBuild::Project", List.of("EncryptionKey"));
        keys.put("AWS::Logs::LogGroup", List.of("KmsKeyId"));
        keys.put("AWS::Kendra::Index", List.of("ServerSideEncryptionConfiguration.KmsKeyId"));
        keys.put("AWS::Kinesis::Stream", List.of("StreamEncryption.KeyId"));
        keys.put("AWS::EKS::Cluster", List.of("EncryptionConfig[].Provider.KeyArn"));
        return keys;
    }

    private static Stream<Node> oddSwitches(Element element) {
        Stream<Node> logging = Nodes.at(element, "LoadBalancerAttributes[]").stream()
                .filter(attribute -> attribute
                        .get("Key")
                        .text()
                        .filter(key -> key.strip().equalsIgnoreCase("access_logs.s3.enabled"))
                        .isPresent())
                .map(attribute -> attribute.get("Value"));
        boolean balancer = element.type().equals("AWS::ElasticLoadBalancingV2::LoadBalancer");
        return (balancer ? logging : Hardened.places(element, OTHER_SWITCHES)).filter(Switches::isOdd);
    }

    private static Stream<Node> openDatabases(Element element) {
        Node encrypted = element.get("StorageEncrypted");
        boolean open = switch (element.type()) {
            case "AWS::RDS::GlobalCluster" ->
                element.get("SourceDBClusterIdentifier").missing() && Switches.isOff(encrypted);
            case "AWS::RDS::DBInstance" ->
                Nodes.known(element.get("DBClusterIdentifier"))
                                .filter(String::isBlank)
                                .isPresent()
                        && Switches.isOff(encrypted);
            case "AWS::ElastiCache::CacheCluster" ->
                element.get("Engine")
                        .text()
                        .filter(engine -> Set.of("redis", "valkey")
                                .contains(engine.strip().toLowerCase(Locale.ROOT)))
                        .isPresent();
            default -> Switches.isOff(encrypted);
        };
        return open ? Stream.of(encrypted) : Stream.of();
    }

    private static Stream<Node> openAcl(Element acl) {
        Node action = acl.get("DefaultAction");
        Node type = action.get("Type");
        boolean named = type.text()
                .filter(text -> text.strip().equalsIgnoreCase("allow"))
                .isPresent();
        return Stream.of(action.get("Allow"))
                .filter(allow -> named || action.names().contains("Allow"));
    }

    private static boolean isNoOwnKey(Node key) {
        Optional<String> text = Nodes.known(key);
        boolean managed = key.text().filter(name -> name.contains("alias/aws/")).isPresent();
        boolean none = text.filter(name -> !name.contains("${"))
                .filter(name -> !KEY.matcher(name.strip()).matches())
                .isPresent();
        return none || managed && !AWS_KEY_IS_PROGRESS.contains(key.owner().type());
    }
}
