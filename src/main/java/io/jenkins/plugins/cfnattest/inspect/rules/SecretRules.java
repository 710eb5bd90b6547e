package io.jenkins.plugins.cfnattest.inspect.rules;

import io.jenkins.plugins.cfnattest.inspect.Element;
import io.jenkins.plugins.cfnattest.inspect.Finding;
import io.jenkins.plugins.cfnattest.inspect.Node;
import io.jenkins.plugins.cfnattest.inspect.Rule;
import io.jenkins.plugins.cfnattest.inspect.RuleText;
import io.jenkins.plugins.cfnattest.template.Parameter;
import java.util.List;
import java.util.Optional;

/** Secrets that stand in the template in the open. */
final class SecretRules {
    private static final String RATIONALE =
            "Whoever may read the template, the stack or their history reads the secret, and each change of it takes a deployment.";

    static final List<Rule> ROWS = List.of(
            secret(
                    "F74",
                    "AlexaASKSkillAuthenticationConfigurationClientSecretRule",
                    "Alexa::ASK::Skill",
                    "AuthenticationConfiguration.ClientSecret",
                    "Alexa skill",
                    "client secret"),
            secret(
                    "F75",
                    "AlexaASKSkillAuthenticationConfigurationRefreshTokenRule",
                    "Alexa::ASK::Skill",
                    "AuthenticationConfiguration.RefreshToken",
                    "Alexa skill",
                    "refresh token"),
            listed(
                    "F52",
                    "AmazonMQBrokerUsersPasswordRule",
                    "AWS::AmazonMQ::Broker",
                    "Users",
                    "Password",
                    "broker user",
                    "password"),
            secret(
                    "F41",
                    "AmplifyAppAccessTokenRule",
                    "AWS::Amplify::App",
                    "AccessToken",
                    "Amplify app",
                    "access token"),
            secret(
                    "F50",
                    "AmplifyAppBasicAuthConfigPasswordRule",
                    "AWS::Amplify::App",
                    "BasicAuthConfig.Password",
                    "Amplify app",
                    "password for visitors"),
            secret("F58", "AmplifyAppOauthTokenRule", "AWS::Amplify::App", "OauthToken", "Amplify app", "OAuth token"),
            secret(
                    "F60",
                    "AmplifyBranchBasicAuthConfigPasswordRule",
                    "AWS::Amplify::Branch",
                    "BasicAuthConfig.Password",
                    "Amplify branch",
                    "password for visitors"),
            secret(
                    "F53",
                    "AppStreamDirectoryConfigServiceAccountCredentialsAccountPasswordRule",
                    "AWS::AppStream::DirectoryConfig",
                    "ServiceAccountCredentials.AccountPassword",
                    "AppStream directory",
                    "service account password"),
            secret(
                    "F69",
                    "CodePipelineWebhookAuthenticationConfigurationSecretTokenRule",
                    "AWS::CodePipeline::Webhook",
                    "AuthenticationConfiguration.SecretToken",
                    "pipeline webhook",
                    "secret token"),
            secret(
                    "F55",
                    "DMSEndpointMongoDbSettingsPasswordRule",
                    "AWS::DMS::Endpoint",
                    "MongoDbSettings.Password",
                    "DMS endpoint",
                    "MongoDB password"),
            secret(
                    "F37",
                    "DMSEndpointPasswordRule",
                    "AWS::DMS::Endpoint",
                    "Password",
                    "DMS endpoint",
                    "database password"),
            secret(
                    "F36",
                    "DirectoryServiceMicrosoftADPasswordRule",
                    "AWS::DirectoryService::MicrosoftAD",
                    "Password",
                    "Microsoft AD",
                    "administrator password"),
            secret(
                    "F31",
                    "DirectoryServiceSimpleADPasswordRule",
                    "AWS::DirectoryService::SimpleAD",
                    "Password",
                    "Simple AD",
                    "administrator password"),
            secret(
                    "F70",
                    "DocDBDBClusterMasterUserPasswordRule",
                    "AWS::DocDB::DBCluster",
                    "MasterUserPassword",
                    "DocumentDB cluster",
                    "master password"),
            secret(
                    "F63",
                    "EMRClusterKerberosAttributesADDomainJoinPasswordRule",
                    "AWS::EMR::Cluster",
                    "KerberosAttributes.ADDomainJoinPassword",
                    "EMR cluster",
                    "domain join password"),
            secret(
                    "F64",
                    "EMRClusterKerberosAttributesCrossRealmTrustPrincipalPasswordRule",
                    "AWS::EMR::Cluster",
                    "KerberosAttributes.CrossRealmTrustPrincipalPassword",
                    "EMR cluster",
                    "cross-realm trust password"),
            secret(
                    "F65",
                    "EMRClusterKerberosAttributesKdcAdminPasswordRule",
                    "AWS::EMR::Cluster",
                    "KerberosAttributes.KdcAdminPassword",
                    "EMR cluster",
                    "Kerberos administrator password"),
            secret(
                    "F44",
                    "ElastiCacheReplicationGroupAuthTokenRule",
                    "AWS::ElastiCache::ReplicationGroup",
                    "AuthToken",
                    "ElastiCache group",
                    "auth token"),
            secret(
                    "F51",
                    "IAMUserLoginProfilePasswordRule",
                    "AWS::IAM::User",
                    "LoginProfile.Password",
                    "IAM user",
                    "console password"),
            secret(
                    "F66",
                    "KinesisFirehoseDeliveryStreamRedshiftDestinationConfigurationPasswordRule",
                    "AWS::KinesisFirehose::DeliveryStream",
                    "RedshiftDestinationConfiguration.Password",
                    "delivery stream",
                    "Redshift password"),
            secret(
                    "F68",
                    "KinesisFirehoseDeliveryStreamSplunkDestinationConfigurationHECTokenRule",
                    "AWS::KinesisFirehose::DeliveryStream",
                    "SplunkDestinationConfiguration.HECToken",
                    "delivery stream",
                    "Splunk token"),
            secret(
                    "F45",
                    "LambdaPermissionEventSourceTokenRule",
                    "AWS::Lambda::Permission",
                    "EventSourceToken",
                    "Lambda permission",
                    "event source token"),
            secret(
                    "F71",
                    "ManagedBlockchainMemberMemberFabricConfigurationAdminPasswordRule",
                    "AWS::ManagedBlockchain::Member",
                    "MemberConfiguration.MemberFrameworkConfiguration.MemberFabricConfiguration.AdminPassword",
                    "blockchain member",
                    "administrator password"),
            secret(
                    "F67",
                    "OpsWorksAppAppSourcePasswordRule",
                    "AWS::OpsWorks::App",
                    "AppSource.Password",
                    "OpsWorks app",
                    "password for its source code"),
            secret(
                    "F61",
                    "OpsWorksAppSslConfigurationPrivateKeyRule",
                    "AWS::OpsWorks::App",
                    "SslConfiguration.PrivateKey",
                    "OpsWorks app",
                    "private key"),
            secret(
                    "F62",
                    "OpsWorksStackCustomCookbooksSourcePasswordRule",
                    "AWS::OpsWorks::Stack",
                    "CustomCookbooksSource.Password",
                    "OpsWorks stack",
                    "password for its cookbooks"),
            listed(
                    "F54",
                    "OpsWorksStackRdsDbInstancesDbPasswordRule",
                    "AWS::OpsWorks::Stack",
                    "RdsDbInstances",
                    "DbPassword",
                    "OpsWorks stack",
                    "database password"),
            secret(
                    "F57",
                    "PinpointAPNSChannelPrivateKeyRule",
                    "AWS::Pinpoint::APNSChannel",
                    "PrivateKey",
                    "APNS channel",
                    "private key"),
            secret(
                    "F56",
                    "PinpointAPNSChannelTokenKeyRule",
                    "AWS::Pinpoint::APNSChannel",
                    "TokenKey",
                    "APNS channel",
                    "token key"),
            secret(
                    "F42",
                    "PinpointAPNSSandboxChannelPrivateKeyRule",
                    "AWS::Pinpoint::APNSSandboxChannel",
                    "PrivateKey",
                    "APNS sandbox channel",
                    "private key"),
            secret(
                    "F43",
                    "PinpointAPNSSandboxChannelTokenKeyRule",
                    "AWS::Pinpoint::APNSSandboxChannel",
                    "TokenKey",
                    "APNS sandbox channel",
                    "token key"),
            secret(
                    "F48",
                    "PinpointAPNSVoipChannelPrivateKeyRule",
                    "AWS::Pinpoint::APNSVoipChannel",
                    "PrivateKey",
                    "APNS VoIP channel",
                    "private key"),
            secret(
                    "F49",
                    "PinpointAPNSVoipChannelTokenKeyRule",
                    "AWS::Pinpoint::APNSVoipChannel",
                    "TokenKey",
                    "APNS VoIP channel",
                    "token key"),
            secret(
                    "F46",
                    "PinpointAPNSVoipSandboxChannelPrivateKeyRule",
                    "AWS::Pinpoint::APNSVoipSandboxChannel",
                    "PrivateKey",
                    "APNS VoIP sandbox channel",
                    "private key"),
            secret(
                    "F47",
                    "PinpointAPNSVoipSandboxChannelTokenKeyRule",
                    "AWS::Pinpoint::APNSVoipSandboxChannel",
                    "TokenKey",
                    "APNS VoIP sandbox channel",
                    "token key"),
            secret(
                    "F34",
                    "RDSDBClusterMasterUserPasswordRule",
                    "AWS::RDS::DBCluster",
                    "MasterUserPassword",
                    "RDS cluster",
                    "master password"),
            secret(
                    "F23",
                    "RDSDBInstanceMasterUserPasswordRule",
                    "AWS::RDS::DBInstance",
                    "MasterUserPassword",
                    "RDS instance",
                    "master password"),
            secret(
                    "F24",
                    "RDSDBInstanceMasterUsernameRule",
                    "AWS::RDS::DBInstance",
                    "MasterUsername",
                    "RDS instance",
                    "master user name"),
            secret(
                    "F35",
                    "RedshiftClusterMasterUserPasswordRule",
                    "AWS::Redshift::Cluster",
                    "MasterUserPassword",
                    "Redshift cluster",
                    "master password"));

    private SecretRules() {}

    /**
     * @param path a property, or a property of a property
     * @param owner whose secret it is, in words
     * @param secret what it is, in words
     */
    private static Rule secret(String id, String name, String type, String path, String owner, String secret) {
        return Row.each(
                id,
                name,
                type,
                text("an " + type + " whose " + path, path, owner, secret),
                element -> judge(element, path));
    }

    /** Each element of the list {@code list} has a secret named {@code property}. */
    private static Rule listed(
            String id, String name, String type, String list, String property, String owner, String secret) {
        String where = "an " + type + " with an element of " + list + " whose " + property;
        return Row.each(
                id,
                name,
                type,
                text(where, property, owner, secret),
                element -> element.get(list).items().stream()
                        .map(item -> judge(item, property))
                        .flatMap(Optional::stream)
                        .findFirst());
    }

    private static RuleText text(String where, String path, String owner, String secret) {
        int last = path.lastIndexOf('.');
        String property = path.substring(path.lastIndexOf('.', last - 1) + 1);
        return new RuleText(
                "Reports " + where
                        + " is a text (also one that Fn::Sub or Fn::Join makes) other than '{{resolve:secretsmanager:...}}' or"
                        + " '{{resolve:ssm-secure:...}}', or a Ref to anything but a NoEcho parameter without Default;"
                        + " it may be absent, AWS::NoValue, a number or another function.",
                "The " + owner + "'s " + secret + " is not kept secret",
                "set " + property + " to '{{resolve:secretsmanager:NAME}}'",
                RATIONALE);
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
