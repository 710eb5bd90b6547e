package io.jenkins.plugins.cfnattest.inspect.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.cfnattest.inspect.RuleSet;
import io.jenkins.plugins.cfnattest.inspect.RuleSetException;
import io.jenkins.plugins.cfnattest.inspect.Scan;
import io.jenkins.plugins.cfnattest.inspect.ScanOptions;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PolicyComplexityTest {
    private static final String TEMPLATE =
            "Resources: {P: {Type: AWS::IAM::Policy, Properties: {PolicyName: p, PolicyDocument: {Statement: [%s]}}}}";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{Effect: Allow, Action: 's3:Get', Resource: 'arn:aws:s3:::b'} | 1",
                "{Effect: Deny, Action: 's3:Get', Resource: 'arn:aws:s3:::b'} | 2",
                "{Effect: Allow, NotAction: 's3:Get', Resource: 'arn:aws:s3:::b'} | 2",
                "{Effect: Allow, NotAction: 's3:Get', NotResource: 'arn:aws:s3:::b'} | 3",
                "{Effect: Allow, Action: ['s3:Get', 'ec2:Run'], Resource: 'arn:aws:s3:::b'} | 3",
                "{Effect: Allow, Action: 's3:Get', Resource: 'arn:aws:sqs:::q'} | 4",
                "{Effect: Allow, Action: 's3:Get', Resource: '*'} | 1",
                "{Effect: Allow, Action: ['s3:Get', '*'], Resource: 'arn:aws:s3:::b'} | 2",
                "{Effect: Allow, Action: 's3:Get', Resource: ['arn:aws:s3:::b', '*']} | 2",
                "{Effect: Allow, Action: 's3:Get', Resource: 'arn:aws:s3:::b', Condition: {StringLike: {k: v}}} | 3",
                "{Effect: Allow, Action: 's3:Get', Resource: 'arn:aws:s3:::b', Condition: {StringLikeIfExists: {k: '${v}'}}} | 5",
                "{Effect: Allow, Action: 's3:Get', Resource: 'arn:aws:s3:::b', Condition: {'ForAllValues:StringLike': {k: [a, '${*}']}}} | 5",
                "{Effect: Allow, Action: 's3:Get', Resource: 'arn:aws:s3:::b', Condition: {'Null': {k: true}}} | 4"
            })
    void weighsAStatement(String statement, int weight) throws RuleSetException {
        assertThat(reaches(statement, weight)).isTrue();
        assertThat(reaches(statement, weight + 1)).isFalse();
    }

    private static boolean reaches(String statement, int threshold) throws RuleSetException {
        RuleSet rules = RuleSet.of(List.of(PolicyComplexity.standard()))
                .argument("spcm_threshold", Integer.toString(threshold));
        byte[] template = TEMPLATE.formatted(statement).getBytes(StandardCharsets.UTF_8);
        return !new Scan(rules, ScanOptions.standard())
                .scan(template)
                .violations()
                .isEmpty();
    }
}
