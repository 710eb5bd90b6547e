package io.jenkins.plugins.cfnattest.gate;

import static io.jenkins.plugins.cfnattest.gate.GateFixture.codes;
import static io.jenkins.plugins.cfnattest.gate.GateFixture.messages;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.cfnattest.envelope.Bytes;
import io.jenkins.plugins.cfnattest.envelope.InspectionPredicate.NotInspectedRef;
import io.jenkins.plugins.cfnattest.envelope.InspectionPredicate.Result;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a policy lets CloudFormation fetch later, and how one would smuggle in more. */
class NestedAllowanceTest {
    private static final String TOPIC = "Resources: {Topic: {Type: AWS::SNS::Topic, Properties: {DisplayName: %s}}}";

    private final GateFixture fixture = new GateFixture();

    private Decision decide(String template, String allowances, Map<String, String> parameters) {
        fixture.template = Bytes.utf8(template);
        fixture.policy = Policies.standardBut("nestedContent: []", "nestedContent: [" + allowances + "]");
        fixture.withheld = List.of();
        fixture.secrets = Set.of();
        fixture.parameters.clear();
        fixture.parameters.putAll(parameters);
        fixture.attested.clear();
        fixture.attested.putAll(parameters);
        return fixture.decide();
    }

    private void assertDecides(boolean allowed, String template, String allowances, Map<String, String> parameters) {
        Decision decision = decide(template, allowances, parameters);
        if (allowed) {
            assertThat(messages(decision)).isEqualTo("[]");
        } else {
            assertThat(codes(decision)).containsExactly(ReasonCode.NESTED_CONTENT);
        }
    }

    private static String custom(String properties) {
        return "Resources: {Own: {Type: 'Custom::Dns', Properties: {" + properties + "}}}";
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            true  | {kind: CUSTOM_RESOURCE}
            true  | {kind: CUSTOM_RESOURCE, type: 'Custom::*'}
            true  | {kind: CUSTOM_RESOURCE, type: 'Custom::Dns', value: 'arn:aws:lambda:*:function:dns'}
            false | {kind: CUSTOM_RESOURCE, type: 'Custom::Other'}
            false | {kind: CUSTOM_RESOURCE, type: 'custom::dns'}
            false | {kind: CUSTOM_RESOURCE, value: 'arn:aws:lambda:*:function:dn'}
            false | {kind: CUSTOM_RESOURCE, type: 'Custom::Other', value: '**'}
            false | {kind: EXTENSION}
            """)
    void coversByKindTypeAndValue(boolean allowed, String allowance) {
        assertDecides(allowed, custom("ServiceToken: 'arn:aws:lambda:eu:function:dns'"), allowance, Map.of());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            true  | https://b.s3.amazonaws.com/good/a.yaml
            true  | https://b.s3.amazonaws.com/good/deep/a.yaml
            false | https://b.s3.amazonaws.com/good/../bad/a.yaml
            false | https://b.s3.amazonaws.com/good\\..\\bad
            false | https://evil.s3.amazonaws.com/good/a.yaml
            false | http://b.s3.amazonaws.com/good/a.yaml
            false | x https://b.s3.amazonaws.com/good/a.yaml
            false | https://b.s3.amazonaws.com/good/${AWS::Region}
            """)
    void coversANestedStackByItsUrl(boolean allowed, String url) {
        String template =
                "Resources: {Child: {Type: 'AWS::CloudFormation::Stack', Properties: {TemplateURL: '" + url + "'}}}";
        String allowance = "{kind: NESTED_STACK, value: 'https://b.s3.amazonaws.com/good/**'}";

        assertDecides(allowed, template, allowance, Map.of());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            true  | !Ref Url
            true  | !Sub '${Url}'
            false | !GetAtt Other.Url
            false | !Sub '${Url}${Other.Url}'
            false | !If [Yes, !Ref Url, !Ref Url]
            """)
    void coversOnlyAUrlThatIsKnownAsAWhole(boolean allowed, String url) {
        String template = """
                Parameters: {Url: {Type: String}}
                Conditions: {Yes: !Equals [a, a]}
                Resources:
                  Other: {Type: AWS::SNS::Topic}
                  Child: {Type: AWS::CloudFormation::Stack, Properties: {TemplateURL: %s}}
                """.formatted(url);
        String allowance = "{kind: NESTED_STACK, value: 'https://good/**'}";

        assertDecides(allowed, template, allowance, Map.of("Url", "https://good/a.yaml"));
        assertDecides(false, template, allowance, Map.of("Url", "https://evil/a.yaml"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            true  | '{{resolve:ssm:/ok/a}}'
            true  | 'x {{resolve:ssm:/ok/a}} {{resolve:ssm:/ok/b:3}}'
            true  | '{{resolve:ssm:/ok/a}} {{resolve:secretsmanager:s}}'
            false | '{{resolve:ssm:/ok/a}}{{resolve:ssm:/bad}}'
            false | '{{resolve:ssm:/ok/a{{resolve:ssm:b}}'
            false | '{{resolve:ssm:/ok/a}}{{resolve:ssm:/ok/b'
            false | '{{resolve:ssm:/ok/../bad}}'
            false | '{{resolve:ssm:/ok/a/b}}'
            false | !Join ['', ['{{resolve:ssm:/o', 'k/../bad}}']]
            false | !Sub '{{resolve:ssm:/ok/${AWS::StackName}}}'
            """)
    void coversEachDynamicReferenceByItself(boolean allowed, String value) {
        assertDecides(
                allowed, TOPIC.formatted(value), "{kind: SSM_REFERENCE, value: '{{resolve:ssm:/ok/*}}'}", Map.of());
    }

    @Test
    void isNotFooledByANameWithTheSignThatPartsPaths() {
        String template = custom("ServiceToken: t, a: {b: '{{resolve:ssm:/ok/a}}'}, a/b: '{{resolve:ssm:/bad}}'");
        String allowances = "{kind: CUSTOM_RESOURCE}, {kind: SSM_REFERENCE, value: '{{resolve:ssm:/ok/*}}'}";

        assertDecides(false, template, allowances, Map.of());
        assertDecides(true, template.replace("/bad", "/ok/b"), allowances, Map.of());
    }

    @Test
    void isNotFooledByAReferenceInTheNameOfAMember() {
        assertDecides(
                false,
                custom("ServiceToken: t, '{{resolve:ssm:/bad}}': '{{resolve:ssm:/ok/a}}'"),
                "{kind: CUSTOM_RESOURCE}, {kind: SSM_REFERENCE, value: '{{resolve:ssm:/ok/*}}'}",
                Map.of());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            true  | {{resolve:ssm:/ok/a}}     | {kind: SSM_REFERENCE, value: '{{resolve:ssm:/ok/*}}'}
            false | {{resolve:ssm:/bad}}      | {kind: SSM_REFERENCE, value: '{{resolve:ssm:/ok/*}}'}
            false | {{resolve:ssm:/ok/a       | {kind: SSM_REFERENCE, value: '{{resolve:ssm:/ok/*}}'}
            false | {{resolve:secretsmanager:s}} | {kind: SSM_REFERENCE, value: '{{resolve:ssm:**}}'}
            false | {{resolve:secretsmanager:s}} | {kind: SSM_REFERENCE}
            """)
    void coversAReferenceInAnOpenParameterOnlyByValue(boolean allowed, String value, String allowance) {
        String template = "Parameters: {P: {Type: String}}\n" + TOPIC.formatted("fixed");

        assertDecides(allowed, template, allowance, Map.of("P", value));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            true  | /aws/service/ami/x | {kind: SSM_PARAMETER_TYPE, value: '/aws/service/**'}
            false | /mine/x            | {kind: SSM_PARAMETER_TYPE, value: '/aws/service/**'}
            true  | /mine/x            | {kind: SSM_PARAMETER_TYPE, type: '*::Image::Id>'}
            true  | /mine/x            | {kind: SSM_PARAMETER_TYPE, type: 'AWS::SSM::Parameter::Value<**>'}
            false | /mine/x            | {kind: SSM_PARAMETER_TYPE, type: 'String'}
            """)
    void coversALookedUpParameterByTheNameThatIsGiven(boolean allowed, String value, String allowance) {
        String template = "Parameters: {P: {Type: 'AWS::SSM::Parameter::Value<AWS::EC2::Image::Id>'}}\n"
                + TOPIC.formatted("fixed");

        assertDecides(allowed, template, allowance, Map.of("P", value));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            true  | [Good]                              | {kind: MACRO, value: Good}
            false | [Good, Evil]                        | {kind: MACRO, value: Good}
            false | [Evil, Good]                        | {kind: MACRO, value: Good}
            true  | [AWS::Serverless-2016-10-31, Good]  | {kind: MACRO, value: Good}, {kind: SERVERLESS_TRANSFORM}
            false | [AWS::Serverless-2016-10-31, Evil]  | {kind: MACRO, value: Good}, {kind: SERVERLESS_TRANSFORM}
            false | [AWS::Serverless-2016-10-31, Good]  | {kind: MACRO, value: Good}
            true  | [{Name: Good}]                      | {kind: MACRO, value: Good}
            true  | {Name: 'AWS::Include', Parameters: {Location: 's3://ok/a'}}  | {kind: INCLUDE, value: 's3://ok/*'}
            false | {Name: 'AWS::Include', Parameters: {Location: 's3://bad/a'}} | {kind: INCLUDE, value: 's3://ok/*'}
            false | 'AWS::Include'                      | {kind: INCLUDE, value: '**'}
            """)
    void coversEachTransformOfTheTemplate(boolean allowed, String transform, String allowances) {
        assertDecides(allowed, "Transform: " + transform + "\n" + TOPIC.formatted("fixed"), allowances, Map.of());
    }

    @ParameterizedTest
    @CsvSource({"true,ok,a", "false,bad,a", "false,ok,../bad/a"})
    void coversContentInABucket(boolean allowed, String bucket, String key) {
        String template = "Resources: {Api: {Type: 'AWS::ApiGateway::RestApi', Properties: {BodyS3Location: {Bucket: "
                + bucket + ", Key: " + key + "}}}}";

        assertDecides(allowed, template, "{kind: CONTENT_IN_S3, value: 's3://ok/**'}", Map.of());
    }

    @Test
    void coversNothingOfAKindThatTheGateDoesNotKnow() {
        fixture.result = new Result(
                "PASS", 0, 0, List.of(), List.of(), List.of(new NotInspectedRef("WORMHOLE", "Topic", "")), List.of());

        assertThat(codes(decide(TOPIC.formatted("fixed"), "{kind: EXTENSION}, {kind: MACRO}", Map.of())))
                .containsExactly(ReasonCode.NESTED_CONTENT);
        assertThat(messages(fixture.decide())).contains("allows other content only: WORMHOLE in Topic");
    }
}
