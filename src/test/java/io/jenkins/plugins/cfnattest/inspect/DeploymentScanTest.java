package io.jenkins.plugins.cfnattest.inspect;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Scans of what would be deployed. */
class DeploymentScanTest {
    private static final ScanOptions EFFECTIVE = ScanOptions.standard().withEvaluation(Evaluation.EFFECTIVE);
    private static final String TEXT = """
            Parameters:
              Env: {Type: String, Default: test}
              Flag: {Type: String, NoEcho: true, Default: 'true'}
              Free: {Type: String}
            Conditions:
              IsTest: !Equals [!Ref Env, test]
            Resources:
              Volume:
                Type: AWS::EC2::Volume
                Metadata: {cfn_nag: {rules_to_suppress: [{id: W37, reason: known}]}}
                Properties: {Encrypted: %s}
            """;

    private static ScanResult scan(String value, ScanOptions options) {
        return new Scan(Sample.only("F1", "W37"), options)
                .scan(TEXT.formatted(value).getBytes(StandardCharsets.UTF_8));
    }

    private static List<String> ids(ScanResult result) {
        return result.violations().stream().map(Violation::id).toList();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            !If [IsTest, true, false] | test | CFN_NAG   | false
            !If [IsTest, true, false] | prod | CFN_NAG   | false
            !If [IsTest, true, false] | test | EFFECTIVE | false
            !If [IsTest, true, false] | prod | EFFECTIVE | true
            !If [IsTest, true, false] | test | ALL       | true
            """)
    void takesConditionsAsAsked(String value, String environment, Evaluation evaluation, boolean fails) {
        ScanOptions options = ScanOptions.standard()
                .withEvaluation(evaluation)
                .withParameterValues("{\"Parameters\": {\"Env\": \"" + environment + "\", \"Undeclared\": \"x\"}}");

        assertThat(ids(scan(value, options)).contains("F1")).isEqualTo(fails);
    }

    @ParameterizedTest
    @CsvSource({"Free", "Flag", "AWS::StackName"})
    void failsWhereItCannotDecide(String reference) {
        ScanResult result = scan("!Ref " + reference, EFFECTIVE);

        assertThat(ids(result)).containsExactly(Violation.FATAL);
        assertThat(result.violations().get(0).message())
                .contains("rule F1 about Volume", "/Properties/Encrypted", reference)
                .doesNotContain("'true'");
        assertThat(result.failureCount()).isEqualTo(1);
    }

    @Test
    void usesTheValuesOfTheDocumentButNoSecret() {
        ScanOptions options = EFFECTIVE.withParameterValues(
                "{\"Parameters\": {\"Free\": \"false\", \"Flag\": \"sesame\", \"AWS::Region\": \"false\"}}");

        assertThat(ids(scan("!Ref Free", options))).containsExactly("F1");
        assertThat(ids(scan("!Ref AWS::Region", options))).containsExactly("F1");
        assertThat(scan("!Ref Flag", options).violations())
                .singleElement()
                .satisfies(violation -> assertThat(violation.message()).doesNotContain("sesame"));
    }

    @Test
    void suppressesOnlyWhereThatIsAllowed() {
        assertThat(ids(scan("true", EFFECTIVE))).isEmpty();
        assertThat(scan("true", EFFECTIVE).suppressed()).hasSize(1);
        assertThat(ids(scan("true", EFFECTIVE.withoutSuppression()))).containsExactly("W37");
    }

    @ParameterizedTest
    @EnumSource(
            value = Evaluation.class,
            names = {"EFFECTIVE", "ALL"})
    void refusesValuesForConditionsThatItEvaluates(Evaluation evaluation) {
        ScanOptions options =
                ScanOptions.standard().withEvaluation(evaluation).withConditionValues("{\"IsTest\": false}");

        assertThat(scan("true", options).violations())
                .singleElement()
                .satisfies(
                        violation -> assertThat(violation.message()).contains("condition values", evaluation.name()));
    }

    @Test
    void saysWhatNobodyInspected() {
        ScanResult result = new Scan(Sample.only("F1"), EFFECTIVE)
                .scan("Resources: {S: {Type: AWS::CloudFormation::Stack}}".getBytes(StandardCharsets.UTF_8));

        assertThat(result.warnings()).singleElement().asString().contains("NESTED_STACK in S");
    }

    @Test
    void saysWhichLoopsAreOpen() {
        ScanResult result = new Scan(Sample.only("F1"), EFFECTIVE).scan("""
                Transform: AWS::LanguageExtensions
                Parameters: {Names: {Type: CommaDelimitedList}}
                Resources: {'Fn::ForEach::L': [N, !Ref Names, {'V${N}': {Type: AWS::EC2::Volume}}], B: {Type: T::T::T}}
                """.getBytes(StandardCharsets.UTF_8));

        assertThat(result.violations())
                .singleElement()
                .satisfies(violation -> assertThat(violation.message()).contains("every rule", "Fn::ForEach::L"));
    }

    @Test
    void isFatalForWhatIsNoTemplateAndForABadProfile() {
        ScanResult result =
                new Scan(Sample.only("F1"), EFFECTIVE.withProfile("X999")).scan("- x".getBytes(StandardCharsets.UTF_8));

        assertThat(ids(result)).containsExactly(Violation.FATAL, Violation.FATAL);
    }
}
