package io.jenkins.plugins.cfnattest.inspect;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Authors name resources, and a reference to a resource may answer that name: {@code AlarmName: '*'}. */
class ChosenNamesTest {
    private static final String HEAD = """
            Parameters:
              Hidden: {Type: String, NoEcho: true}
              Env: {Type: String, Default: test}
              Star: {Type: String, Default: '*'}
            Conditions:
              IsTest: !Equals [!Ref Env, test]
              Hides: !Equals [!Ref Hidden, x]
            Resources:
              Plain: {Type: AWS::CloudWatch::Alarm}
              Alarm: {Type: AWS::CloudWatch::Alarm, Properties: {AlarmName: '*', MetricName: Errors}}
              Given: {Type: AWS::CloudWatch::Alarm, Properties: {AlarmName: !Ref Star}}
              Chosen: {Type: AWS::CloudWatch::Alarm, Properties: {AlarmName: !If [IsTest, '*', x]}}
              Either: {Type: AWS::CloudWatch::Alarm, Properties: {AlarmName: !If [Hides, x, '*']}}
              Whole: {Type: AWS::CloudWatch::Alarm, Properties: !If [IsTest, {AlarmName: '*'}, {AlarmName: x}]}
              Again: {Type: AWS::Logs::Destination, Properties: {DestinationName: !Ref Alarm}}
              Third: {Type: AWS::Logs::Destination, Properties: {DestinationName: !Sub '${Again}'}}
              Withheld: {Type: AWS::CloudWatch::Alarm, Properties: {AlarmName: !Ref Hidden}}
              Included: {Type: AWS::CloudWatch::Alarm, Properties: {Fn::Transform: {Name: AWS::Include}}}
              Two: {Type: AWS::ElastiCache::User, Properties: {UserId: one, UserName: another}}
              Group: {Type: AWS::Logs::LogGroup, Properties: {LogGroupName: Allow}}
              Role: {Type: AWS::IAM::Role, Properties: {RoleName: PassRole}}
              Service: {Type: AWS::ECS::Service, Properties: {ServiceName: '*', Cluster: main}}
              Machine: {Type: AWS::StepFunctions::StateMachine, Properties: {StateMachineName: '*'}}
              Provider: {Type: AWS::Cognito::UserPoolIdentityProvider, Properties: {ProviderName: '*', UserPoolId: x}}
              User: {Type: AWS::Cognito::UserPoolUser, Properties: {Username: '*', UserPoolId: x}}
              Table: {Type: AWS::Glue::Table, Properties: {DatabaseName: x, CatalogId: y, TableInput: {Name: '*'}}}
              Rule: {Type: AWS::Config::ConfigRule, Properties: {ConfigRuleName: '*'}}
              Remedy: {Type: AWS::Config::RemediationConfiguration, Properties: {ConfigRuleName: !Ref Rule}}
              Key: {Type: AWS::EC2::KeyPair, Properties: {KeyName: '*'}}
              Loop: {Type: AWS::CloudWatch::Alarm, Properties: {AlarmName: !Ref Back}}
              Back: {Type: AWS::CloudWatch::Alarm, Properties: {AlarmName: !Sub '${Loop}'}}
              Self: {Type: AWS::CloudWatch::Alarm, Properties: {AlarmName: !Ref Self}}
              Topic: {Type: AWS::SNS::Topic, Properties: {TopicName: !Sub '${AWS::StackName}-topic'}}
              Queue: {Type: AWS::SQS::Queue, Properties: {QueueName: orders}}
              Web: {Type: AWS::IAM::Role, Properties: {RoleName: web-role}}
              Bucket: {Type: AWS::S3::Bucket, Properties: {BucketName: !Sub 'documents-${Env}-${AWS::AccountId}'}}
              Function: {Type: AWS::Lambda::Function, Properties: {FunctionName: resize}}
              Database:
                Type: AWS::RDS::DBInstance
                Properties: {DBInstanceIdentifier: db, DBName: app, DBSubnetGroupName: !Ref Plain, KmsKeyId: !Ref Hidden}
            """;

    private static final String POLICY = """
              Policy:
                Type: AWS::IAM::ManagedPolicy
                Properties:
                  PolicyDocument:
                    Statement:
                      - {Effect: %s, Action: %s, Resource: %s}
            """;

    private static Inspection inspect(String effect, String action, String resource) {
        String text = HEAD + POLICY.formatted(effect, action, resource);
        return Sample.inspect(text, Map.of(), "F5", "F40", "W13", "W17");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "!Ref Alarm",
                "[x, !Ref Alarm]",
                "!Ref Given",
                "!Ref Chosen",
                "!Ref Either",
                "!Ref Whole",
                "!Ref Again",
                "!Ref Third",
                "!Ref Remedy",
                "!Ref Key",
                "!Ref User",
                "!Ref Provider",
                "!Ref Table",
                "!GetAtt Service.Name",
                "!GetAtt Machine.Name",
                "!GetAtt [Provider, ProviderName]",
                "!GetAtt Table.TableInput.Name",
                "!Sub '${Alarm}'",
                "!Sub '${Service.Name}'",
                "!Sub ['${x}', {x: !Ref Alarm}]",
                "!Join ['', [!Ref Alarm]]",
                "!Join ['', ['', !GetAtt Service.Name]]",
                "!Select [1, [x, !Ref Alarm]]",
                "!Select [0, [!Sub '${Alarm}']]",
                "!If [IsTest, !Ref Alarm, x]"
            })
    void readsTheNameThatTheAuthorChose(String star) {
        assertThat(Sample.found(inspect("Allow", star, "x").violations())).containsExactly("F5 Policy");
        assertThat(Sample.found(inspect("Allow", "x", star).violations())).containsExactly("W13 Policy");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            !Ref Group                  | '*'
            !Sub '${Group}'             | !Ref Alarm
            !Join ['', [!Ref Group]]    | !Sub '${Alarm}'
            !Select [0, [!Ref Group]]   | !Sub '${Alarm}:${Alarm}'
            Allow                       | !Sub 's3:${Alarm}'
            """)
    void readsWhetherAStatementAllows(String effect, String action) {
        assertThat(Sample.found(inspect(effect, action, "x").violations())).containsExactly("F5 Policy");
    }

    @ParameterizedTest
    @ValueSource(strings = {"!Sub 'iam:${Role}'", "!Join [':', [iam, !Ref Role]]", "!Sub ['iam:${r}', {r: !Ref Role}]"})
    void readsActionsThatNamesComplete(String action) {
        assertThat(Sample.found(inspect("Allow", action, "!Ref Alarm").violations()))
                .containsExactlyInAnyOrder("F40 Policy", "W13 Policy");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "!Ref Withheld",
                "!Sub 'x:${Withheld}'",
                "!Ref Included",
                "!Ref Two",
                "!Ref Loop",
                "!Ref Self",
                "!Sub '${Back}'",
                "!Select [0, !Split [',', !Ref Alarm]]",
                "!Select [1, !Split [',', !Sub 'x,${Alarm}']]",
                "!Select [1, !Split [x, !Join ['', [!Ref Queue, 'x*']]]]",
                "!Select [1, !Split ['s', !GetAtt Queue.Arn]]",
                "!Select [1, !Split ['s', !Sub '${Queue.Arn}']]",
                "!Select [!Ref Alarm, ['*', x]]",
                "{'Fn::GetAtt': [Alarm, !Ref Env]}"
            })
    void neverPassesANameThatNobodyKnows(String action) {
        assertThat(inspect("Allow", action, "x").verdict()).isEqualTo(Verdict.INCOMPLETE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "!Ref Plain",
                "!GetAtt Alarm.Arn",
                "!Sub '${Alarm.Arn}/x'",
                "!Ref Bucket",
                "!GetAtt Bucket.Arn",
                "!Sub '${Bucket.Arn}/*'",
                "!Sub 'arn:aws:s3:::${Bucket}/*'",
                "!Sub 'arn:aws:rds:eu-west-1:${AWS::AccountId}:db:${Database}'",
                "!Ref Topic",
                "!Sub '${Topic}'",
                "!GetAtt Queue.Arn",
                "!Sub 'arn:aws:sqs:*:*:${Queue.QueueName}'",
                "!GetAtt Web.Arn",
                "!Sub 'arn:aws:iam::${AWS::AccountId}:role/${Web}'",
                "!Sub 'arn:aws:logs:*:*:log-group:/aws/lambda/${Function}:*'",
                "!Join ['', ['arn:aws:s3:::', !Ref Bucket, '/*']]",
                "[!GetAtt Bucket.Arn, !Sub '${Bucket.Arn}/*']"
            })
    void passesOrdinaryNames(String resource) {
        Inspection inspection = inspect("Allow", "s3:GetObject", resource);

        assertThat(inspection.violations()).isEmpty();
        assertThat(inspection.notEvaluated()).isEmpty();
    }

    @Test
    void keepsLinksBetweenNamedResources() {
        String text = """
                Resources:
                  Bucket: {Type: AWS::S3::Bucket, Properties: {BucketName: documents}}
                  Other: {Type: AWS::S3::Bucket, Properties: {BucketName: others}}
                  BucketPolicy:
                    Type: AWS::S3::BucketPolicy
                    Properties: {Bucket: !Ref Bucket, PolicyDocument: {Statement: []}}
                  OtherPolicy:
                    Type: AWS::S3::BucketPolicy
                    Properties: {Bucket: !Sub '${Other}', PolicyDocument: {Statement: []}}
                  Group: {Type: AWS::IAM::Group, Properties: {GroupName: people}}
                  User: {Type: AWS::IAM::User, Properties: {UserName: somebody}}
                  Addition:
                    Type: AWS::IAM::UserToGroupAddition
                    Properties: {GroupName: !Ref Group, Users: [!Ref User]}
                  Logging:
                    Type: AWS::IAM::Role
                    Properties:
                      RoleName: logging
                      ManagedPolicyArns: ['arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole']
                  Function: {Type: AWS::Lambda::Function, Properties: {Role: !Ref Logging}}
                  Security: {Type: AWS::EMR::SecurityConfiguration, Properties: {Name: strict}}
                  Cluster: {Type: AWS::EMR::Cluster, Properties: {SecurityConfiguration: !Ref Security}}
                  Secret: {Type: AWS::SecretsManager::Secret, Properties: {Name: !Sub '${AWS::StackName}/db'}}
                  Database:
                    Type: AWS::RDS::DBInstance
                    Properties:
                      MasterUserPassword: !Sub '{{resolve:secretsmanager:${Secret}:SecretString:password}}'
                """;

        Inspection inspection = Sample.inspect(text, Map.of(), "W51", "F2000", "W58", "W63", "F23");

        assertThat(inspection.violations()).isEmpty();
        assertThat(inspection.notEvaluated()).isEmpty();
    }

    @Test
    void readsAddressesAndPrincipals() {
        String text = """
                Resources:
                  World: {Type: AWS::Logs::LogGroup, Properties: {LogGroupName: 0.0.0.0/0}}
                  Everybody: {Type: AWS::CloudWatch::Alarm, Properties: {AlarmName: '*'}}
                  Security:
                    Type: AWS::EC2::SecurityGroup
                    Properties:
                      SecurityGroupIngress: [{CidrIp: !Ref World, IpProtocol: tcp, FromPort: 22, ToPort: 22}]
                  Policy:
                    Type: AWS::SNS::TopicPolicy
                    Properties:
                      PolicyDocument:
                        Statement: [{Effect: Allow, Principal: {AWS: !Ref Everybody}, Action: 'sns:Publish'}]
                """;

        assertThat(Sample.found(Sample.inspect(text, Map.of(), "W2", "F18").violations()))
                .containsExactlyInAnyOrder("W2 Security", "F18 Policy");
    }

    @Test
    void takesAnEscapedNameForTheTextItIs() {
        assertThat(inspect("Allow", "!Sub '${!Alarm}'", "'${Alarm}'").violations())
                .isEmpty();
        assertThat(inspect("Allow", "\"\\uE002Alarm\\uE003\"", "x").violations())
                .isEmpty();
    }

    @Test
    void listsWhatNamesMakeCloudFormationFetch() {
        String text = """
                Resources:
                  Word: {Type: AWS::CloudWatch::Alarm, Properties: {AlarmName: resolve}}
                  Volume: {Type: AWS::EC2::Volume, Properties: {Size: !Sub '{{${Word}:ssm:size}}'}}
                """;

        assertThat(Sample.inspect(text, Map.of(), "F1").notInspected())
                .extracting(Inspection.NotInspected::logicalResourceId)
                .containsExactly("Volume");
    }

    @Test
    void boundsChainsOfNames() {
        String chain = IntStream.range(0, 400)
                .mapToObj(i -> "  N" + i + ": {Type: AWS::CloudWatch::Alarm, Properties: {AlarmName: !Ref N" + (i + 1)
                        + "}}\n")
                .collect(Collectors.joining());
        String text = "Resources:\n  N400: {Type: AWS::CloudWatch::Alarm, Properties: {AlarmName: '*'}}\n" + chain
                + POLICY.formatted("Allow", "!Ref N0", "x");

        assertThat(Sample.inspect(text, Map.of(), "F5").verdict()).isEqualTo(Verdict.INCOMPLETE);
    }

    @Test
    @Timeout(30)
    void boundsWhatNamesGrowTo() {
        String names = IntStream.range(1, 12)
                .mapToObj(i -> "  N" + i + ": {Type: AWS::CloudWatch::Alarm, Properties: {AlarmName: !Sub '"
                        + ("${N" + (i - 1) + "}").repeat(10) + "'}}\n")
                .collect(Collectors.joining());
        String text = "Resources:\n  N0: {Type: AWS::CloudWatch::Alarm, Properties: {AlarmName: 'xxxxxxxxxx'}}\n"
                + names + POLICY.formatted("Allow", "!Sub '" + "${N11}".repeat(100_000) + "'", "x");

        assertThat(Sample.inspect(text, Map.of(), "F5").verdict()).isEqualTo(Verdict.INCOMPLETE);
    }
}
