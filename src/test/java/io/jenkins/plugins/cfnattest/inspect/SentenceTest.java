package io.jenkins.plugins.cfnattest.inspect;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.cfnattest.inspect.rules.Catalogue;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SentenceTest {
    @ParameterizedTest
    @CsvSource(
            nullValues = "none",
            value = {
                "''| ''",
                "/Properties| properties",
                "/Properties/Encrypted| property Encrypted",
                "/Properties/SecurityGroupIngress/0/CidrIp| property SecurityGroupIngress[0].CidrIp",
                "/Properties/Policies/12/PolicyDocument/Statement/3| property Policies[12].PolicyDocument.Statement[3]",
                "Code.S3Key| property Code.S3Key",
                "Other/Properties/CidrIp| property CidrIp of Other",
                "Other/Properties| properties of Other",
                "/Metadata/cfn_nag/0| Metadata.cfn_nag[0]"
            },
            delimiter = '|')
    void saysAPathAsPeopleDo(String path, String expected) {
        assertThat(PropertyPath.forPeople(path)).isEqualTo(expected);
    }

    @Test
    void namesResourceLinePropertyAndWhatToDoInOneSentence() {
        String text = """
                Resources:
                  Web:
                    Type: AWS::EC2::SecurityGroup
                    Properties:
                      GroupDescription: web
                      SecurityGroupIngress:
                        - {CidrIp: 10.0.0.1/32, IpProtocol: tcp, FromPort: 1, ToPort: 1}
                        - {CidrIp: 0.0.0.0/0, IpProtocol: tcp, FromPort: 1, ToPort: 1}
                """;

        List<Violation> found = new Scan(Sample.only("W2"), ScanOptions.standard())
                .scan(text.getBytes(StandardCharsets.UTF_8))
                .violations();

        String message = Catalogue.cfnNag().rules().stream()
                .filter(rule -> rule.id().equals("W2"))
                .findFirst()
                .orElseThrow()
                .message();
        assertThat(found)
                .singleElement()
                .extracting(Violation::sentences)
                .isEqualTo(List.of("Web (line 3), property SecurityGroupIngress[1].CidrIp: " + message));
    }

    @Test
    void hasOneSentenceForEachPlaceAndTheMessageAloneForNone() {
        Violation two = new Violation(
                "X",
                "XRule",
                RuleType.WARN,
                "Do it.",
                List.of(new Violation.Place("A", 1, 1, "", "resource"), new Violation.Place("", 5, 1, "", "resource")));

        assertThat(two.sentences()).containsExactly("A (line 1): Do it.", "line 5: Do it.");
        assertThat(Violation.fatal("Nothing there.").sentences()).containsExactly("Nothing there.");
    }
}
