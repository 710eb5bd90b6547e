package io.jenkins.plugins.cfnattest.inspect;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.cfnattest.template.EffectiveParameters;
import io.jenkins.plugins.cfnattest.template.Template;
import io.jenkins.plugins.cfnattest.template.TemplateException;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Templates that CloudFormation deploys with {@code Action: '*'}, written so that an inspection could see something harmless. */
class EvasionTest {
    private static final String HEAD = """
            Transform: AWS::LanguageExtensions
            Parameters:
              Mark: {Type: String, Default: "\\uE000"}
              Points: {Type: String, Default: Star}
              Nobody: {Type: String}
              Star: {Type: String, Default: '*'}
              Owner: {Type: String, Default: Stored}
            Conditions:
              Marked: !Equals [!Ref Mark, "\\uE000"]
            Resources:
              Topic: {Type: AWS::SNS::Topic}
              Stored: {Type: AWS::SSM::Parameter, Properties: {Type: String, Value: '*'}}
              Policy:
                Type: AWS::IAM::ManagedPolicy
                Properties:
                  PolicyDocument:
                    Statement:
                      - {Effect: %s, Action: %s, Resource: '%s'}
            """;

    private static Inspection inspect(String effect, String action, String resource, Map<String, String> pseudo)
            throws TemplateException {
        Template template = Sample.template(HEAD.formatted(effect, action, resource));
        EffectiveParameters effective = EffectiveParameters.of(template, Map.of(), Set.of(), pseudo);
        return new Inspector(Sample.only("F5", "F40")).inspect(template, effective);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            !Select [1, !Split [Topic, !Sub '${Topic}Topic*']]
            !Select [1, !Split [Region, !Sub '${AWS::Region}Region*']]
            !Select [1, !Split [Topic, !Join ['', [!Ref Topic, 'Topic*']]]]
            {Ref: {Ref: Nobody}}
            {Ref: !Sub '${Nobody}'}
            {'Fn::GetAtt': [{Ref: Owner}, Value]}
            """)
    void neverPassesWhatItCanNotRead(String action) throws TemplateException {
        Inspection inspection = inspect("Allow", action, "arn:aws:s3:::x", Map.of());

        assertThat(inspection.verdict()).isEqualTo(Verdict.INCOMPLETE);
    }

    @Test
    void followsNamesThatAreComputed() throws TemplateException {
        Inspection inspection = inspect("Allow", "{Ref: {Ref: Points}}", "arn:aws:s3:::x", Map.of());

        assertThat(Sample.found(inspection.violations())).containsExactly("F5 Policy");
    }

    @Test
    void decidesConditionsOnTheVeryCharactersOfTheParameters() throws TemplateException {
        Inspection inspection = inspect("Allow", "!If [Marked, '*', 's3:GetObject']", "arn:aws:s3:::x", Map.of());

        assertThat(Sample.found(inspection.violations())).containsExactly("F5 Policy");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            Allow    | !Ref AWS::StackName | '*' | arn:aws:s3:::x | F5 Policy
            PassRole | Allow | !Sub 'iam:${AWS::StackName}' | * | F40 Policy
            """)
    void takesTheStackNameForWhatSomebodyChooses(
            String stack, String effect, String action, String resource, String offence) throws TemplateException {
        Inspection without = inspect(effect, action, resource, Map.of());
        Inspection with = inspect(effect, action, resource, Map.of("AWS::StackName", stack));

        assertThat(without.verdict()).isEqualTo(Verdict.INCOMPLETE);
        assertThat(Sample.found(with.violations())).contains(offence);
    }

    @Test
    @Timeout(20)
    void readsPatternsThatOnlyOpenInLinearTime() throws TemplateException {
        Inspection inspection = inspect("Allow", "!Sub '" + "${".repeat(250_000) + "'", "arn:aws:s3:::x", Map.of());

        assertThat(inspection.violations()).isEmpty();
    }

    @Test
    void neverPassesAParameterThatWasLeftForWantOfRoom() throws TemplateException {
        String filler = "          - {Effect: Deny, Action: x, Resource: !Ref Big}\n".repeat(4096);
        Template template = Sample.template("""
                Parameters:
                  Big: {Type: String, Default: %s}
                  Open: {Type: String, Default: '*'}
                Resources:
                  Policy:
                    Type: AWS::IAM::ManagedPolicy
                    Properties:
                      PolicyDocument:
                        Statement:
                %s          - {Effect: Allow, Action: !Ref Open, Resource: x}
                """.formatted("x".repeat(4096), filler));

        Inspection inspection = new Inspector(Sample.only("F5"))
                .inspect(template, EffectiveParameters.of(template, Map.of(), Set.of(), Map.of()));

        assertThat(inspection.verdict()).isEqualTo(Verdict.INCOMPLETE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"!Ref Hidden", "!Sub '${Hidden}'", "!ImportValue Shared"})
    void doesNotForgetInConditionalPropertiesWhatItCanNotRead(String action) {
        String text = """
                Parameters:
                  Hidden: {Type: String, NoEcho: true}
                  Env: {Type: String, Default: test}
                Conditions:
                  IsTest: !Equals [!Ref Env, test]
                Resources:
                  Policy:
                    Type: AWS::IAM::ManagedPolicy
                    Properties: !If
                      - IsTest
                      - PolicyDocument: {Statement: {Effect: Allow, Action: %s, Resource: x}}
                      - !Ref AWS::NoValue
                """.formatted(action);

        assertThat(Sample.inspect(text, Map.of(), "F5").verdict()).isEqualTo(Verdict.INCOMPLETE);
    }
}
