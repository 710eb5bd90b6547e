package io.jenkins.plugins.cfnattest.inspect;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.cfnattest.inspect.Inspection.NotInspected;
import io.jenkins.plugins.cfnattest.template.EffectiveParameters;
import io.jenkins.plugins.cfnattest.template.Template;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A reference to the parameter store of which a part is not known before the deployment, or seems not to be. */
class PartialReferenceTest {
    private static List<NotInspected> found(String value, String parameter) throws Exception {
        Template template = Sample.template("Parameters: {P: {Type: String, Default: \"" + parameter
                + "\"}, N: {Type: String, NoEcho: true, Default: x}}\nResources:\n"
                + "  Q: {Type: AWS::SQS::Queue}\n  Z: {Type: AWS::SNS::Topic, Properties: {TopicName: " + value
                + "}}\n");
        EffectiveParameters parameters =
                EffectiveParameters.of(template, Map.of(), Set.of(), Map.of("AWS::Region", "eu-central-1"));
        return NestedContent.of(template, parameters);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "!Join ['', [!Select [0, !Split ['|', !Sub '{|${AWS::StackId}']], '{resolve:ssm:/x}}']]",
                "!Join ['{', !Split ['|', !Sub '|${AWS::StackId}|{resolve:ssm:/x}}']]",
                "!Join ['', ['{', !Select [0, !Split ['|', !Sub '|${AWS::StackId}']], '{resolve:ssm:/x}}']]",
                "!Join ['', [!Select [0, !Split ['|', !Join ['', ['{|', !GetAtt Q.Arn]]]], '{resolve:ssm:/x}}']]",
                "!Select [0, !Split ['|', !Join ['', ['{', '{resolve:ssm:/x}}|', !Ref 'AWS::StackId']]]]",
                "!Join ['', ['{', '{re', !Select [0, !Split ['|', !Sub 'solve|${AWS::StackId}']], ':ssm:/x}}']]",
                "!Join ['', ['{', !ImportValue X, '{resolve:ssm:/x}}']]",
                "!Join ['', [!Ref N, '{resolve:ssm:/x}}']]",
                "!Sub ['${a}${b}', {a: !ImportValue X, b: '{resolve:ssm:/x}}'}]",
                "!Sub ['{${a}{resolve:ssm:/x}}', {a: !Select [0, !Split ['|', !Sub '|${AWS::StackId}']]}]",
                "{'Fn::Base64': !Join ['', [\"#!/bin/sh\\n\", '{', !ImportValue X, '{resolve:ssm:/x}}']]}"
            })
    void isFound(String value) throws Exception {
        assertThat(found(value, "a")).containsExactly(new NotInspected("SSM_REFERENCE", "Z", "/Properties/TopicName"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "!Sub '{\"widgets\": [{\"q\": \"${Q.Arn}\", \"i\": {\"n\": \"${N}\"}}]}'",
                "!Join ['', ['{\"a\": {\"b\": \"', !ImportValue X, '\"}}']]",
                "!Join ['', ['{{resolve:secretsmanager:', !ImportValue X, '}}']]",
                "!Join ['/', [!Select [5, !Split [':', !GetAtt Q.Arn]], '{proxy+}']]",
                "!Join ['', [\"function a() {\\n echo \", !Ref N, \"\\n}\"]]"
            })
    void isNotSeenEverywhere(String value) throws Exception {
        assertThat(found(value, "a")).isEmpty();
    }

    @Test
    void isNotHiddenByAForgedMark() throws Exception {
        NotInspected forged = new NotInspected("SSM_REFERENCE", "", "/Parameters/P");

        assertThat(found("!Join ['', [!Ref P, '{resolve:ssm:/x}}']]", "\uE000{"))
                .contains(forged);
        assertThat(found(
                        "!Join ['', ['{', !Select [0, !Split [\"a\uE003\", !Ref P]], '{resolve:ssm:/x}}']]", "a\uE003"))
                .contains(forged);
    }
}
