package io.jenkins.plugins.cfnattest.inspect;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.cfnattest.inspect.Inspection.Suppressed;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SuppressionsTest {
    private static final String BUCKET = """
            Resources:
              Bucket:
                Type: AWS::S3::Bucket
                Metadata:
                  cfn_nag: {rules_to_suppress: %s}
            """;

    private static ScanResult scan(String text, ScanOptions options) {
        return new Scan(Sample.only("W35", "W41"), options).scan(text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void honoursAndListsWhatTheTemplateSuppresses() {
        Inspection inspection =
                Sample.inspect(BUCKET.formatted("[{id: W41, reason: public anyway}]"), Map.of(), "W35", "W41");

        assertThat(Sample.found(inspection.violations())).containsExactly("W35 Bucket");
        assertThat(inspection.suppressed()).containsExactly(new Suppressed("W41", "Bucket", "public anyway"));
    }

    @Test
    void listsOnlyWhatWouldHaveBeenSaid() {
        String text = BUCKET.formatted("[{id: W41, reason: x}]")
                + "    Properties: {BucketEncryption: {ServerSideEncryptionConfiguration: []}}\n";

        assertThat(Sample.inspect(text, Map.of(), "W41").suppressed()).isEmpty();
    }

    @Test
    void listsWhatCouldNotBeDecidedToo() {
        String text = """
                Parameters: {Flag: {Type: String, NoEcho: true}}
                Resources:
                  Volume:
                    Type: AWS::EC2::Volume
                    Metadata: {cfn_nag: {rules_to_suppress: [{id: F1, reason: hush}]}}
                    Properties: {Encrypted: !Ref Flag}
                """;

        Inspection inspection = Sample.inspect(text, Map.of(), "F1");

        assertThat(inspection.notEvaluated()).isEmpty();
        assertThat(inspection.suppressed()).containsExactly(new Suppressed("F1", "Volume", "hush"));
    }

    @Test
    void takesAPropertyNamedMetadataForAPropertyInWhatWillBeDeployed() {
        String text = """
                Resources:
                  Bucket:
                    Type: AWS::S3::Bucket
                    Properties:
                      Metadata: {cfn_nag: {rules_to_suppress: [{id: W41, reason: sly}]}}
                """;

        assertThat(Sample.found(Sample.inspect(text, Map.of(), "W41").violations()))
                .containsExactly("W41 Bucket");
        assertThat(scan(text, ScanOptions.standard()).violations())
                .extracting(Violation::id)
                .containsExactly("W35");
    }

    @Test
    void tellsWhatAScanSuppresses() {
        ScanResult result = scan(BUCKET.formatted("[{id: W41, reason: \"two\\nlines\"}]"), ScanOptions.standard());

        assertThat(result.suppressionLines()).containsExactly("Suppressing W41 on Bucket for reason: two lines");
        assertThat(Sample.found(result.violations())).containsExactly("W35 Bucket");
    }

    @Test
    void ignoresSuppressionsWhenTold() {
        ScanResult result = scan(
                BUCKET.formatted("[{id: W41, reason: x}]"),
                ScanOptions.standard().withoutSuppression());

        assertThat(Sample.found(result.violations())).containsExactly("W35 Bucket", "W41 Bucket");
        assertThat(result.suppressed()).isEmpty();
    }

    @Test
    void warnsOfEntriesWithoutId() {
        assertThat(scan(BUCKET.formatted("[{reason: forgot}]"), ScanOptions.standard())
                        .warnings())
                .singleElement()
                .asString()
                .contains("Bucket", "id is missing");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "W41", "{id: W41}", "[W41]", "[null]", "[{id: w41}]", "[{id: [W41]}]", "3", "[[{id: W41}]]"})
    void isNotImpressedByNonsense(String rules) {
        ScanResult result = scan(BUCKET.formatted(rules.isEmpty() ? "null" : rules), ScanOptions.standard());

        assertThat(Sample.found(result.violations())).containsExactly("W35 Bucket", "W41 Bucket");
    }

    @Test
    void doesNotLetAPolicyThatSuppressesTheRuleHelpItsBucket() {
        String text = """
                Resources:
                  Bucket: {Type: AWS::S3::Bucket}
                  Policy:
                    Type: AWS::S3::BucketPolicy
                    Metadata: {cfn_nag: {rules_to_suppress: [{id: W51, reason: x}]}}
                    Properties: {Bucket: !Ref Bucket, PolicyDocument: {Statement: []}}
                """;

        assertThat(Sample.found(Sample.inspect(text, Map.of(), "W51").violations()))
                .containsExactly("W51 Bucket");
    }
}
