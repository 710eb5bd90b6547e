package io.jenkins.plugins.cfnattest.inspect;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who tries to grant the same in other words, or in words that only the deployment knows. */
class HardenedPoliciesTest {
    private static final String HEAD = """
            Parameters:
              Unknown: {Type: String}
              Star: {Type: String, Default: '?*'}
              Silent: {Type: String, NoEcho: true, Default: '*'}
            Resources:
              Bucket: {Type: AWS::S3::Bucket}
              Stored: {Type: AWS::SSM::Parameter, Properties: {Type: String, Value: '*'}}
            """;

    private static String managed(String statement) {
        return HEAD + "  Policy: {Type: AWS::IAM::ManagedPolicy, Properties: {PolicyDocument: {Statement: " + statement
                + "}}}\n";
    }

    private static String secret(String statement) {
        return HEAD + "  Policy: {Type: AWS::SecretsManager::ResourcePolicy, Properties: {SecretId: x, ResourcePolicy:"
                + " {Statement: " + statement + "}}}\n";
    }

    private static Inspection inspect(String text, String... rules) {
        return Sample.inspect(text, Map.of(), rules);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            CA1 | {Effect: Allow, Action: !Ref Unknown, Resource: x}
            CA1 | {Effect: Allow, Action: ['s3:GetObject', !Sub 's3:${Silent}'], Resource: x}
            CA1 | {Effect: !Ref Unknown, Action: '*', Resource: x}
            CA1 | !Ref Unknown
            CA1 | {'Fn::Transform': {Name: Any}, Sid: x}
            CA5 | {Effect: Allow, Action: 's3:GetObject', Resource: !GetAtt Stored.Value}
            CA6 | {Effect: Allow, Action: 'iam:PassRole', Resource: !Sub 'arn:aws:iam::*:role/${Unknown}'}
            CA6 | {Effect: Allow, Action: 'iam:PassRole', NotResource: [!Ref Unknown]}
            CA6 | {Effect: Allow, NotAction: ['s3:*', !Ref Unknown], Resource: 'arn:aws:iam::*:role/*'}
            CA10 | {Effect: !ImportValue Effect, NotAction: 's3:*', Resource: x}
            """)
    void leavesOpenWhatNobodyKnows(String rule, String statement) {
        Inspection inspection = inspect(managed(statement), rule);

        assertThat(inspection.violations()).isEmpty();
        assertThat(inspection.verdict()).isEqualTo(Verdict.INCOMPLETE);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            CA1 | {Effect: Allow, Action: !Sub 's3:${Star}', Resource: x}
            CA1 | {Effect: Allow, Action: !Join [':', [s3, !Ref Star]], Resource: x}
            CA5 | {Effect: Allow, Action: 's3:GetObject', Resource: !Sub 'arn:aws:s3:::${Star}'}
            CA6 | {Effect: Allow, Action: !Sub 'iam:P${Star}', Resource: !Sub 'arn:aws:iam::${AWS::AccountId}:role/${Star}'}
            CA1 | {Effect: ALLOW, Action: '*', Resource: x}
            CA1 | {Effect: ' Allow ', Action: '*', Resource: x}
            """)
    void seesThroughParametersAndSpellings(String rule, String statement) {
        assertThat(Sample.found(inspect(managed(statement), rule).violations())).containsExactly(rule + " Policy");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            StringEquals: {'aws:SourceAccount': '123456789012'}                      | silent
            StringEquals: {'aws:SourceAccount': !Ref 'AWS::AccountId'}               | silent
            stringequals: {'AWS:SOURCEACCOUNT': ['123456789012', '210987654321']}    | silent
            ForAnyValue:StringLike: {'aws:PrincipalOrgPaths': 'o-1234567890/*'}      | silent
            StringLike: {'aws:userid': 'AROAEXAMPLE:*'}                              | silent
            ArnLike: {'aws:SourceArn': 'arn:aws:s3:::bucket'}                        | silent
            StringEquals: {'aws:SourceVpce': vpce-12345678}                          | silent
            IpAddress: {'aws:SourceIp': 203.0.113.0/24}                              | silent
            StringEquals: {'kms:CallerAccount': '123456789012'}                      | silent
            StringEquals: {'aws:SourceAccount': !Ref Unknown}                        | open
            StringNotEquals: {'aws:SourceAccount': '123456789012'}                   | found
            StringEqualsIfExists: {'aws:SourceAccount': '123456789012'}              | found
            ForAllValues:StringEquals: {'aws:SourceAccount': '123456789012'}         | found
            StringLike: {'aws:SourceAccount': '*'}                                   | found
            StringLike: {'aws:SourceAccount': ['123456789012', '1*']}                | found
            StringEquals: {'aws:PrincipalOrgID': '${aws:PrincipalOrgID}'}            | found
            StringLike: {'aws:PrincipalOrgPaths': 'o-*/r-abcd/*'}                    | found
            StringLike: {'aws:userid': '*:session'}                                  | found
            StringEquals: {'aws:SourceAccount': []}                                  | found
            ArnLike: {'aws:SourceArn': 'arn:aws:s3:::*'}                             | found
            ArnLike: {'aws:SourceArn': 'arn:aws:sns:*:*:news'}                       | found
            IpAddress: {'aws:SourceIp': 0.0.0.0/0}                                   | found
            IpAddress: {'aws:SourceIp': [10.0.0.0/8, '::/1']}                        | found
            NotIpAddress: {'aws:SourceIp': 203.0.113.0/24}                           | found
            StringEquals: {'aws:RequestedRegion': eu-west-1}                         | found
            StringEquals: {'aws:PrincipalTag/aws:SourceAccount': '123456789012'}     | found
            StringEquals: {'sts:ExternalId': secret}                                 | found
            Bool: {'aws:SecureTransport': 'true'}                                    | found
            Bool: {'elasticfilesystem:AccessedViaMountTarget': 'false'}              | found
            """)
    void knowsWhichConditionsFixWhoMayCome(String condition, String outcome) {
        String key = condition.startsWith("For") ? "'" + condition.replaceFirst(": ", "': ") : condition;
        Inspection inspection = inspect(
                secret(
                        "{Effect: Allow, Principal: '*', Action: 'secretsmanager:GetSecretValue', Resource: '*', Condition: {"
                                + key + "}}"),
                "CA7");

        assertThat(inspection.verdict())
                .isEqualTo(
                        switch (outcome) {
                            case "silent" -> Verdict.PASS;
                            case "open" -> Verdict.INCOMPLETE;
                            default -> Verdict.FAIL;
                        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "!Ref Unknown",
                "!Sub '{\"Statement\": [{\"Effect\": \"${Unknown}\", \"Principal\": \"*\"}]}'",
                "!Join ['', ['{\"Statement\": ', !GetAtt Stored.Value, '}']]"
            })
    void leavesOpenATextThatNobodyKnows(String document) {
        String text = HEAD + "  Policy: {Type: AWS::Logs::ResourcePolicy, Properties: {PolicyName: x, PolicyDocument: "
                + document + "}}\n";

        assertThat(inspect(text, "CA7").verdict()).isEqualTo(Verdict.INCOMPLETE);
        assertThat(inspect(text, "CA12").verdict()).isEqualTo(Verdict.INCOMPLETE);
    }

    @Test
    void takesNoEscapeInATextForAMark() {
        String text = HEAD + """
                  Policy:
                    Type: AWS::Logs::ResourcePolicy
                    Properties:
                      PolicyDocument: '{"Statement": [{"Effect": "Allow", "Principal": "\\ue002Bucket\\uE003*"}]}'
                """;

        assertThat(Sample.found(inspect(text, "CA12").violations())).containsExactly("CA12 Policy");
    }

    @Test
    void readsInAScanATextWithReferencesThatAreLeftOpen() {
        String text = HEAD + """
                  Open:
                    Type: AWS::Logs::ResourcePolicy
                    Properties:
                      PolicyDocument: !Join ['', ['{"Statement": [{"Effect": "Allow", "Principal": "*", "Resource": "', !GetAtt Bucket.Arn, '"}]}']]
                  Number:
                    Type: AWS::Logs::ResourcePolicy
                    Properties:
                      PolicyDocument: !Sub '{"Statement": [{"Effect": "Allow", "Principal": ${Unknown}}]}'
                """;

        assertThat(Sample.found(new Scan(Sample.only("CA7", "CA12"), ScanOptions.standard())
                        .scan(text.getBytes(StandardCharsets.UTF_8))
                        .violations()))
                .containsExactly("CA7 Open");
    }

    @Test
    void takesInAScanAnEffectThatIsComputedForAllow() {
        assertThat(Sample.found(new Scan(Sample.only("CA1"), ScanOptions.standard())
                        .scan(managed("{Effect: !Ref Unknown, Action: '*', Resource: x}")
                                .getBytes(StandardCharsets.UTF_8))
                        .violations()))
                .containsExactly("CA1 Policy");
    }

    @Test
    void reportsAPropertyWhereItStandsInAText() {
        String text = HEAD
                + "  Policy: {Type: AWS::IAM::ManagedPolicy, Properties: {PolicyDocument: '{\"Statement\": [{\"Effect\":"
                + " \"Allow\", \"Action\": [\"s3:GetObject\", \"s3:*\"]}]}'}}\n";

        assertThat(inspect(text, "CA1").violations().get(0).places().get(0).propertyPath())
                .isEqualTo("/Properties/PolicyDocument/Statement/0/Action/1");
    }

    @Test
    void weighsByTheArgumentOfTheOriginal() throws RuleSetException {
        String text = managed("{Effect: Allow, Action: ['a:x', 'b:y'], Resource: '*'}");

        assertThat(Sample.only("W76", "CA18").argument("spcm_threshold", "3").rules().stream()
                        .filter(rule -> rule.id().equals("CA18"))
                        .flatMap(rule -> new Scan(RuleSet.of(List.of(rule)), ScanOptions.standard())
                                .scan(text.getBytes(StandardCharsets.UTF_8)).violations().stream()))
                .hasSize(1);
        assertThat(inspect(text, "CA18").violations()).isEmpty();
    }

    @Test
    void takesAReferenceToNothingForNoGroup() {
        String text = HEAD + "  User: {Type: AWS::IAM::User, Properties: {Groups: [!Ref 'AWS::NoValue']}}\n";

        assertThat(Sample.found(new Scan(Sample.only("F2000", "CA15"), ScanOptions.standard())
                        .scan(text.getBytes(StandardCharsets.UTF_8))
                        .violations()))
                .containsExactly("CA15 User");
        assertThat(Sample.found(inspect(text, "F2000", "CA15").violations())).containsExactly("F2000 User");
    }
}
