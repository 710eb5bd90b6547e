package io.jenkins.plugins.cfnattest.inspect.rules;

import static io.jenkins.plugins.cfnattest.inspect.rules.PropertyShapes.mustBePresent;
import static io.jenkins.plugins.cfnattest.inspect.rules.PropertyShapes.mustBeTrue;
import static io.jenkins.plugins.cfnattest.inspect.rules.PropertyShapes.mustBeTruthy;
import static io.jenkins.plugins.cfnattest.inspect.rules.PropertyShapes.mustNotBeFalse;

import io.jenkins.plugins.cfnattest.inspect.Finding;
import io.jenkins.plugins.cfnattest.inspect.Rule;
import io.jenkins.plugins.cfnattest.inspect.RuleText;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Encryption that one property switches on, and the keys it is done with. */
final class EncryptedPropertyRules {
    private static final String AT_REST =
            "Whoever gets hold of the storage, a snapshot or a backup of it reads the data.";
    private static final String IN_TRANSIT = "Whoever listens on the network between the nodes reads the data.";
    private static final String OWN_KEY =
            "Only a key of one's own can be rotated, audited, shared and withdrawn as one decides.";

    private static final List<Rule> AT_REST_ROWS = List.of(
            mustBeTrue(
                    "F1",
                    "EbsVolumeHasSseRule",
                    "AWS::EC2::Volume",
                    "Encrypted",
                    "The volume is not encrypted",
                    "set Encrypted to true",
                    AT_REST),
            mustBeTrue(
                    "F25",
                    "ElastiCacheReplicationGroupAtRestEncryptionRule",
                    "AWS::ElastiCache::ReplicationGroup",
                    "AtRestEncryptionEnabled",
                    "What the cache writes to disk is not encrypted",
                    "set AtRestEncryptionEnabled to true",
                    AT_REST),
            mustBeTrue(
                    "F26",
                    "RDSDBClusterStorageEncryptedRule",
                    "AWS::RDS::DBCluster",
                    "StorageEncrypted",
                    "The database cluster's storage is not encrypted",
                    "set StorageEncrypted to true",
                    AT_REST),
            mustBeTrue(
                    "F28",
                    "RedshiftClusterEncryptedRule",
                    "AWS::Redshift::Cluster",
                    "Encrypted",
                    "The data warehouse is not encrypted",
                    "set Encrypted to true",
                    AT_REST),
            mustBeTrue(
                    "F30",
                    "NeptuneDBClusterStorageEncryptedRule",
                    "AWS::Neptune::DBCluster",
                    "StorageEncrypted",
                    "The graph database's storage is not encrypted",
                    "set StorageEncrypted to true",
                    AT_REST),
            mustBeTrue(
                    "F32",
                    "EFSFileSystemEncryptedRule",
                    "AWS::EFS::FileSystem",
                    "Encrypted",
                    "The file system is not encrypted",
                    "set Encrypted to true",
                    AT_REST),
            mustBePresent(
                    "W41",
                    "S3BucketEncryptionSetRule",
                    "AWS::S3::Bucket",
                    "BucketEncryption",
                    "The bucket does not say how it encrypts",
                    "add BucketEncryption with SSEAlgorithm aws:kms or AES256",
                    AT_REST),
            mustBeTruthy(
                    "W83",
                    "DAXClusterEncryptionRule",
                    "AWS::DAX::Cluster",
                    "SSESpecification.SSEEnabled",
                    "The DAX cluster's cache is not encrypted",
                    "set SSESpecification.SSEEnabled to true",
                    AT_REST),
            mustNotBeFalse(
                    "F29",
                    "WorkspacesWorkspaceEncryptionRule",
                    "AWS::WorkSpaces::Workspace",
                    "UserVolumeEncryptionEnabled",
                    "The desktop's user volume is not encrypted",
                    "set UserVolumeEncryptionEnabled to true",
                    AT_REST),
            mustNotBeFalse(
                    "W54",
                    "ElasticsearchDomainEncryptionAtRestOptionsRule",
                    "AWS::Elasticsearch::Domain",
                    "EncryptionAtRestOptions.Enabled",
                    "The search domain's data are not encrypted at rest",
                    "set EncryptionAtRestOptions.Enabled to true",
                    AT_REST),
            Row.each(
                    "F77",
                    "AmazonSimpleDBDomainRule",
                    "AWS::SDB::Domain",
                    new RuleText(
                            "Reports every AWS::SDB::Domain, whatever its properties say.",
                            "SimpleDB keeps its data without encryption",
                            "use an AWS::DynamoDB::Table instead",
                            AT_REST),
                    element -> Optional.of(Finding.of(element))));

    private static final List<Rule> IN_TRANSIT_ROWS = List.of(
            mustBeTrue(
                    "F33",
                    "ElastiCacheReplicationGroupTransitEncryptionRule",
                    "AWS::ElastiCache::ReplicationGroup",
                    "TransitEncryptionEnabled",
                    "The cache talks to its clients and replicas in the clear",
                    "set TransitEncryptionEnabled to true",
                    IN_TRANSIT),
            mustNotBeFalse(
                    "W85",
                    "ElasticsearchDomainNodeToNodeEncryptionOptionsRule",
                    "AWS::Elasticsearch::Domain",
                    "NodeToNodeEncryptionOptions.Enabled",
                    "The search domain's nodes talk to each other in the clear",
                    "set NodeToNodeEncryptionOptions.Enabled to true",
                    IN_TRANSIT));

    private static final List<Rule> KEY_ROWS = List.of(
            mustBeTruthy(
                    "F19",
                    "KMSKeyRotationRule",
                    "AWS::KMS::Key",
                    "EnableKeyRotation",
                    "The key is never rotated",
                    "set EnableKeyRotation to true",
                    "A key that is never rotated gives an intruder all data ever encrypted with it."),
            mustBeTrue(
                    "W37",
                    "EbsVolumeEncryptionKeyRule",
                    "AWS::EC2::Volume",
                    "KmsKeyId",
                    "The volume has no encryption key of your own",
                    "set KmsKeyId to the ARN of your key",
                    OWN_KEY),
            mustBeTrue(
                    "W47",
                    "SnsTopicKmsMasterKeyIdRule",
                    "AWS::SNS::Topic",
                    "KmsMasterKeyId",
                    "The topic's messages are not encrypted with a key",
                    "set KmsMasterKeyId to your key",
                    OWN_KEY),
            mustBeTrue(
                    "W48",
                    "SqsQueueKmsMasterKeyIdRule",
                    "AWS::SQS::Queue",
                    "KmsMasterKeyId",
                    "The queue's messages are not encrypted with a KMS key",
                    "set KmsMasterKeyId to your key",
                    OWN_KEY),
            mustBeTrue(
                    "W77",
                    "SecretsManagerSecretKmsKeyIdRule",
                    "AWS::SecretsManager::Secret",
                    "KmsKeyId",
                    "The secret is encrypted with the account's default key",
                    "set KmsKeyId to the ARN of your key",
                    OWN_KEY),
            mustBeTrue(
                    "W1200",
                    "SageMakerEndpointConfigKmsKeyIdRule",
                    "AWS::SageMaker::EndpointConfig",
                    "KmsKeyId",
                    "The endpoint's volumes have no encryption key of your own",
                    "set KmsKeyId to the ARN of your key",
                    OWN_KEY),
            mustBeTrue(
                    "W1201",
                    "SageMakerNotebookInstanceKmsKeyIdRule",
                    "AWS::SageMaker::NotebookInstance",
                    "KmsKeyId",
                    "The notebook's volume has no encryption key of your own",
                    "set KmsKeyId to the ARN of your key",
                    OWN_KEY),
            mustBePresent(
                    "W32",
                    "CodeBuildEncryptionKeyRule",
                    "AWS::CodeBuild::Project",
                    "EncryptionKey",
                    "The build's artifacts have no encryption key of your own",
                    "set EncryptionKey to the ARN of your key",
                    OWN_KEY),
            mustBePresent(
                    "W53",
                    "AmazonMQBrokerEncryptionOptionsRule",
                    "AWS::AmazonMQ::Broker",
                    "EncryptionOptions",
                    "The message broker has no encryption key of your own",
                    "add EncryptionOptions with UseAwsOwnedKey false and a KmsKeyId",
                    OWN_KEY),
            mustBePresent(
                    "W84",
                    "LogsLogGroupEncryptedRule",
                    "AWS::Logs::LogGroup",
                    "KmsKeyId",
                    "The log group has no encryption key of your own",
                    "set KmsKeyId to the ARN of your key",
                    OWN_KEY),
            mustBePresent(
                    "W80",
                    "KendraIndexServerSideEncryptionConfigurationKmsKeyIdRule",
                    "AWS::Kendra::Index",
                    "ServerSideEncryptionConfiguration.KmsKeyId",
                    "The search index has no encryption key of your own",
                    "set ServerSideEncryptionConfiguration.KmsKeyId to your key",
                    OWN_KEY),
            mustBeTruthy(
                    "W74",
                    "DynamoDBEncryptionRule",
                    "AWS::DynamoDB::Table",
                    "SSESpecification.SSEEnabled",
                    "The table is encrypted with a key of AWS only",
                    "set SSESpecification.SSEEnabled to true, and KMSMasterKeyId to your key",
                    OWN_KEY));

    static final List<Rule> ROWS = Stream.of(AT_REST_ROWS, IN_TRANSIT_ROWS, KEY_ROWS)
            .flatMap(List::stream)
            .toList();

    private EncryptedPropertyRules() {}
}
