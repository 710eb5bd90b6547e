package io.jenkins.plugins.cfnattest.inspect;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.cfnattest.inspect.Inspection.NotEvaluated;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is known, what nobody can know, and what nobody needs to know. */
class UnknownValuesTest {
    private static String policy(String action, String resource) {
        return """
                Resources:
                  Bucket: {Type: AWS::S3::Bucket}
                  Stored: {Type: AWS::SSM::Parameter, Properties: {Type: String, Value: '*'}}
                  Nested: {Type: AWS::CloudFormation::Stack, Properties: {TemplateURL: 'https://example.com/t'}}
                  Own: {Type: Custom::Thing, Properties: {ServiceToken: x}}
                  Policy:
                    Type: AWS::IAM::ManagedPolicy
                    Properties:
                      PolicyDocument:
                        Statement:
                          - {Effect: Allow, Action: %s, Resource: %s}
                """.formatted(action, resource);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "!ImportValue Shared",
                "!GetAtt Stored.Value",
                "!GetAtt Nested.Outputs.Arn",
                "!GetAtt Own.Arn",
                "!Ref Own",
                "!Sub '${Stored.Value}'",
                "!Sub ['${x}', {x: !GetAtt Stored.Value}]",
                "!Join ['', [!ImportValue Shared]]",
                "!Join ['', ['', !GetAtt Nested.Outputs.Arn]]",
                "!Select [0, !Split [',', !ImportValue Shared]]",
                "!Select [0, !Split [' ', !ImportValue Shared]]",
                "!Select [1, !Split ['known', !ImportValue Shared]]",
                "!Select [2, !Split [' ', !Join ['', ['a ', !GetAtt Own.Arn]]]]",
                "!Split [' ', !GetAtt Stored.Value]",
                "!Sub ['${x}', {x: !Select [0, !Split [' ', !ImportValue Shared]]}]",
                "!FindInMap [Absent, a, b]",
                "'Fn::Transform': {Name: Anything}",
                "!Sub '${Nobody}'",
                "!Futuristic x"
            })
    void saysWhatNobodyCanKnow(String resource) {
        Inspection inspection = Sample.inspect(
                policy("s3:GetObject", resource.startsWith("'Fn") ? "{" + resource + "}" : resource), Map.of(), "W13");

        assertThat(inspection.notEvaluated())
                .extracting(NotEvaluated::logicalResourceId)
                .containsExactly("Policy");
        assertThat(inspection.verdict()).isEqualTo(Verdict.INCOMPLETE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "!Ref Bucket",
                "!GetAtt Bucket.Arn",
                "!Sub '${Bucket.Arn}/*'",
                "!Sub 'arn:${AWS::Partition}:s3:::${Bucket}/*'",
                "!Sub ['${b}/*', {b: !GetAtt Bucket.Arn}]",
                "!Join ['', [!GetAtt Bucket.Arn, '/*']]",
                "!Join [':', [arn, !Ref 'AWS::Partition', s3, '', '', !Sub '${Bucket}/*']]",
                "[!Ref Bucket, !Sub '${Bucket}/*']"
            })
    void knowsThatNobodyChoosesWhatAwsMakesUp(String resource) {
        Inspection inspection = Sample.inspect(policy("s3:GetObject", resource), Map.of(), "W13", "F5", "F40");

        assertThat(inspection.violations()).isEmpty();
        assertThat(inspection.notEvaluated()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "!Sub '*'",
                "!Join ['', ['*']]",
                "!Select [1, [a, '*']]",
                "!Select [1, !Split [',', 'a,*']]",
                "!FindInMap [Scope, all, value]",
                "!Ref Wide",
                "!Ref Wides",
                "!Sub ['${x}', {x: '*'}]"
            })
    void seesThroughFunctions(String resource) {
        String text = """
                Parameters:
                  Wide: {Type: String, Default: '*'}
                  Wides: {Type: CommaDelimitedList, Default: 'arn:aws:s3:::a , *'}
                Mappings: {Scope: {all: {value: '*'}}}
                """ + policy("s3:GetObject", resource);

        assertThat(Sample.found(Sample.inspect(text, Map.of(), "W13").violations()))
                .containsExactly("W13 Policy");
    }

    @Test
    void leavesOpenWhatAParameterOfTheStoreHolds() {
        String text = "Parameters: {Cidr: {Type: 'AWS::SSM::Parameter::Value<String>', Default: /net/cidr}}\n"
                + InspectorTest.GROUP.formatted("!Ref Cidr");

        assertThat(Sample.inspect(text, Map.of(), "W2").notEvaluated()).hasSize(1);
    }

    @Test
    void leavesOpenWhatAParameterWithoutValueHolds() {
        String text = "Parameters: {Cidr: {Type: String}}\n" + InspectorTest.GROUP.formatted("!Ref Cidr");

        assertThat(Sample.inspect(text, Map.of(), "W2").verdict()).isEqualTo(Verdict.INCOMPLETE);
    }

    @Test
    void findsWhatIsKnownAlthoughSomethingElseIsNot() {
        String text = policy("[!ImportValue Action, 's3:*']", "'*'");

        Inspection inspection = Sample.inspect(text, Map.of(), "F5", "W13");

        assertThat(Sample.found(inspection.violations())).containsExactlyInAnyOrder("F5 Policy", "W13 Policy");
        assertThat(inspection.verdict()).isEqualTo(Verdict.FAIL);
    }

    @Test
    void judgesRulesOfGroupsThatStandElsewhere() {
        String text = """
                Resources:
                  Bucket: {Type: AWS::S3::Bucket}
                  Elsewhere: {Type: AWS::S3::BucketPolicy, Properties: {Bucket: !ImportValue B, PolicyDocument: {Statement: []}}}
                  Open:
                    Type: AWS::EC2::SecurityGroupIngress
                    Properties: {GroupId: !ImportValue Group, CidrIp: 0.0.0.0/0, IpProtocol: tcp}
                  Fine:
                    Type: AWS::EC2::SecurityGroupIngress
                    Properties: {GroupId: !ImportValue Group, CidrIp: 10.0.0.1/32, IpProtocol: tcp}
                """;

        Inspection inspection = Sample.inspect(text, Map.of(), "W2", "W51");

        assertThat(Sample.found(inspection.violations())).containsExactlyInAnyOrder("W2 Open", "W51 Bucket");
        assertThat(inspection.notEvaluated()).isEmpty();
    }
}
