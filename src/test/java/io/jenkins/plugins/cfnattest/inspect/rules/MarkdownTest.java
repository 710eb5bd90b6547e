package io.jenkins.plugins.cfnattest.inspect.rules;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MarkdownTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "Reports an AWS::S3::Bucket, always. | Reports an `AWS::S3::Bucket`, always.",
                "a CidrIp (exactly 0.0.0.0/0) or ::/0. | a `CidrIp` (exactly `0.0.0.0/0`) or `::/0`.",
                "set X.Y to '{{resolve:secretsmanager:NAME}}' | set `X.Y` to `'{{resolve:secretsmanager:NAME}}'`",
                "Action is * or s3:*; s3:Get* passes. | Action is `*` or `s3:*`; `s3:Get*` passes.",
                "whose Encrypted is absent. Its Condition does not matter. | whose `Encrypted` is absent. Its `Condition` does not matter.",
                "The Alexa skill's token | The Alexa skill's token",
                "use an AWS::DynamoDB::Table, since SimpleDB's data are open | use an `AWS::DynamoDB::Table`, since SimpleDB's data are open",
                "The trust policy allows TCP | The trust policy allows TCP",
                "IpProtocol is -1, unless false | `IpProtocol` is `-1`, unless false",
                "the argument spcm_threshold | the argument `spcm_threshold`"
            })
    void marksWhatIsWrittenInTemplates(String plain, String marked) {
        assertThat(Markdown.prose(plain)).isEqualTo(marked);
    }

    @ParameterizedTest
    @CsvSource({"set it to Private, Set it to `Private`.", "add a Description, Add a `Description`."})
    void makesASentenceOfAPart(String part, String sentence) {
        assertThat(Markdown.sentence(part)).isEqualTo(sentence);
    }
}
