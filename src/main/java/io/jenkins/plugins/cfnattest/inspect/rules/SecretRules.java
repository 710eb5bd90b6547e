package io.jenkins.plugins.cfnattest.inspect.rules;

import io.jenkins.plugins.cfnattest.inspect.Element;
import io.jenkins.plugins.cfnattest.inspect.Finding;
import io.jenkins.plugins.cfnattest.inspect.Node;
import io.jenkins.plugins.cfnattest.inspect.Rule;
import io.jenkins.plugins.cfnattest.template.Parameter;
import java.util.List;
import java.util.Optional;

/** Secrets that stand in the template in the open. */
final class SecretRules {
    private static final String RATIONALE =
            "Whoever may read the template, the stack or their history reads the secret; it cannot be rotated without a deployment.";

    static final List<Rule> ROWS = List.of(
            secret(
                    "F74",
                    "AlexaASKSkillAuthenticationConfigurationClientSecretRule",
                    "Alexa::ASK::Skill",
                    "AuthenticationConfiguration.ClientSecret"),
            secret(
                    "F75",
                    "AlexaASKSkillAuthenticationConfigurationRefreshTokenRule",
                    "Alexa::ASK::Skill",
                    "AuthenticationConfiguration.RefreshToken"),
            listed("F52", "AmazonMQBrokerUsersPasswordRule", "AWS::AmazonMQ::Broker", "Users", "Password"),
            secret("F41", "AmplifyAppAccessTokenRule", "AWS::Amplify::App", "AccessToken"),
            secret("F50", "AmplifyAppBasicAuthConfigPasswordRule", "AWS::Amplify::App", "BasicAuthConfig.Password"),
            secret("F58", "AmplifyAppOauthTokenRule", "AWS::Amplify::App", "OauthToken"),
            secret(
                    "F60",
                    "AmplifyBranchBasicAuthConfigPasswordRule",
                    "AWS::Amplify::Branch",
                    "BasicAuthConfig.Password"),
            secret(
                    "F53",
                    "AppStreamDirectoryConfigServiceAccountCredentialsAccountPasswordRule",
                    "AWS::AppStream::DirectoryConfig",
                    "ServiceAccountCredentials.AccountPassword"),
            secret(
                    "F69",
                    "CodePipelineWebhookAuthenticationConfigurationSecretTokenRule",
                    "AWS::CodePipeline::Webhook",
                    "AuthenticationConfiguration.SecretToken"),
            secret("F55", "DMSEndpointMongoDbSettingsPasswordRule", "AWS::DMS::Endpoint", "MongoDbSettings.Password"),
            secret("F37", "DMSEndpointPasswordRule", "AWS::DMS::Endpoint", "Password"),
            secret("F36", "DirectoryServiceMicrosoftADPasswordRule", "AWS::DirectoryService::MicrosoftAD", "Password"),
            secret("F31", "DirectoryServiceSimpleADPasswordRule", "AWS::DirectoryService::SimpleAD", "Password"),
            secret("F70", "DocDBDBClusterMasterUserPasswordRule", "AWS::DocDB::DBCluster", "MasterUserPassword"),
            secret(
                    "F63",
                    "EMRClusterKerberosAttributesADDomainJoinPasswordRule",
                    "AWS::EMR::Cluster",
                    "KerberosAttributes.ADDomainJoinPassword"),
            secret(
                    "F64",
                    "EMRClusterKerberosAttributesCrossRealmTrustPrincipalPasswordRule",
                    "AWS::EMR::Cluster",
                    "KerberosAttributes.CrossRealmTrustPrincipalPassword"),
            secret(
                    "F65",
                    "EMRClusterKerberosAttributesKdcAdminPasswordRule",
                    "AWS::EMR::Cluster",
                    "KerberosAttributes.KdcAdminPassword"),
            secret(
                    "F44",
                    "ElastiCacheReplicationGroupAuthTokenRule",
                    "AWS::ElastiCache::ReplicationGroup",
                    "AuthToken"),
            secret("F51", "IAMUserLoginProfilePasswordRule", "AWS::IAM::User", "LoginProfile.Password"),
            secret(
                    "F66",
                    "KinesisFirehoseDeliveryStreamRedshiftDestinationConfigurationPasswordRule",
                    "AWS::KinesisFirehose::DeliveryStream",
                    "RedshiftDestinationConfiguration.Password"),
            secret(
                    "F68",
                    "KinesisFirehoseDeliveryStreamSplunkDestinationConfigurationHECTokenRule",
                    "AWS::KinesisFirehose::DeliveryStream",
                    "SplunkDestinationConfiguration.HECToken"),
            secret("F45", "LambdaPermissionEventSourceTokenRule", "AWS::Lambda::Permission", "EventSourceToken"),
            secret(
                    "F71",
                    "ManagedBlockchainMemberMemberFabricConfigurationAdminPasswordRule",
                    "AWS::ManagedBlockchain::Member",
                    "MemberConfiguration.MemberFrameworkConfiguration.MemberFabricConfiguration.AdminPassword"),
            secret("F67", "OpsWorksAppAppSourcePasswordRule", "AWS::OpsWorks::App", "AppSource.Password"),
            secret(
                    "F61",
                    "OpsWorksAppSslConfigurationPrivateKeyRule",
                    "AWS::OpsWorks::App",
                    "SslConfiguration.PrivateKey"),
            secret(
                    "F62",
                    "OpsWorksStackCustomCookbooksSourcePasswordRule",
                    "AWS::OpsWorks::Stack",
                    "CustomCookbooksSource.Password"),
            listed(
                    "F54",
                    "OpsWorksStackRdsDbInstancesDbPasswordRule",
                    "AWS::OpsWorks::Stack",
                    "RdsDbInstances",
                    "DbPassword"),
            secret("F57", "PinpointAPNSChannelPrivateKeyRule", "AWS::Pinpoint::APNSChannel", "PrivateKey"),
            secret("F56", "PinpointAPNSChannelTokenKeyRule", "AWS::Pinpoint::APNSChannel", "TokenKey"),
            secret(
                    "F42",
                    "PinpointAPNSSandboxChannelPrivateKeyRule",
                    "AWS::Pinpoint::APNSSandboxChannel",
                    "PrivateKey"),
            secret("F43", "PinpointAPNSSandboxChannelTokenKeyRule", "AWS::Pinpoint::APNSSandboxChannel", "TokenKey"),
            secret("F48", "PinpointAPNSVoipChannelPrivateKeyRule", "AWS::Pinpoint::APNSVoipChannel", "PrivateKey"),
            secret("F49", "PinpointAPNSVoipChannelTokenKeyRule", "AWS::Pinpoint::APNSVoipChannel", "TokenKey"),
            secret(
                    "F46",
                    "PinpointAPNSVoipSandboxChannelPrivateKeyRule",
                    "AWS::Pinpoint::APNSVoipSandboxChannel",
                    "PrivateKey"),
            secret(
                    "F47",
                    "PinpointAPNSVoipSandboxChannelTokenKeyRule",
                    "AWS::Pinpoint::APNSVoipSandboxChannel",
                    "TokenKey"),
            secret("F34", "RDSDBClusterMasterUserPasswordRule", "AWS::RDS::DBCluster", "MasterUserPassword"),
            secret("F23", "RDSDBInstanceMasterUserPasswordRule", "AWS::RDS::DBInstance", "MasterUserPassword"),
            secret("F24", "RDSDBInstanceMasterUsernameRule", "AWS::RDS::DBInstance", "MasterUsername"),
            secret("F35", "RedshiftClusterMasterUserPasswordRule", "AWS::Redshift::Cluster", "MasterUserPassword"));

    private SecretRules() {}

    /** {@code path} is a property, or a property of a property. */
    private static Rule secret(String id, String name, String type, String path) {
        return Row.each(id, name, type, message(path), RATIONALE, element -> judge(element, path));
    }

    /** Each element of the list {@code list} has a secret named {@code property}. */
    private static Rule listed(String id, String name, String type, String list, String property) {
        return Row.each(
                id,
                name,
                type,
                message(list + "[]." + property),
                RATIONALE,
                element -> element.get(list).items().stream()
                        .map(item -> judge(item, property))
                        .flatMap(Optional::stream)
                        .findFirst());
    }

    private static String message(String path) {
        return path
                + " is readable in the template; take it from Secrets Manager, a secure parameter of the parameter store,"
                + " or a NoEcho parameter without a default.";
    }

    private static Optional<Finding> judge(Element element, String path) {
        int dot = path.indexOf('.');
        if (dot < 0) {
            return offence(element.get(path));
        }
        Node parent = element.get(path.substring(0, dot));
        String rest = path.substring(dot + 1);
        int next = rest.lastIndexOf('.');
        return next < 0 ? judge(parent, rest) : judge(parent.at(rest.substring(0, next)), rest.substring(next + 1));
    }

    /** A text where a map belongs offends when it only mentions the secret: somebody wrote the map as a text. */
    private static Optional<Finding> judge(Node parent, String name) {
        Optional<String> text = parent.reference().isPresent() ? Optional.empty() : parent.string();
        return text.isPresent()
                ? text.filter(written -> written.contains(name)).map(written -> Finding.at(parent))
                : offence(parent.get(name));
    }

    private static Optional<Finding> offence(Node secret) {
        return isInsecure(secret) ? Optional.of(Finding.at(secret)) : Optional.empty();
    }

    /** A text in the open, or a reference to anything but a NoEcho parameter that has no default. */
    private static boolean isInsecure(Node secret) {
        Optional<String> reference = secret.reference();
        if (reference.isPresent()) {
            boolean hidden = secret.parameter()
                    .filter(Parameter::noEcho)
                    .filter(parameter -> parameter.defaultValue().isEmpty())
                    .isPresent();
            return !hidden && !secret.isNoValue();
        }
        return secret.embedsParameter()
                || secret.string().filter(text -> !isDynamicReference(text)).isPresent();
    }

    private static boolean isDynamicReference(String text) {
        return (text.startsWith("{{resolve:secretsmanager:") || text.startsWith("{{resolve:ssm-secure:"))
                && text.endsWith("}}");
    }
}
