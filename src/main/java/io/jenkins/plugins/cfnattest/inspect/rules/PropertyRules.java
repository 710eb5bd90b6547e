package io.jenkins.plugins.cfnattest.inspect.rules;

import io.jenkins.plugins.cfnattest.inspect.Element;
import io.jenkins.plugins.cfnattest.inspect.Finding;
import io.jenkins.plugins.cfnattest.inspect.Node;
import io.jenkins.plugins.cfnattest.inspect.Rule;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Rules about one property: it must be true, it must be present, it must not be this. */
final class PropertyRules {
    private static final String AT_REST = "Without it, whoever gets hold of the storage reads the data.";
    private static final String OWN_KEY =
            "Only a key of one's own can be rotated, audited, shared and withdrawn as one decides.";
    private static final String LOGS =
            "Without logs nobody sees an attack, and nobody can tell afterwards what happened.";

    /** Absent, false, or nothing ({@code AWS::NoValue}). */
    private static final List<Rule> MUST_BE_TRUE = List.of(
            mustBeTrue("F1", "EbsVolumeHasSseRule", "AWS::EC2::Volume", "Encrypted", AT_REST),
            mustBeTrue(
                    "F25",
                    "ElastiCacheReplicationGroupAtRestEncryptionRule",
                    "AWS::ElastiCache::ReplicationGroup",
                    "AtRestEncryptionEnabled",
                    AT_REST),
            mustBeTrue("F26", "RDSDBClusterStorageEncryptedRule", "AWS::RDS::DBCluster", "StorageEncrypted", AT_REST),
            mustBeTrue("F28", "RedshiftClusterEncryptedRule", "AWS::Redshift::Cluster", "Encrypted", AT_REST),
            mustBeTrue(
                    "F30",
                    "NeptuneDBClusterStorageEncryptedRule",
                    "AWS::Neptune::DBCluster",
                    "StorageEncrypted",
                    AT_REST),
            mustBeTrue("F32", "EFSFileSystemEncryptedRule", "AWS::EFS::FileSystem", "Encrypted", AT_REST),
            mustBeTrue(
                    "F33",
                    "ElastiCacheReplicationGroupTransitEncryptionRule",
                    "AWS::ElastiCache::ReplicationGroup",
                    "TransitEncryptionEnabled",
                    "Without it, whoever listens on the network reads the data."),
            mustBeTrue("W37", "EbsVolumeEncryptionKeyRule", "AWS::EC2::Volume", "KmsKeyId", OWN_KEY),
            mustBeTrue("W47", "SnsTopicKmsMasterKeyIdRule", "AWS::SNS::Topic", "KmsMasterKeyId", OWN_KEY),
            mustBeTrue("W48", "SqsQueueKmsMasterKeyIdRule", "AWS::SQS::Queue", "KmsMasterKeyId", OWN_KEY),
            mustBeTrue("W77", "SecretsManagerSecretKmsKeyIdRule", "AWS::SecretsManager::Secret", "KmsKeyId", OWN_KEY),
            mustBeTrue(
                    "W1200",
                    "SageMakerEndpointConfigKmsKeyIdRule",
                    "AWS::SageMaker::EndpointConfig",
                    "KmsKeyId",
                    OWN_KEY),
            mustBeTrue(
                    "W1201",
                    "SageMakerNotebookInstanceKmsKeyIdRule",
                    "AWS::SageMaker::NotebookInstance",
                    "KmsKeyId",
                    OWN_KEY));

    private static final List<Rule> MUST_BE_PRESENT = List.of(
            mustBePresent(
                    "W10",
                    "CloudFrontDistributionAccessLoggingRule",
                    "AWS::CloudFront::Distribution",
                    "DistributionConfig.Logging",
                    LOGS),
            mustBePresent("W32", "CodeBuildEncryptionKeyRule", "AWS::CodeBuild::Project", "EncryptionKey", OWN_KEY),
            mustBePresent("W35", "S3BucketAccessLoggingRule", "AWS::S3::Bucket", "LoggingConfiguration", LOGS),
            mustBePresent("W41", "S3BucketEncryptionSetRule", "AWS::S3::Bucket", "BucketEncryption", AT_REST),
            mustBePresent(
                    "W46", "ApiGatewayV2AccessLoggingRule", "AWS::ApiGatewayV2::Stage", "AccessLogSettings", LOGS),
            mustBePresent(
                    "W53",
                    "AmazonMQBrokerEncryptionOptionsRule",
                    "AWS::AmazonMQ::Broker",
                    "EncryptionOptions",
                    OWN_KEY),
            mustBePresent(
                    "W69", "ApiGatewayStageAccessLoggingRule", "AWS::ApiGateway::Stage", "AccessLogSetting", LOGS),
            mustBePresent("W84", "LogsLogGroupEncryptedRule", "AWS::Logs::LogGroup", "KmsKeyId", OWN_KEY),
            mustBePresent(
                    "W86",
                    "LogsLogGroupRetentionRule",
                    "AWS::Logs::LogGroup",
                    "RetentionInDays",
                    "Logs that are kept for ever cost for ever, and so may the personal data in them."),
            mustBePresent(
                    "W89",
                    "LambdaFunctionInsideVPCRule",
                    "AWS::Lambda::Function",
                    "VpcConfig",
                    "Only inside a VPC can network rules say whom the function talks to."),
            mustBePresent(
                    "W90",
                    "ElasticsearchDomainInsideVPCRule",
                    "AWS::Elasticsearch::Domain",
                    "VPCOptions",
                    "Outside a VPC the domain has an address on the internet."),
            mustBePresent(
                    "W92",
                    "LambdaFunctionReservedConcurrentExecutionsRule",
                    "AWS::Lambda::Function",
                    "ReservedConcurrentExecutions",
                    "Without a bound, one function can use up the account's executions and starve the others."),
            mustBePresent(
                    "W80",
                    "KendraIndexServerSideEncryptionConfigurationKmsKeyIdRule",
                    "AWS::Kendra::Index",
                    "ServerSideEncryptionConfiguration.KmsKeyId",
                    OWN_KEY));

    private static final List<Rule> MUST_BE_TRUTHY = List.of(
            mustBeTruthy(
                    "F19",
                    "KMSKeyRotationRule",
                    "AWS::KMS::Key",
                    "EnableKeyRotation",
                    "A key that is never rotated gives an intruder all data ever encrypted with it."),
            mustBeTruthy(
                    "W74", "DynamoDBEncryptionRule", "AWS::DynamoDB::Table", "SSESpecification.SSEEnabled", OWN_KEY),
            mustBeTruthy(
                    "W78",
                    "DynamoDBBackupRule",
                    "AWS::DynamoDB::Table",
                    "PointInTimeRecoverySpecification.PointInTimeRecoveryEnabled",
                    "Without it, data that is deleted or overwritten is gone."),
            mustBeTruthy(
                    "W79",
                    "ECRRepositoryScanOnPushRule",
                    "AWS::ECR::Repository",
                    "ImageScanningConfiguration.ScanOnPush",
                    "An image that nobody scanned may hold known weaknesses."),
            mustBeTruthy(
                    "W83", "DAXClusterEncryptionRule", "AWS::DAX::Cluster", "SSESpecification.SSEEnabled", AT_REST),
            mustNotBeFalse(
                    "F29",
                    "WorkspacesWorkspaceEncryptionRule",
                    "AWS::WorkSpaces::Workspace",
                    "UserVolumeEncryptionEnabled",
                    AT_REST),
            mustNotBeFalse(
                    "W54",
                    "ElasticsearchDomainEncryptionAtRestOptionsRule",
                    "AWS::Elasticsearch::Domain",
                    "EncryptionAtRestOptions.Enabled",
                    AT_REST),
            mustNotBeFalse(
                    "W85",
                    "ElasticsearchDomainNodeToNodeEncryptionOptionsRule",
                    "AWS::Elasticsearch::Domain",
                    "NodeToNodeEncryptionOptions.Enabled",
                    "Without it, whoever listens on the network reads the data."));

    private static final List<Rule> PREDICATES = List.of(
            when(
                    "F13",
                    "LambdaPermissionWildcardPrincipalRule",
                    "AWS::Lambda::Permission",
                    "Principal",
                    principal -> principal
                            .string()
                            .filter(text -> text.contains("*"))
                            .isPresent(),
                    "Principal contains a star; name the account or service that may call the function.",
                    "A star as principal means everybody."),
            when(
                    "F14",
                    "S3BucketPublicReadWriteAclRule",
                    "AWS::S3::Bucket",
                    "AccessControl",
                    acl -> acl.is("PublicReadWrite"),
                    "AccessControl lets everybody read and write the bucket; use Private and a bucket policy.",
                    "Everybody on the internet can change what others trust."),
            when(
                    "W31",
                    "S3BucketPublicReadAclRule",
                    "AWS::S3::Bucket",
                    "AccessControl",
                    acl -> acl.is("PublicRead"),
                    "AccessControl lets everybody read the bucket; use Private and a bucket policy.",
                    "Public buckets are how most data has leaked."),
            when(
                    "F22",
                    "RDSInstancePubliclyAccessibleRule",
                    "AWS::RDS::DBInstance",
                    "PubliclyAccessible",
                    open -> open.absent() || open.truthy(),
                    "The database may get an address on the internet; set PubliclyAccessible to false.",
                    "A database that can be reached from everywhere is attacked from everywhere."),
            when(
                    "F78",
                    "CognitoUserPoolMfaConfigurationOnorOptionalRule",
                    "AWS::Cognito::UserPool",
                    "MfaConfiguration",
                    mfa -> mfa.text().filter("off"::equalsIgnoreCase).isPresent(),
                    "MfaConfiguration switches the second factor off; set it to ON or OPTIONAL.",
                    "A stolen password alone then opens the account."),
            when(
                    "W24",
                    "LambdaPermissionInvokeFunctionActionRule",
                    "AWS::Lambda::Permission",
                    "Action",
                    action -> !action.is("lambda:InvokeFunction"),
                    "Action is more than lambda:InvokeFunction; allow that only.",
                    "Callers need to invoke a function, not to change it."),
            when(
                    "W33",
                    "EC2SubnetMapPublicIpOnLaunchRule",
                    "AWS::EC2::Subnet",
                    "MapPublicIpOnLaunch",
                    Node::truthy,
                    "Instances in this subnet get public addresses by themselves; set MapPublicIpOnLaunch to false.",
                    "Nobody decided that these instances shall be on the internet."),
            when(
                    "W34",
                    "BatchJobDefinitionContainerPropertiesPrivilegedRule",
                    "AWS::Batch::JobDefinition",
                    "ContainerProperties.Privileged",
                    Node::truthy,
                    "The container runs privileged; remove ContainerProperties.Privileged.",
                    "Who breaks into a privileged container owns its host."),
            when(
                    "W56",
                    "ElasticLoadBalancerV2ListenerProtocolRule",
                    "AWS::ElasticLoadBalancingV2::Listener",
                    "Protocol",
                    protocol -> protocol.is("HTTP"),
                    "The listener speaks HTTP; use HTTPS or TLS.",
                    "Whoever is on the way reads and changes what is said."),
            when(
                    "W57",
                    "CognitoIdentityPoolAllowUnauthenticatedIdentitiesRule",
                    "AWS::Cognito::IdentityPool",
                    "AllowUnauthenticatedIdentities",
                    Node::truthy,
                    "Anybody gets an identity without signing in; set AllowUnauthenticatedIdentities to false.",
                    "Anonymous callers then hold credentials of the account."),
            when(
                    "W62",
                    "ApiGatewaySecurityPolicyRule",
                    "AWS::ApiGateway::DomainName",
                    "SecurityPolicy",
                    policy -> policy.absent() || policy.is("TLS_1_0"),
                    "The domain accepts TLS 1.0; set SecurityPolicy to TLS_1_2.",
                    "TLS 1.0 is broken."),
            when(
                    "W73",
                    "DynamoDBBillingModeRule",
                    "AWS::DynamoDB::Table",
                    "BillingMode",
                    mode -> !mode.is("PAY_PER_REQUEST") && !mode.is("PROVISIONED"),
                    "The billing mode is left open; set BillingMode to PAY_PER_REQUEST or PROVISIONED.",
                    "Capacity that nobody chose is too small or too dear."),
            when(
                    "W75",
                    "RDSInstanceBackupRetentionPeriodRule",
                    "AWS::RDS::DBInstance",
                    "BackupRetentionPeriod",
                    period -> period.is("0"),
                    "Backups are switched off; set BackupRetentionPeriod to a number of days.",
                    "Without backups, a mistake or an intruder ends the data."),
            when(
                    "W91",
                    "DMSReplicationInstanceNotPublicRule",
                    "AWS::DMS::ReplicationInstance",
                    "PubliclyAccessible",
                    open -> open.absent() || open.truthy(),
                    "The replication instance may get an address on the internet; set PubliclyAccessible to false.",
                    "It can read both databases, and then anybody can try it."));

    private static final List<Rule> BANNED = List.of(Row.each(
            "F77",
            "AmazonSimpleDBDomainRule",
            "AWS::SDB::Domain",
            "SimpleDB keeps data without encryption; use another database, such as DynamoDB.",
            AT_REST,
            element -> Optional.of(Finding.of(element))));

    static final List<Rule> ROWS = Stream.of(MUST_BE_TRUE, MUST_BE_PRESENT, MUST_BE_TRUTHY, PREDICATES, BANNED)
            .flatMap(List::stream)
            .toList();

    private PropertyRules() {}

    private static Rule mustBeTrue(String id, String name, String type, String path, String rationale) {
        return when(
                id,
                name,
                type,
                path,
                node -> node.isNoValue() || node.notTruthy(),
                path + " is not set; set it.",
                rationale);
    }

    private static Rule mustBePresent(String id, String name, String type, String path, String rationale) {
        return when(id, name, type, path, Node::absent, path + " is missing; add it.", rationale);
    }

    /** Anything but true offends, a value that is not known too. */
    private static Rule mustBeTruthy(String id, String name, String type, String path, String rationale) {
        return when(id, name, type, path, node -> !node.truthy(), path + " is not true; set it to true.", rationale);
    }

    /** Absent or false offends, a value that is not known does not. */
    private static Rule mustNotBeFalse(String id, String name, String type, String path, String rationale) {
        return when(id, name, type, path, Node::notTruthy, path + " is not true; set it to true.", rationale);
    }

    private static Rule when(
            String id,
            String name,
            String type,
            String path,
            Predicate<Node> offends,
            String message,
            String rationale) {
        return Row.each(id, name, type, message, rationale, element -> found(element, path, offends));
    }

    private static Optional<Finding> found(Element element, String path, Predicate<Node> offends) {
        return Optional.of(element.at(path)).filter(offends).map(Finding::at);
    }
}
