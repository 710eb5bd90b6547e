package io.jenkins.plugins.cfnattest.inspect.rules;

import io.jenkins.plugins.cfnattest.inspect.Element;
import io.jenkins.plugins.cfnattest.inspect.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Where a resource type keeps policy documents, also those types that cfn_nag does not know. Source: the types' pages in the
 * CloudFormation reference.
 *
 * @param type the resource type
 * @param path the property, names separated with {@code .}; {@code []} behind one: in each element
 */
record PolicySource(String type, String path) {
    static final String DOCUMENT = "PolicyDocument";
    private static final String INLINE = "Policies[].PolicyDocument";
    private static final String POLICY = "Policy";
    private static final String RESOURCE_POLICY = "ResourcePolicy";

    /** What users, groups and roles may do. */
    static final List<PolicySource> PERMISSIONS = List.of(
            of("AWS::IAM::Role", INLINE),
            of("AWS::IAM::User", INLINE),
            of("AWS::IAM::Group", INLINE),
            of("AWS::IAM::Policy", DOCUMENT),
            of("AWS::IAM::ManagedPolicy", DOCUMENT),
            of("AWS::IAM::RolePolicy", DOCUMENT),
            of("AWS::IAM::UserPolicy", DOCUMENT),
            of("AWS::IAM::GroupPolicy", DOCUMENT),
            of("AWS::SSO::PermissionSet", "InlinePolicy"));

    /** The same among the policies of a serverless function, which may also be names. */
    static final List<PolicySource> SERVERLESS =
            List.of(of("AWS::Serverless::Function", "Policies[]"), of("AWS::Serverless::StateMachine", "Policies[]"));

    /** Who may take a role. */
    static final List<PolicySource> TRUST = List.of(
            of("AWS::IAM::Role", "AssumeRolePolicyDocument"),
            of("AWS::Serverless::Function", "AssumeRolePolicyDocument"));

    /** What things may do. */
    static final List<PolicySource> THINGS = List.of(of("AWS::IoT::Policy", DOCUMENT));

    /** Who may do what with stored objects. */
    static final List<PolicySource> BUCKETS = List.of(
            of("AWS::S3::BucketPolicy", DOCUMENT),
            of("AWS::S3::AccessPoint", POLICY),
            of("AWS::S3::MultiRegionAccessPointPolicy", POLICY),
            of("AWS::S3Express::BucketPolicy", DOCUMENT),
            of("AWS::S3Express::AccessPoint", POLICY),
            of("AWS::S3ObjectLambda::AccessPointPolicy", DOCUMENT),
            of("AWS::S3Outposts::AccessPoint", POLICY),
            of("AWS::S3Outposts::BucketPolicy", DOCUMENT),
            of("AWS::S3Tables::TableBucketPolicy", RESOURCE_POLICY),
            of("AWS::S3Tables::TablePolicy", RESOURCE_POLICY),
            of("AWS::S3Vectors::VectorBucketPolicy", POLICY));

    /** Who may do what with queues. */
    static final List<PolicySource> QUEUES =
            List.of(of("AWS::SQS::QueuePolicy", DOCUMENT), of("AWS::SQS::QueueInlinePolicy", DOCUMENT));

    /** Who may do what with topics. */
    static final List<PolicySource> TOPICS =
            List.of(of("AWS::SNS::TopicPolicy", DOCUMENT), of("AWS::SNS::TopicInlinePolicy", DOCUMENT));

    /** Who may do what with keys. */
    static final List<PolicySource> KEYS =
            List.of(of("AWS::KMS::Key", "KeyPolicy"), of("AWS::KMS::ReplicaKey", "KeyPolicy"));

    /** Who may do what with other resources. */
    static final List<PolicySource> OTHERS = List.of(
            of("AWS::Backup::BackupVault", "AccessPolicy"),
            of("AWS::Backup::LogicallyAirGappedBackupVault", "AccessPolicy"),
            of("AWS::CloudTrail::ResourcePolicy", RESOURCE_POLICY),
            of("AWS::CodeArtifact::Domain", "PermissionsPolicyDocument"),
            of("AWS::CodeArtifact::Repository", "PermissionsPolicyDocument"),
            of("AWS::DynamoDB::GlobalTable", "Replicas[].ResourcePolicy.PolicyDocument"),
            of("AWS::DynamoDB::Table", "ResourcePolicy.PolicyDocument"),
            of("AWS::DynamoDB::Table", "StreamSpecification.ResourcePolicy.PolicyDocument"),
            of("AWS::ECR::PublicRepository", "RepositoryPolicyText"),
            of("AWS::ECR::RegistryPolicy", "PolicyText"),
            of("AWS::ECR::Repository", "RepositoryPolicyText"),
            of("AWS::ECR::RepositoryCreationTemplate", "RepositoryPolicy"),
            of("AWS::EFS::FileSystem", "FileSystemPolicy"),
            of("AWS::Elasticsearch::Domain", "AccessPolicies"),
            of("AWS::EventSchemas::RegistryPolicy", POLICY),
            of("AWS::Events::EventBus", POLICY),
            of("AWS::Kinesis::ResourcePolicy", RESOURCE_POLICY),
            of("AWS::Lex::ResourcePolicy", POLICY),
            of("AWS::Logs::DeliveryDestination", "DeliveryDestinationPolicy.DeliveryDestinationPolicy"),
            of("AWS::Logs::Destination", "DestinationPolicy"),
            of("AWS::Logs::ResourcePolicy", DOCUMENT),
            of("AWS::MSK::ClusterPolicy", POLICY),
            of("AWS::MediaStore::Container", POLICY),
            of("AWS::OpenSearchService::Domain", "AccessPolicies"),
            of("AWS::Organizations::ResourcePolicy", "Content"),
            of("AWS::Redshift::Cluster", "NamespaceResourcePolicy"),
            of("AWS::RedshiftServerless::Namespace", "NamespaceResourcePolicy"),
            of("AWS::SSM::ResourcePolicy", POLICY),
            of("AWS::SageMaker::ModelPackageGroup", "ModelPackageGroupPolicy"),
            of("AWS::SecretsManager::ResourcePolicy", RESOURCE_POLICY),
            of("AWS::VpcLattice::AuthPolicy", POLICY),
            of("AWS::VpcLattice::ResourcePolicy", POLICY),
            of("AWS::XRay::ResourcePolicy", DOCUMENT));

    private static PolicySource of(String type, String path) {
        return new PolicySource(type, path);
    }

    /** All of these. */
    @SafeVarargs
    static List<PolicySource> all(List<PolicySource>... lists) {
        List<PolicySource> all = new ArrayList<>();
        for (List<PolicySource> list : lists) {
            all.addAll(list);
        }
        return List.copyOf(all);
    }

    /** The documents of a resource of this type, as they stand: maps, texts of JSON, or what is not known. */
    Stream<Node> documents(Element element) {
        String[] names = path.split("\\.");
        Stream<Node> nodes = spread(element.get(plain(names[0])), names[0]);
        for (int i = 1; i < names.length; i++) {
            String name = names[i];
            nodes = nodes.flatMap(node -> spread(node.get(plain(name)), name));
        }
        return nodes.filter(Node::present);
    }

    private static String plain(String name) {
        return name.replace("[]", "");
    }

    private static Stream<Node> spread(Node node, String name) {
        return name.endsWith("[]") ? Grant.leaves(node) : Stream.of(node);
    }
}
