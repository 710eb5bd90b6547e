package io.jenkins.plugins.cfnattest.inspect.rules;

import io.jenkins.plugins.cfnattest.inspect.Element;
import io.jenkins.plugins.cfnattest.inspect.Finding;
import io.jenkins.plugins.cfnattest.inspect.Node;
import io.jenkins.plugins.cfnattest.inspect.Rule;
import io.jenkins.plugins.cfnattest.inspect.RuleText;
import io.jenkins.plugins.cfnattest.inspect.View;
import io.jenkins.plugins.cfnattest.template.Value;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** What a resource needs beside it, and rules about several types or about what is no property. */
final class LinkRules {
    private static final String LOGS =
            "Without logs nobody sees an attack, and nobody can tell afterwards what happened.";
    private static final List<String> CREDENTIALS = List.of("accessKeyId", "password", "secretKey");

    /** Types and their properties with a name that one chooses, in the order of the report. */
    private static final Map<String, String> NAMES = names();

    static final List<Rule> ROWS = List.of(
            Row.each(
                    "W51",
                    "MissingBucketPolicyRule",
                    "AWS::S3::Bucket",
                    new RuleText(
                            "Reports an AWS::S3::Bucket that no AWS::S3::BucketPolicy of the template names in Bucket, by Ref or by the same name as its BucketName. A policy that suppresses this rule does not count.",
                            "No bucket policy of this template says who may use the bucket",
                            "add an AWS::S3::BucketPolicy whose Bucket is a !Ref to it",
                            "Without a policy, whatever identities are allowed elsewhere decides."),
                    LinkRules::withoutPolicy),
            Row.each(
                    "W60",
                    "VpcHasFlowLogRule",
                    "AWS::EC2::VPC",
                    new RuleText(
                            "Reports an AWS::EC2::VPC that no AWS::EC2::FlowLog of the template names by Ref in ResourceId. A flow log that suppresses this rule does not count.",
                            "No flow log watches the VPC",
                            "add an AWS::EC2::FlowLog whose ResourceId is a !Ref to it",
                            LOGS),
                    LinkRules::withoutFlowLog),
            Row.each(
                    "W63",
                    "EMRClusterSecurityConfigurationAttachedRule",
                    "AWS::EMR::Cluster",
                    new RuleText(
                            "Reports an AWS::EMR::Cluster whose SecurityConfiguration names no resource of the template, by its logical id, Ref or GetAtt Arn; absent is reported too.",
                            "The cluster has no security configuration of this template",
                            "set SecurityConfiguration to a !Ref to an AWS::EMR::SecurityConfiguration",
                            "Without one, data are not encrypted."),
                    LinkRules::withoutSecurityConfiguration),
            Row.each(
                    "W26",
                    "ElasticLoadBalancerAccessLoggingRule",
                    "AWS::ElasticLoadBalancing::LoadBalancer",
                    new RuleText(
                            "Reports an AWS::ElasticLoadBalancing::LoadBalancer whose AccessLoggingPolicy.Enabled is anything but true; a scan reports also a quoted 'true'.",
                            "The classic load balancer writes no access log",
                            "set AccessLoggingPolicy with Enabled true and an S3BucketName",
                            LOGS),
                    LinkRules::withoutAccessLog),
            Row.each(
                    "W52",
                    "ElasticLoadBalancerV2AccessLoggingRule",
                    "AWS::ElasticLoadBalancingV2::LoadBalancer",
                    new RuleText(
                            "Reports an AWS::ElasticLoadBalancingV2::LoadBalancer without an element of LoadBalancerAttributes whose Key is exactly access_logs.s3.enabled, or with one whose Value is absent or false in any case.",
                            "The load balancer writes no access log",
                            "add to LoadBalancerAttributes the keys access_logs.s3.enabled with Value 'true' and access_logs.s3.bucket with a bucket",
                            LOGS),
                    LinkRules::withoutAccessLogAttribute),
            Row.each(
                    "W65",
                    "GameLiftFleetInboundPortRangeRule",
                    "AWS::GameLift::Fleet",
                    new RuleText(
                            "Reports an AWS::GameLift::Fleet with an element of EC2InboundPermissions whose FromPort and ToPort differ as texts; both absent counts as equal.",
                            "A permission of the fleet lets in a range of ports",
                            "give it the same FromPort and ToPort",
                            "Every port that is open without need is one more way in."),
                    LinkRules::portRange),
            Row.each(
                    "F665",
                    "WafWebAclDefaultActionRule",
                    "AWS::WAF::WebACL",
                    new RuleText(
                            "Reports an AWS::WAF::WebACL whose DefaultAction.Type is exactly ALLOW; absent and any other value passes.",
                            "The web ACL lets through what no rule mentions",
                            "set DefaultAction.Type to BLOCK",
                            "A rule that is forgotten then is a hole."),
                    acl -> Optional.of(acl.at("DefaultAction.Type"))
                            .filter(action -> action.is("ALLOW"))
                            .map(Finding::at)),
            Row.of(
                    "W28",
                    "ResourceWithExplicitNameRule",
                    NAMES.keySet(),
                    new RuleText(
                            "Reports a resource of fourteen types (an AWS::DynamoDB::Table with TableName, an AWS::IAM::Role with RoleName, an AWS::EC2::SecurityGroup with GroupName, ...) in which that property is present; a scan takes AWS::NoValue for a name.",
                            "The resource has a name of your choice",
                            "leave the name out and let CloudFormation choose it",
                            "A resource with a fixed name cannot be replaced by an update, and exists once per account."),
                    LinkRules::explicitName),
            Row.of(
                    "W1",
                    "CloudFormationAuthenticationRule",
                    Set.of(),
                    new RuleText(
                            "Reports any resource whose Metadata AWS::CloudFormation::Authentication has an entry with accessKeyId, password or secretKey, unless null or false. It reads the template as written, before functions, and cannot be suppressed.",
                            "Metadata AWS::CloudFormation::Authentication holds credentials",
                            "give the instance a role and name it as roleName instead",
                            "Whoever may read the template or the stack reads the credentials."),
                    LinkRules::credentials));

    private LinkRules() {}

    private static Map<String, String> names() {
        Map<String, String> names = new LinkedHashMap<>();
        names.put("AWS::ApiGateway::ApiKey", "Name");
        names.put("AWS::CloudWatch::Alarm", "AlarmName");
        names.put("AWS::CodeDeploy::DeploymentConfig", "DeploymentConfigName");
        names.put("AWS::CodeDeploy::DeploymentGroup", "DeploymentGroupName");
        names.put("AWS::DynamoDB::Table", "TableName");
        names.put("AWS::EC2::SecurityGroup", "GroupName");
        names.put("AWS::ECR::Repository", "RepositoryName");
        names.put("AWS::ElasticLoadBalancingV2::LoadBalancer", "Name");
        names.put("AWS::Elasticsearch::Domain", "DomainName");
        names.put("AWS::IAM::Group", "GroupName");
        names.put("AWS::IAM::ManagedPolicy", "ManagedPolicyName");
        names.put("AWS::IAM::Role", "RoleName");
        names.put("AWS::Kinesis::Stream", "Name");
        names.put("AWS::RDS::DBInstance", "DBInstanceIdentifier");
        return names;
    }

    private static Optional<Finding> unless(Element element, boolean fine) {
        return fine ? Optional.empty() : Optional.of(Finding.of(element));
    }

    private static Optional<Finding> withoutPolicy(Element bucket) {
        Optional<String> name = bucket.get("BucketName").name();
        Targets targets =
                bucket.view().once(Targets.class, view -> Targets.of(view, "AWS::S3::BucketPolicy", "Bucket"));
        return unless(
                bucket,
                targets.ids().contains(bucket.logicalId())
                        || name.filter(targets.keys()::contains).isPresent());
    }

    private static Optional<Finding> withoutFlowLog(Element vpc) {
        Targets targets = vpc.view().once(Targets.class, view -> Targets.of(view, "AWS::EC2::FlowLog", "ResourceId"));
        return unless(vpc, targets.ids().contains(vpc.logicalId()));
    }

    /** What the resources of a type name in a property: logical ids in references, and keys of anything else. */
    private record Targets(Set<String> ids, Set<String> keys) {
        static Targets of(View view, String type, String property) {
            Targets targets = new Targets(new HashSet<>(), new HashSet<>());
            for (Element element : view.ofType(type)) {
                Node target = element.get(property);
                Optional<String> id = Links.ref(target);
                id.ifPresentOrElse(targets.ids::add, () -> target.name().ifPresent(targets.keys::add));
            }
            return targets;
        }
    }

    private static Optional<Finding> withoutSecurityConfiguration(Element cluster) {
        Node named = cluster.get("SecurityConfiguration");
        boolean found = Links.refOrAttribute(named, "Arn")
                .or(named::string)
                .flatMap(cluster::linked)
                .isPresent();
        return found ? Optional.empty() : Optional.of(Finding.at(named));
    }

    private static Optional<Finding> withoutAccessLog(Element balancer) {
        Node enabled = balancer.at("AccessLoggingPolicy.Enabled");
        boolean on = enabled.owner().view().effective()
                ? enabled.truthy()
                : enabled.value()
                        .filter(value -> value instanceof Value.Bool bool && bool.value())
                        .isPresent();
        return on ? Optional.empty() : Optional.of(Finding.at(enabled));
    }

    private static Optional<Finding> withoutAccessLogAttribute(Element balancer) {
        Node attributes = balancer.get("LoadBalancerAttributes");
        List<Node> switches = attributes.items().stream()
                .filter(attribute -> attribute.get("Key").is("access_logs.s3.enabled"))
                .map(attribute -> attribute.get("Value"))
                .toList();
        if (switches.isEmpty()) {
            return Optional.of(Finding.at(attributes));
        }
        return switches.stream().filter(Node::notTruthy).findFirst().map(Finding::at);
    }

    private static Optional<Finding> portRange(Element fleet) {
        return fleet.get("EC2InboundPermissions").items().stream()
                .filter(permission -> !permission
                        .get("FromPort")
                        .text()
                        .equals(permission.get("ToPort").text()))
                .findFirst()
                .map(permission -> Finding.at(permission.get("FromPort")));
    }

    private static List<Finding> explicitName(View view) {
        List<Finding> findings = new ArrayList<>();
        NAMES.forEach((type, property) -> view.ofType(type).stream()
                .map(element -> element.get(property))
                .filter(Node::present)
                .map(Finding::at)
                .forEach(findings::add));
        return findings;
    }

    /** Reads the metadata as it is written, so no suppression reaches it. */
    private static List<Finding> credentials(View view) {
        List<Finding> findings = new ArrayList<>();
        view.model().root().get("Resources").ifPresent(resources -> {
            if (resources instanceof Value.MapOf map) {
                map.entries()
                        .forEach((id, resource) -> resource.get("Metadata")
                                .flatMap(metadata -> metadata.get("AWS::CloudFormation::Authentication"))
                                .filter(LinkRules::holdsCredentials)
                                .flatMap(found -> view.element(id))
                                .map(element -> new Finding(element, "/Metadata/AWS::CloudFormation::Authentication"))
                                .ifPresent(findings::add));
            }
        });
        return findings;
    }

    private static boolean holdsCredentials(Value authentication) {
        Stream<Value> entries =
                authentication instanceof Value.MapOf map ? map.entries().values().stream() : Stream.of();
        return entries.anyMatch(entry -> CREDENTIALS.stream()
                .anyMatch(name -> entry.get(name).filter(LinkRules::isSet).isPresent()));
    }

    private static boolean isSet(Value value) {
        return !(value instanceof Value.Null) && !(value instanceof Value.Bool bool && !bool.value());
    }
}
