package io.jenkins.plugins.cfnattest.template;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PseudoParametersTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "a                                           | ",
                "!Ref AWS::Region                            | AWS::Region",
                "[{a: {Ref: AWS::StackId}}]                  | AWS::StackId",
                "!Ref AWS::NoValue                           | ",
                "!Ref AWS::Unheard                           | ",
                "!Sub 'a${AWS::Partition}${AWS::AccountId}'  | AWS::AccountId,AWS::Partition",
                "!Sub ['${AWS::URLSuffix}${a}', {a: !Ref AWS::StackName}] | AWS::StackName,AWS::URLSuffix",
                "!Sub '${!AWS::Region}'                      | ",
                "'${AWS::Region}'                            | ",
                "!GetAZs ''                                  | AWS::Region",
                "{Fn::GetAZs: ''}                            | AWS::Region",
                "!GetAZs eu-west-1                           | ",
                "!GetAZs {Ref: Zone}                         | AWS::Region",
                "!FindInMap [m, !Ref AWS::Region, k]         | AWS::Region",
                "!If [c, !Ref AWS::NotificationARNs, b]      | AWS::NotificationARNs",
            })
    void areFoundWhereverTheyAreUsed(String text, String names) throws TemplateException {
        Template template = Fixtures.parse("X: " + text + Fixtures.RESOURCES);

        assertThat(PseudoParameters.usedIn(template))
                .containsExactlyElementsOf(names == null ? List.of() : List.of(names.split(",")));
    }
}
