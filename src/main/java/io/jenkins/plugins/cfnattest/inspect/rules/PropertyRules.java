package io.jenkins.plugins.cfnattest.inspect.rules;

import static io.jenkins.plugins.cfnattest.inspect.rules.PropertyShapes.mustBePresent;
import static io.jenkins.plugins.cfnattest.inspect.rules.PropertyShapes.mustBeSwitchedOff;
import static io.jenkins.plugins.cfnattest.inspect.rules.PropertyShapes.mustBeTruthy;
import static io.jenkins.plugins.cfnattest.inspect.rules.PropertyShapes.mustNotBeTrue;
import static io.jenkins.plugins.cfnattest.inspect.rules.PropertyShapes.when;

import io.jenkins.plugins.cfnattest.inspect.Rule;
import io.jenkins.plugins.cfnattest.inspect.RuleText;
import java.util.List;
import java.util.stream.Stream;

/** Rules about one property that is no matter of encryption: it must be true, it must be present, it must not be this. */
final class PropertyRules {
    private static final String LOGS =
            "Without logs nobody sees an attack, and nobody can tell afterwards what happened.";

    private static final List<Rule> MUST_BE_PRESENT = List.of(
            mustBePresent(
                    "W10",
                    "CloudFrontDistributionAccessLoggingRule",
                    "AWS::CloudFront::Distribution",
                    "DistributionConfig.Logging",
                    "The distribution writes no access log",
                    "add DistributionConfig.Logging with the domain name of a bucket",
                    LOGS),
            mustBePresent(
                    "W35",
                    "S3BucketAccessLoggingRule",
                    "AWS::S3::Bucket",
                    "LoggingConfiguration",
                    "The bucket writes no access log",
                    "add LoggingConfiguration with a DestinationBucketName",
                    LOGS),
            mustBePresent(
                    "W46",
                    "ApiGatewayV2AccessLoggingRule",
                    "AWS::ApiGatewayV2::Stage",
                    "AccessLogSettings",
                    "The stage of the HTTP API writes no access log",
                    "add AccessLogSettings with a DestinationArn and a Format",
                    LOGS),
            mustBePresent(
                    "W69",
                    "ApiGatewayStageAccessLoggingRule",
                    "AWS::ApiGateway::Stage",
                    "AccessLogSetting",
                    "The stage of the REST API writes no access log",
                    "add AccessLogSetting with a DestinationArn and a Format",
                    LOGS),
            mustBePresent(
                    "W86",
                    "LogsLogGroupRetentionRule",
                    "AWS::Logs::LogGroup",
                    "RetentionInDays",
                    "The log group keeps its events for ever",
                    "set RetentionInDays, for example to 365",
                    "Logs that are kept for ever cost for ever, and so may the personal data in them."),
            mustBePresent(
                    "W89",
                    "LambdaFunctionInsideVPCRule",
                    "AWS::Lambda::Function",
                    "VpcConfig",
                    "The function runs outside your networks",
                    "add VpcConfig with SubnetIds and SecurityGroupIds",
                    "Only inside a VPC can network rules say whom the function talks to."),
            mustBePresent(
                    "W90",
                    "ElasticsearchDomainInsideVPCRule",
                    "AWS::Elasticsearch::Domain",
                    "VPCOptions",
                    "The search domain stands outside your networks",
                    "add VPCOptions with SubnetIds and SecurityGroupIds",
                    "Outside a VPC the domain has an address on the internet."),
            mustBePresent(
                    "W92",
                    "LambdaFunctionReservedConcurrentExecutionsRule",
                    "AWS::Lambda::Function",
                    "ReservedConcurrentExecutions",
                    "Nothing bounds how often the function runs at once",
                    "set ReservedConcurrentExecutions to as many as it needs",
                    "Without a bound, one function can use up the account's executions and starve the others."));

    private static final List<Rule> SWITCHES = List.of(
            mustBeTruthy(
                    "W78",
                    "DynamoDBBackupRule",
                    "AWS::DynamoDB::Table",
                    "PointInTimeRecoverySpecification.PointInTimeRecoveryEnabled",
                    "The table is not backed up",
                    "set PointInTimeRecoverySpecification.PointInTimeRecoveryEnabled to true",
                    "Without a backup, data that is deleted or overwritten is gone."),
            mustBeTruthy(
                    "W79",
                    "ECRRepositoryScanOnPushRule",
                    "AWS::ECR::Repository",
                    "ImageScanningConfiguration.ScanOnPush",
                    "Images are not scanned when they arrive",
                    "set ImageScanningConfiguration.ScanOnPush to true",
                    "An image that nobody scanned may hold known weaknesses."),
            mustBeSwitchedOff(
                    "F22",
                    "RDSInstancePubliclyAccessibleRule",
                    "AWS::RDS::DBInstance",
                    "PubliclyAccessible",
                    "The database may get an address on the internet",
                    "set PubliclyAccessible to false",
                    "A database that can be reached from everywhere is attacked from everywhere."),
            mustBeSwitchedOff(
                    "W91",
                    "DMSReplicationInstanceNotPublicRule",
                    "AWS::DMS::ReplicationInstance",
                    "PubliclyAccessible",
                    "The replication instance may get an address on the internet",
                    "set PubliclyAccessible to false",
                    "It can read both databases, and then anybody can try it."),
            mustNotBeTrue(
                    "W33",
                    "EC2SubnetMapPublicIpOnLaunchRule",
                    "AWS::EC2::Subnet",
                    "MapPublicIpOnLaunch",
                    "Instances in this subnet get public addresses by themselves",
                    "set MapPublicIpOnLaunch to false",
                    "Nobody decided that these instances shall be on the internet."),
            mustNotBeTrue(
                    "W34",
                    "BatchJobDefinitionContainerPropertiesPrivilegedRule",
                    "AWS::Batch::JobDefinition",
                    "ContainerProperties.Privileged",
                    "The container runs privileged",
                    "remove ContainerProperties.Privileged",
                    "Who breaks into a privileged container owns its host."),
            mustNotBeTrue(
                    "W57",
                    "CognitoIdentityPoolAllowUnauthenticatedIdentitiesRule",
                    "AWS::Cognito::IdentityPool",
                    "AllowUnauthenticatedIdentities",
                    "Anybody gets an identity without signing in",
                    "set AllowUnauthenticatedIdentities to false",
                    "Anonymous callers then hold credentials of the account."));

    private static final List<Rule> VALUES = List.of(
            when(
                    "F13",
                    "LambdaPermissionWildcardPrincipalRule",
                    "AWS::Lambda::Permission",
                    "Principal",
                    principal -> principal
                            .string()
                            .filter(text -> text.contains("*"))
                            .isPresent(),
                    new RuleText(
                            "Reports an AWS::Lambda::Permission whose Principal is a text with a star anywhere in it; a list or map passes.",
                            "The permission lets principals with a star in their name call the function",
                            "set Principal to an account's number or a service such as s3.amazonaws.com",
                            "A star as principal means everybody.")),
            when(
                    "F14",
                    "S3BucketPublicReadWriteAclRule",
                    "AWS::S3::Bucket",
                    "AccessControl",
                    acl -> acl.is("PublicReadWrite"),
                    new RuleText(
                            "Reports an AWS::S3::Bucket whose AccessControl is exactly PublicReadWrite; absent and any other value passes.",
                            "AccessControl lets everybody read and write the bucket",
                            "set it to Private and name who may write in an AWS::S3::BucketPolicy",
                            "Everybody on the internet can change what others trust.")),
            when(
                    "W31",
                    "S3BucketPublicReadAclRule",
                    "AWS::S3::Bucket",
                    "AccessControl",
                    acl -> acl.is("PublicRead"),
                    new RuleText(
                            "Reports an AWS::S3::Bucket whose AccessControl is exactly PublicRead; absent and any other value passes.",
                            "AccessControl lets everybody read the bucket",
                            "set it to Private and name who may read in an AWS::S3::BucketPolicy",
                            "Public buckets are how most data has leaked.")),
            when(
                    "F78",
                    "CognitoUserPoolMfaConfigurationOnorOptionalRule",
                    "AWS::Cognito::UserPool",
                    "MfaConfiguration",
                    mfa -> mfa.text().filter("off"::equalsIgnoreCase).isPresent(),
                    new RuleText(
                            "Reports an AWS::Cognito::UserPool whose MfaConfiguration is the text OFF in any case; absent passes, and so does"
                                    + " an unquoted OFF, which YAML reads as false.",
                            "The user pool switches the second factor off",
                            "set MfaConfiguration to 'ON' or OPTIONAL",
                            "A stolen password alone then opens the account.")),
            when(
                    "W24",
                    "LambdaPermissionInvokeFunctionActionRule",
                    "AWS::Lambda::Permission",
                    "Action",
                    action -> !action.is("lambda:InvokeFunction"),
                    new RuleText(
                            "Reports an AWS::Lambda::Permission whose Action is anything but exactly lambda:InvokeFunction, in a scan also a"
                                    + " reference without known value.",
                            "The permission allows something else than to call the function",
                            "set Action to lambda:InvokeFunction",
                            "Callers need to invoke a function, not to change it.")),
            when(
                    "W56",
                    "ElasticLoadBalancerV2ListenerProtocolRule",
                    "AWS::ElasticLoadBalancingV2::Listener",
                    "Protocol",
                    protocol -> protocol.is("HTTP"),
                    new RuleText(
                            "Reports an AWS::ElasticLoadBalancingV2::Listener whose Protocol is exactly HTTP, also one that only redirects;"
                                    + " absent and any other value passes.",
                            "The listener speaks HTTP without encryption",
                            "set Protocol to HTTPS or TLS and name a certificate",
                            "Whoever is on the way reads and changes what is said.")),
            when(
                    "W62",
                    "ApiGatewaySecurityPolicyRule",
                    "AWS::ApiGateway::DomainName",
                    "SecurityPolicy",
                    policy -> policy.absent() || policy.is("TLS_1_0"),
                    new RuleText(
                            "Reports an AWS::ApiGateway::DomainName whose SecurityPolicy is absent, null or exactly TLS_1_0; any other value"
                                    + " passes.",
                            "The domain accepts TLS 1.0",
                            "set SecurityPolicy to TLS_1_2",
                            "TLS 1.0 is broken.")),
            when(
                    "W73",
                    "DynamoDBBillingModeRule",
                    "AWS::DynamoDB::Table",
                    "BillingMode",
                    mode -> !mode.is("PAY_PER_REQUEST") && !mode.is("PROVISIONED"),
                    new RuleText(
                            "Reports an AWS::DynamoDB::Table whose BillingMode is anything but exactly PAY_PER_REQUEST or PROVISIONED: absent,"
                                    + " another case, in a scan also a reference without known value.",
                            "The table leaves open how it is billed",
                            "set BillingMode to PAY_PER_REQUEST or PROVISIONED",
                            "Capacity that nobody chose is too small or too dear.")),
            when(
                    "W75",
                    "RDSInstanceBackupRetentionPeriodRule",
                    "AWS::RDS::DBInstance",
                    "BackupRetentionPeriod",
                    period -> period.is("0"),
                    new RuleText(
                            "Reports an AWS::RDS::DBInstance whose BackupRetentionPeriod is 0, quoted or not; absent passes, since the default"
                                    + " is one day.",
                            "The database is not backed up",
                            "set BackupRetentionPeriod to a number of days, such as 7",
                            "Without backups, a mistake or an intruder ends the data.")));

    static final List<Rule> ROWS =
            Stream.of(MUST_BE_PRESENT, SWITCHES, VALUES).flatMap(List::stream).toList();

    private PropertyRules() {}
}
