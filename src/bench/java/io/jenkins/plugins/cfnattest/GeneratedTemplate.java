package io.jenkins.plugins.cfnattest;

import io.jenkins.plugins.cfnattest.template.Template;
import java.nio.charset.StandardCharsets;

/** Templates of any number of resources of mixed types that refer to one another, written so tightly that 10,000 stay below the size limit. */
final class GeneratedTemplate {
    private static final int KINDS = 7;

    private GeneratedTemplate() {}

    /** A template with this many resources. */
    static byte[] of(int resources) {
        StringBuilder text = new StringBuilder("Parameters: {V: {Type: String}, C: {Type: String}}\nResources:\n");
        for (int i = 0; i < resources; i++) {
            text.append("  R")
                    .append(i)
                    .append(": {Type: AWS::")
                    .append(resource(i))
                    .append("}\n");
        }
        byte[] content = text.toString().getBytes(StandardCharsets.UTF_8);
        if (content.length > Template.LIMIT) {
            throw new IllegalArgumentException("Expected at most " + Template.LIMIT + " bytes, but " + resources
                    + " resources take " + content.length + ".");
        }
        return content;
    }

    /** In turn a bucket, its policy, a queue, a group, its two separate rules, a role; references lead to the resource before. */
    private static String resource(int i) {
        return switch (i % KINDS) {
            case 0 -> "S3::Bucket";
            case 1 ->
                "S3::BucketPolicy, Properties: {Bucket: !Ref R" + (i - 1)
                        + ", PolicyDocument: {Statement: {Effect: Allow, Action: 's3:*', Principal: '*'}}}";
            case 2 -> "SQS::Queue, Properties: {QueueName: !Sub 'q-${C}'}";
            case 3 -> "EC2::SecurityGroup, Properties: {GroupDescription: g, VpcId: !Ref V}";
            case 4 ->
                "EC2::SecurityGroupIngress, Properties: {GroupId: !Ref R" + (i - 1)
                        + ", IpProtocol: tcp, FromPort: 22, CidrIp: !Ref C}";
            case 5 ->
                "EC2::SecurityGroupEgress, Properties: {GroupId: !Ref R" + (i - 2)
                        + ", IpProtocol: -1, CidrIp: 0.0.0.0/0}";
            default -> "IAM::Role, Properties: {AssumeRolePolicyDocument: {Statement: []}}";
        };
    }
}
