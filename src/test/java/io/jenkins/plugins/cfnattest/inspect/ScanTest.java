package io.jenkins.plugins.cfnattest.inspect;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.cfnattest.inspect.rules.Catalogue;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ScanTest {
    private static final String VOLUME = """
            Parameters:
              Flag: {Type: String, Default: 'false'}
            Conditions:
              Always: !Equals [a, b]
            Resources:
              ByFlag: {Type: AWS::EC2::Volume, Properties: {Encrypted: !Ref Flag}}
              ByCondition: {Type: AWS::EC2::Volume, Properties: {Encrypted: !If [Always, true, false]}}
            """;

    private static ScanResult scan(String text, ScanOptions options, String... rules) {
        return new Scan(Sample.only(rules), options).scan(text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void assumesNoParameterAndEveryCondition() {
        assertThat(scan(VOLUME, ScanOptions.standard(), "F1").violations()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[]",
                "{\"Parameters\": {\"Other\": 1}}",
                "[{\"ParameterKey\": \"Flag\", \"ParameterValue\": \"false\"}]",
                "{\"Parameters\": {\"Flag\": false}}"
            })
    void takesDefaultsOnceThereAreParameterValues(String values) {
        assertThat(Sample.found(scan(VOLUME, ScanOptions.standard().withParameterValues(values), "F1")
                        .violations()))
                .containsExactly("F1 ByFlag");
    }

    @Test
    void takesConditionValues() {
        assertThat(Sample.found(
                        scan(VOLUME, ScanOptions.standard().withConditionValues("{\"Always\": false, \"No\": 1}"), "F1")
                                .violations()))
                .containsExactly("F1 ByCondition");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "3",
                "{}",
                "{\"Parameters\": null}",
                "[{\"ParameterKey\": \"Flag\"}]",
                "[1]",
                "{\"secret\": ",
                "[] []"
            })
    void tellsWhatIsWrongWithParameterValues(String values) {
        assertThat(scan(VOLUME, ScanOptions.standard().withParameterValues(values))
                        .violations())
                .singleElement()
                .satisfies(violation -> {
                    assertThat(violation.id()).isEqualTo(Violation.FATAL);
                    assertThat(violation.message()).contains("parameter values").doesNotContain("secret");
                });
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "null", "[]", "{", "3"})
    void tellsWhatIsWrongWithConditionValues(String values) {
        assertThat(scan(VOLUME, ScanOptions.standard().withConditionValues(values))
                        .violations())
                .extracting(Violation::id)
                .containsExactly(Violation.FATAL);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "text",
                "[]",
                "Resources: {}",
                "Resources: {B: {}}",
                "Resources: [",
                "{\"Resources\": {",
                "Resources: {P: {Type: AWS::IAM::Policy, Properties: {PolicyName: p}}}",
                "Resources: {I: {Type: AWS::EC2::Instance}}",
                "Resources: {B: {Type: AWS::S3::Bucket, Properties: {BucketName: {Ref: Nobody}}}}",
                "Resources: {B: {Type: AWS::S3::Bucket, Properties: {BucketName: !GetAtt Nobody.Arn}}}",
                "Resources: {B: {Type: AWS::S3::Bucket, Properties: {BucketName: {Ref: 5}}}}",
                "Resources: {S: {Type: AWS::ApiGateway::Stage, Properties: {AccessLogSetting: {}}}}",
                "Resources: {A: {Type: AWS::EC2::NetworkAcl, Properties: {VpcId: v}}, E: {Type: AWS::EC2::NetworkAclEntry, Properties: {Protocol: 6}}}"
            })
    void isFatalAboutWhatIsNoTemplate(String text) {
        ScanResult result = scan(text, ScanOptions.standard());

        assertThat(result.failureCount()).isEqualTo(1);
        assertThat(result.violations()).singleElement().satisfies(violation -> {
            assertThat(violation.id()).isEqualTo(Violation.FATAL);
            assertThat(violation.places()).isEmpty();
            assertThat(violation.message()).contains("xpected");
        });
        assertThat(result.withoutFatal().failureCount()).isZero();
    }

    @Test
    void namesEverythingThatIsMissing() {
        String text = """
                Resources:
                  Policy: {Type: AWS::IAM::Policy, Properties: {PolicyName: p}}
                  Site: {Type: AWS::CloudFront::Distribution, Properties: {DistributionConfig: {Enabled: true}}}
                """;

        assertThat(scan(text, ScanOptions.standard()).violations().get(0).message())
                .contains(
                        "Policy (AWS::IAM::Policy, line 2",
                        "PolicyDocument",
                        "Site",
                        "Origins",
                        "DefaultCacheBehavior");
    }

    @Test
    void keepsAllRulesAndSaysSoWhenTheFilterIsBad() {
        Scan scan = new Scan(Sample.only("F1"), ScanOptions.standard().withProfile("Q7"));

        assertThat(scan.scan(VOLUME.replace("true", "false").getBytes(StandardCharsets.UTF_8))
                        .violations())
                .extracting(Violation::id)
                .containsExactly("F1", Violation.FATAL);
    }

    @Test
    void expandsServerlessFunctionsAsCfnNagDoes() {
        String text = """
                Transform: AWS::Serverless-2016-10-31
                Globals: {Function: {Runtime: python3.12}}
                Resources:
                  Greeter:
                    Type: AWS::Serverless::Function
                    Properties:
                      Handler: a.b
                      CodeUri: s3://bucket/key
                      Policies:
                        - AdministratorAccess
                        - Statement: [{Effect: Allow, Action: '*', Resource: '*'}]
                        - S3ReadPolicy: {BucketName: x}
                      Events: {Web: {Type: Api, Properties: {Path: /, Method: get}}}
                """;

        assertThat(Sample.found(scan(text, ScanOptions.standard()).violations()))
                .containsExactlyInAnyOrder(
                        "W89 Greeter",
                        "W92 Greeter",
                        "W43 GreeterRole",
                        "F3 GreeterRole",
                        "W11 GreeterRole",
                        "F38 GreeterRole",
                        "W68 ServerlessRestApiDeployment",
                        "W69 ServerlessRestApiProdStage",
                        "W64 ServerlessRestApiProdStage");
    }

    @Test
    void doesNotExpandOtherTransforms() {
        String text =
                "Transform: [AWS::Serverless-2016-10-31]\nResources: {F: {Type: AWS::Serverless::Function, Properties: {Handler: x}}}";

        assertThat(scan(text, ScanOptions.standard()).violations()).isEmpty();
    }

    @Test
    void countsOncePerResource() {
        String text = "Resources:\n" + "  A: {Type: AWS::EC2::Volume}\n  B: {Type: AWS::EC2::Volume}\n";

        ScanResult result =
                new Scan(Catalogue.all(), ScanOptions.standard()).scan(text.getBytes(StandardCharsets.UTF_8));

        assertThat(result.failureCount()).isEqualTo(2);
        assertThat(result.warningCount()).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Encrypted", "encrypted"})
    void takesNoNoticeOfTheCaseOfAPropertysFirstLetter(String name) {
        String volume = "Resources: {V: {Type: AWS::EC2::Volume, Properties: {" + name + ": true}}}";

        assertThat(scan(volume, ScanOptions.standard(), "F1").violations()).isEmpty();
    }

    @Test
    void findsEntriesTheSameWhoseNamesDifferInTheFirstLetterOnly() {
        String twice = """
                Resources:
                  A:
                    Type: AWS::EC2::NetworkAclEntry
                    Properties: {NetworkAclId: n, Protocol: 6, PortRange: {From: 1, To: 2}}
                  B:
                    Type: AWS::EC2::NetworkAclEntry
                    Properties: {networkAclId: n, protocol: 6, portRange: {From: 1, To: 2}}
                """;

        assertThat(scan(twice, ScanOptions.standard(), "W72").violations()).isEmpty();
        assertThat(Sample.found(
                        scan(twice.replace("portRange: {From: 1", "portRange: {From: 0"), ScanOptions.standard(), "W72")
                                .violations()))
                .containsExactly("W72 A", "W72 B");
    }
}
