package io.jenkins.plugins.cfnattest.inspect;

import io.jenkins.plugins.cfnattest.template.Resource;
import io.jenkins.plugins.cfnattest.template.Template;
import io.jenkins.plugins.cfnattest.template.TemplateException;
import io.jenkins.plugins.cfnattest.template.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What cfn_nag demands of some resource types before it applies any rule: properties without which they make no sense. */
final class RequiredKeys {
    private static final Map<String, List<String>> REQUIRED = Map.ofEntries(
            Map.entry("AWS::CloudFront::Distribution", List.of("DistributionConfig")),
            Map.entry("AWS::EC2::Instance", List.of()),
            Map.entry("AWS::EC2::NetworkAcl", List.of()),
            Map.entry("AWS::EC2::NetworkAclEntry", List.of()),
            Map.entry("AWS::EC2::NetworkInterface", List.of("SubnetId")),
            Map.entry(
                    "AWS::EC2::NetworkInterfaceAttachment", List.of("DeviceIndex", "InstanceId", "NetworkInterfaceId")),
            Map.entry("AWS::EC2::SecurityGroup", List.of("GroupDescription")),
            Map.entry("AWS::EC2::SecurityGroupIngress", List.of("GroupId", "IpProtocol")),
            Map.entry("AWS::EC2::SecurityGroupEgress", List.of("GroupId", "IpProtocol")),
            Map.entry("AWS::ElasticLoadBalancing::LoadBalancer", List.of("Listeners")),
            Map.entry("AWS::IAM::ManagedPolicy", List.of("PolicyDocument")),
            Map.entry("AWS::IAM::Policy", List.of("PolicyDocument", "PolicyName")),
            Map.entry("AWS::IAM::Role", List.of("AssumeRolePolicyDocument")),
            Map.entry("AWS::IAM::UserToGroupAddition", List.of("GroupName", "Users")),
            Map.entry("AWS::KMS::Key", List.of("KeyPolicy")),
            Map.entry("AWS::Lambda::Function", List.of("Code", "Role")),
            Map.entry("AWS::Lambda::Permission", List.of("Action", "FunctionName", "Principal")),
            Map.entry("AWS::S3::BucketPolicy", List.of("PolicyDocument", "Bucket")),
            Map.entry("AWS::SNS::TopicPolicy", List.of("PolicyDocument", "Topics")),
            Map.entry("AWS::SQS::QueuePolicy", List.of("PolicyDocument", "Queues")));
    private static final List<String> DISTRIBUTION = List.of("DefaultCacheBehavior", "Enabled", "Origins");

    private RequiredKeys() {}

    /** @throws TemplateException that names everything that is missing */
    static void check(Template template) throws TemplateException {
        List<String> problems = new ArrayList<>();
        for (Resource resource : template.resources().values()) {
            List<String> required = REQUIRED.get(resource.type());
            if (required != null) {
                check(template, resource, required, problems);
            } else if (resource.type().equals("AWS::IAM::Group") && hasOddPolicies(resource)) {
                problems.add(where(resource) + " has Policies that are no list");
            }
        }
        if (!problems.isEmpty()) {
            throw new TemplateException("Expected the properties that these resource types require, but found: "
                    + String.join("; ", problems) + ".");
        }
    }

    private static void check(Template template, Resource resource, List<String> required, List<String> problems) {
        boolean written = template.root()
                .get("Resources")
                .flatMap(all -> all.get(resource.logicalId()))
                .flatMap(one -> one.get("Properties"))
                .filter(Value.MapOf.class::isInstance)
                .isPresent();
        if (!written) {
            problems.add(where(resource) + " has no Properties");
            return;
        }
        addMissing(resource, resource.properties(), required, "", problems);
        if (required.contains("DistributionConfig")) {
            resource.properties()
                    .get("DistributionConfig")
                    .ifPresent(
                            config -> addMissing(resource, config, DISTRIBUTION, " in DistributionConfig", problems));
        }
    }

    private static String where(Resource resource) {
        return resource.logicalId() + " (" + resource.type() + ", " + resource.position() + ")";
    }

    private static boolean hasOddPolicies(Resource group) {
        return group.properties()
                .get("Policies")
                .filter(policies -> !(policies instanceof Value.ListOf))
                .isPresent();
    }

    private static void addMissing(
            Resource resource, Value map, List<String> required, String within, List<String> problems) {
        for (String key : required) {
            Optional<Value> value = map.get(key);
            if (value.isEmpty() || value.get() instanceof Value.Null) {
                problems.add(where(resource) + " has no " + key + within);
            }
        }
    }
}
