package io.jenkins.plugins.cfnattest;

import java.nio.charset.StandardCharsets;

/**
 * A template as people write them, of any size: parameters of every sort, a mapping, conditions, and resources whose properties are put together by intrinsic
 * functions, refer to one another and stand under conditions. No rule finds a failing violation in it.
 */
final class UsualTemplate {
    private static final String HEAD = """
            AWSTemplateFormatVersion: '2010-09-09'
            Description: Buckets, queues, keys, roles and alarms of several parts of an application

            Metadata:
              AWS::CloudFormation::Interface:
                ParameterGroups:
                  - Label: {default: Where it runs}
                    Parameters: [Stage, Team, Vpc, Subnets]

            Parameters:
              Stage:
                Type: String
                AllowedValues: [test, staging, production]
                Default: test
              Team:
                Type: String
                Description: Who is asked when it fails
              Vpc:
                Type: AWS::EC2::VPC::Id
              Subnets:
                Type: CommaDelimitedList
                Default: subnet-1a, subnet-1b
              AllowedRange:
                Type: String
                Default: 10.0.0.0/16
              DatabasePassword:
                Type: String
                NoEcho: true

            Mappings:
              Regions:
                eu-central-1: {Logs: logs-of-frankfurt, Days: 90}
                us-east-1: {Logs: logs-of-virginia, Days: 30}

            Conditions:
              IsProduction: !Equals [!Ref Stage, production]
              IsAbroad: !Not [!Equals [!Ref 'AWS::Region', eu-central-1]]
              IsWatched: !Or [!Condition IsProduction, !Equals [!Ref Stage, staging]]
              IsCopied: !And [!Condition IsProduction, !Not [!Condition IsAbroad]]

            Resources:
            """;

    private static final String PART = """
              # Part NUMBER keeps its documents in a bucket of its own.
              BucketNUMBER:
                Type: AWS::S3::Bucket
                DeletionPolicy: Retain
                Properties:
                  BucketName: !Sub '${Stage}-${AWS::AccountId}-documents-NUMBER'
                  BucketEncryption:
                    ServerSideEncryptionConfiguration:
                      - ServerSideEncryptionByDefault:
                          SSEAlgorithm: aws:kms
                          KMSMasterKeyID: !GetAtt KeyNUMBER.Arn
                  LoggingConfiguration:
                    DestinationBucketName: !FindInMap [Regions, !Ref 'AWS::Region', Logs]
                    LogFilePrefix: !Join ['/', [documents, !Ref Team, 'NUMBER', '']]
                  PublicAccessBlockConfiguration:
                    BlockPublicAcls: true
                    BlockPublicPolicy: true
                    IgnorePublicAcls: true
                    RestrictPublicBuckets: true
                  VersioningConfiguration:
                    Status: !If [IsProduction, Enabled, Suspended]
                  Tags:
                    - Key: team
                      Value: !Ref Team
                    - !If [IsCopied, {Key: copied, Value: 'yes'}, !Ref 'AWS::NoValue']
              BucketPolicyNUMBER:
                Type: AWS::S3::BucketPolicy
                Properties:
                  Bucket: !Ref BucketNUMBER
                  PolicyDocument:
                    Version: '2012-10-17'
                    Statement:
                      - Sid: NothingWithoutTls
                        Effect: Deny
                        Principal: '*'
                        Action: s3:*
                        Resource: [!GetAtt BucketNUMBER.Arn, !Sub '${BucketNUMBER.Arn}/*']
                        Condition: {Bool: {'aws:SecureTransport': 'false'}}
              KeyNUMBER:
                Type: AWS::KMS::Key
                Properties:
                  Description: !Sub Encrypts what part NUMBER of ${AWS::StackName} keeps
                  EnableKeyRotation: true
                  KeyPolicy:
                    Version: '2012-10-17'
                    Statement:
                      - Effect: Allow
                        Principal:
                          AWS: !Sub 'arn:${AWS::Partition}:iam::${AWS::AccountId}:role/keys-of-${Team}'
                        Action: ['kms:Encrypt', 'kms:Decrypt', 'kms:GenerateDataKey*']
                        Resource: '*'
              QueueNUMBER:
                Type: AWS::SQS::Queue
                Properties:
                  QueueName: !Join ['-', [!Ref Stage, orders, 'NUMBER']]
                  KmsMasterKeyId: !Ref KeyNUMBER
                  MessageRetentionPeriod: !If [IsProduction, 1209600, 86400]
                  RedrivePolicy: !If
                    - IsWatched
                    - {deadLetterTargetArn: !ImportValue orders-that-failed, maxReceiveCount: 5}
                    - !Ref AWS::NoValue
              RoleNUMBER:
                Type: AWS::IAM::Role
                Properties:
                  AssumeRolePolicyDocument:
                    Version: '2012-10-17'
                    Statement:
                      - Effect: Allow
                        Principal: {Service: !Sub 'lambda.${AWS::URLSuffix}'}
                        Action: sts:AssumeRole
                  Policies:
                    - PolicyName: !Sub read-NUMBER-of-${Stage}
                      PolicyDocument:
                        Version: '2012-10-17'
                        Statement:
                          - Effect: Allow
                            Action: ['s3:GetObject', 's3:PutObject']
                            Resource: !Join ['', [!GetAtt BucketNUMBER.Arn, /documents/*]]
                          - Effect: Allow
                            Action: ['sqs:SendMessage']
                            Resource: !GetAtt QueueNUMBER.Arn
              GroupNUMBER:
                Type: AWS::EC2::SecurityGroup
                Properties:
                  GroupDescription: What part NUMBER may reach
                  VpcId: !Ref Vpc
                  SecurityGroupEgress:
                    - Description: https inside
                      IpProtocol: tcp
                      FromPort: 443
                      ToPort: 443
                      CidrIp: !Ref AllowedRange
              LogNUMBER:
                Type: AWS::Logs::LogGroup
                Properties:
                  LogGroupName: !Sub
                    - /app/${Short}/NUMBER
                    - Short: !Select [0, !Split ['-', !Sub '${Stage}-${Team}']]
                  RetentionInDays: !FindInMap [Regions, !Ref 'AWS::Region', Days]
                  KmsKeyId: !GetAtt KeyNUMBER.Arn
              AlarmNUMBER:
                Type: AWS::CloudWatch::Alarm
                Condition: IsWatched
                DependsOn: QueueNUMBER
                Properties:
                  AlarmDescription: !Sub Orders of part NUMBER wait too long, ask ${Team}
                  Namespace: AWS/SQS
                  MetricName: ApproximateAgeOfOldestMessage
                  Dimensions: [{Name: QueueName, Value: !GetAtt QueueNUMBER.QueueName}]
                  Statistic: Maximum
                  Period: 300
                  EvaluationPeriods: 2
                  Threshold: 0.5
                  ComparisonOperator: GreaterThanThreshold
            """;

    private UsualTemplate() {}

    /** As many parts as fit into this many bytes, but one at least. */
    static byte[] of(int bytes) {
        StringBuilder text = new StringBuilder(HEAD);
        int number = 0;
        do {
            text.append(PART.replace("NUMBER", Integer.toString(number)));
            number++;
        } while (text.length() + PART.length() <= bytes);
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }
}
